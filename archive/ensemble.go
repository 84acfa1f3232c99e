package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/chance"
)

// Ensemble is what ensemble.json says: which members there are. It is written
// when all are, so an ensemble without it is not finished.
type Ensemble struct {
	Schema   int      `json:"schema"`
	Scenario string   `json:"scenario"` // of the first member
	Command  string   `json:"command"`  // that makes the whole ensemble again
	Version  string   `json:"version"`
	Members  []Member `json:"members"`
}

// Member is one history of an ensemble. Its folder is a recording by itself.
type Member struct {
	Member int         `json:"member"` // from 1
	Seed   chance.Seed `json:"seed,string"`
	Point  string      `json:"point"`
	Key    string      `json:"key"` // Manifest.Key
}

// MemberDir is the folder of a member, counted from 1, of the ensemble at dir.
func MemberDir(dir string, member int) string {
	return filepath.Join(dir, fmt.Sprintf("%s%04d", memberPrefix, member))
}

// Finished tells whether the ensemble at dir has a member, whole, that was run
// as the key (Manifest.Key) says.
func Finished(dir string, member int, key string) bool {
	found, err := Open(MemberDir(dir, member))
	return err == nil && found.Manifest.Key() == key
}

// Members lists the members that are at dir so far, ascending. It serves an
// ensemble that is still growing; there may be none.
func Members(dir string) ([]int, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var found []int
	for _, e := range entries {
		digits, ok := strings.CutPrefix(e.Name(), memberPrefix)
		n, err := strconv.Atoi(digits)
		if ok && err == nil && e.IsDir() && e.Name() == filepath.Base(MemberDir("", n)) {
			found = append(found, n)
		}
	}
	slices.Sort(found)
	return found, nil
}

// Gather prepares dir for an ensemble of the wanted members (the Member of
// each is its number) and returns those still to be run: all of them at first,
// the rest after a killed run, the new ones when an ensemble is enlarged. It
// refuses a folder that holds anything else, or members that are not among
// those wanted; with overwrite it removes such members at once. It clears away
// what killed runs left, and the seal of an ensemble that is to grow.
func Gather(dir string, wanted []Manifest, opt Options) ([]Manifest, error) {
	if err := vacantForEnsemble(dir); err != nil {
		return nil, err
	}
	if err := sweepMembers(dir); err != nil {
		return nil, err
	}
	byNumber := map[int]Manifest{}
	for _, m := range wanted {
		if err := m.check(); err != nil {
			return nil, fmt.Errorf("member %d: %w", m.Member, err)
		}
		if _, twice := byNumber[m.Member]; twice || m.Member < 1 {
			return nil, fmt.Errorf("%s: member %d: members are counted from 1, each once", dir, m.Member)
		}
		byNumber[m.Member] = m
	}
	there, err := Members(dir)
	if err != nil {
		return nil, err
	}
	var remove []int
	for _, n := range there {
		want, ok := byNumber[n]
		kept, err := keep(dir, n, want, ok)
		if err != nil && !opt.Overwrite {
			return nil, err
		}
		if kept {
			delete(byNumber, n)
		} else {
			remove = append(remove, n)
		}
	}
	if len(byNumber) > 0 || len(remove) > 0 {
		if err := os.Remove(filepath.Join(dir, ensembleName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	for _, n := range remove {
		if err := os.RemoveAll(MemberDir(dir, n)); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(slices.Clone(wanted), func(m Manifest) bool {
		_, missing := byNumber[m.Member]
		return !missing
	}), nil
}

// keep tells whether a member that is there is the one wanted. One that was
// run so but is damaged is not kept; one that was run otherwise is an error.
func keep(dir string, n int, want Manifest, wanted bool) (bool, error) {
	place := MemberDir(dir, n)
	if !wanted {
		return false, fmt.Errorf("%s: a member that this ensemble does not have; choose another folder, or overwrite", place)
	}
	name := filepath.Join(place, manifestName)
	text, err := os.ReadFile(name)
	if err != nil {
		return false, fmt.Errorf("%s: not a recording: %w; choose another folder, or overwrite", place, err)
	}
	have, err := readManifest(name, text)
	if err != nil {
		return false, err
	}
	if have.Key() != want.Key() {
		return false, fmt.Errorf("%s: made otherwise: %s; choose another folder, or overwrite", place, otherwise(have, want))
	}
	return whole(place) == nil, nil
}

// otherwise says in what two runs differ.
func otherwise(have, want Manifest) string {
	for _, part := range []struct {
		what       string
		have, want any
	}{
		{"scenario", have.Scenario, want.Scenario},
		{"version", have.Version, want.Version},
		{"seed", have.Seed, want.Seed},
		{"scale", have.Scale, want.Scale},
		{"point", have.Point, want.Point},
		{"first month", have.From, want.From},
		{"last month", have.Until, want.Until},
		{"snapshots", fmt.Sprint(have.SnapshotsAt), fmt.Sprint(want.SnapshotsAt)},
		{"hash of the scenario", have.ScenarioHash, HashOf([]byte(want.ScenarioText))},
	} {
		if part.have != part.want {
			return fmt.Sprintf("%s %v, not %v", part.what, part.have, part.want)
		}
	}
	return "with other input series"
}

// vacantForEnsemble refuses a folder that holds more than members.
func vacantForEnsemble(dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, manifestName)); err == nil {
		return fmt.Errorf("%s: a recording of one history is already there; choose another folder for the ensemble, or remove it", dir)
	}
	return vacant(dir, true)
}

// sweepMembers makes dir and clears away what killed runs left in it.
func sweepMembers(dir string) error {
	fresh, err := hide(filepath.Join(dir, memberPrefix), partialMark)
	if err != nil {
		return err
	}
	return errors.Join(sweep(dir, "", fresh), os.Remove(fresh))
}

// Seal declares an ensemble finished: it checks that dir holds the members,
// whole, and nothing but them, and writes datapackage.json and ensemble.json.
func Seal(dir, command string, members []Manifest) error {
	there, err := Members(dir)
	if err != nil {
		return err
	}
	if len(members) == 0 || len(there) != len(members) {
		return fmt.Errorf("%s: %d members are there, not %d", dir, len(there), len(members))
	}
	e := Ensemble{Schema: Schema, Scenario: members[0].Scenario, Command: command, Version: members[0].Version}
	var folders []string
	for _, m := range members {
		if !Finished(dir, m.Member, m.Key()) {
			return fmt.Errorf("%s: member %d is missing, damaged or made otherwise; run the ensemble again", dir, m.Member)
		}
		e.Members = append(e.Members, Member{m.Member, m.Seed, m.Point, m.Key()})
		folders = append(folders, filepath.Base(MemberDir(dir, m.Member)))
	}
	words, err := packageOf(e.Scenario, folders)
	if err != nil {
		return err
	}
	text, err := PlainJSON(e)
	if err != nil {
		return err
	}
	if err := WriteFile(filepath.Join(dir, packageName), words); err != nil {
		return err
	}
	return WriteFile(filepath.Join(dir, ensembleName), text)
}

// OpenEnsemble opens a finished ensemble and its members, in the order of
// their numbers; the recording of one history counts as an ensemble of one. An
// ensemble that is not finished is an error that says how many members it has.
func OpenEnsemble(dir string) (Ensemble, []*Recording, error) {
	name := filepath.Join(dir, ensembleName)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		if there, err := Members(dir); err == nil && len(there) > 0 {
			return Ensemble{}, nil, fmt.Errorf("%s: an ensemble that is not finished: %d members are there; run the same command again to finish it", dir, len(there))
		}
		alone, err := Open(dir)
		if err != nil {
			return Ensemble{}, nil, err
		}
		m := alone.Manifest
		return Ensemble{m.Schema, m.Scenario, m.Command, m.Version, []Member{{1, m.Seed, m.Point, m.Key()}}}, []*Recording{alone}, nil
	}
	if err != nil {
		return Ensemble{}, nil, err
	}
	var e Ensemble
	if err := json.Unmarshal(text, &e); err != nil {
		return Ensemble{}, nil, jsonError(name, text, err)
	}
	if e.Schema != Schema {
		return Ensemble{}, nil, fmt.Errorf("%s: schema: the ensemble has layout %d, this program reads %d; read it with fromabove %s, or make it again: %s", name, e.Schema, Schema, e.Version, e.Command)
	}
	var members []*Recording
	for _, m := range e.Members {
		r, err := Open(MemberDir(dir, m.Member))
		if err != nil {
			return Ensemble{}, nil, err
		}
		if r.Manifest.Key() != m.Key {
			return Ensemble{}, nil, fmt.Errorf("%s: member %d is not the one that was run: its key is %s, not %s", dir, m.Member, r.Manifest.Key(), m.Key)
		}
		members = append(members, r)
	}
	return e, members, nil
}
