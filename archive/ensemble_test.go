package archive

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// ensemble makes up the members 1..n.
func ensemble(n int) (histories []history, wanted []Manifest) {
	for i := 1; i <= n; i++ {
		h := sample(chance.Seed(100+i), 2)
		h.manifest.Member = i
		histories = append(histories, h)
		wanted = append(wanted, h.manifest)
	}
	return histories, wanted
}

// runMembers gathers and runs what is missing, at most so many, and says which.
func runMembers(t *testing.T, dir string, histories []history, wanted []Manifest, most int, opt Options) []int {
	t.Helper()
	missing, err := Gather(dir, wanted, opt)
	if err != nil {
		t.Fatal(err)
	}
	ran := []int{}
	for _, m := range missing[:min(most, len(missing))] {
		if err := histories[m.Member-1].write(MemberDir(dir, m.Member), Options{}); err != nil {
			t.Fatal(err)
		}
		ran = append(ran, m.Member)
	}
	return ran
}

func TestKilledEnsembleResumes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "many")
	histories, wanted := ensemble(4)

	if ran := runMembers(t, dir, histories, wanted, 2, Options{}); !slices.Equal(ran, []int{1, 2}) {
		t.Errorf("ran %v", ran)
	}
	if _, _, err := OpenEnsemble(dir); err == nil || !strings.Contains(err.Error(), "not finished: 2 members") {
		t.Errorf("opening half an ensemble: %v", err)
	}
	if err := Seal(dir, "again", wanted); err == nil || !strings.Contains(err.Error(), "2 members are there, not 4") {
		t.Errorf("sealing half an ensemble: %v", err)
	}
	if there, err := Members(dir); err != nil || !slices.Equal(there, []int{1, 2}) {
		t.Errorf("Members = %v, %v", there, err)
	}
	// What a killed process leaves: a hidden folder, and a torn table.
	torn := filepath.Join(dir, ".member=0003.partial-"+host()+"-"+"999999999-1")
	if err := os.Mkdir(torn, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(MemberDir(dir, 2), "ledger.parquet"), 10); err != nil {
		t.Fatal(err)
	}
	if Finished(dir, 2, wanted[1].Key()) || !Finished(dir, 1, wanted[0].Key()) || Finished(dir, 1, wanted[1].Key()) || Finished(dir, 4, wanted[3].Key()) {
		t.Error("Finished: want member 1 alone, by its own key alone")
	}
	kept := files(t, MemberDir(dir, 1))
	if ran := runMembers(t, dir, histories, wanted, 9, Options{}); !slices.Equal(ran, []int{2, 3, 4}) {
		t.Errorf("resumed with %v, want 2 3 4", ran)
	}
	if !reflect.DeepEqual(kept, files(t, MemberDir(dir, 1))) {
		t.Error("a finished member has changed")
	}
	if err := Seal(dir, "fromabove run --members 4", wanted); err != nil {
		t.Fatal(err)
	}
	want := []string{"datapackage.json", "ensemble.json", "member=0001", "member=0002", "member=0003", "member=0004"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("the ensemble holds %v", got)
	}
	e, members, err := OpenEnsemble(dir)
	if err != nil || len(members) != 4 || e.Command != "fromabove run --members 4" || e.Members[3].Seed != 104 || members[3].Manifest.Member != 4 {
		t.Errorf("OpenEnsemble = %+v, %d members, %v", e, len(members), err)
	}
}

// A member is the same as the recording of its history alone, but for its
// number in the manifest.
func TestMemberIsSelfContained(t *testing.T) {
	home := t.TempDir()
	histories, wanted := ensemble(2)
	runMembers(t, filepath.Join(home, "many"), histories, wanted, 9, Options{})
	alone := histories[1]
	alone.manifest.Member = 0
	alone.mustWrite(t, filepath.Join(home, "one"))
	a, b := files(t, MemberDir(filepath.Join(home, "many"), 2)), files(t, filepath.Join(home, "one"))
	b[manifestName] = strings.Replace(b[manifestName], `"member": 0`, `"member": 2`, 1)
	a[logName], b[logName] = "", ""
	if !reflect.DeepEqual(a, b) {
		t.Error("a member differs from the same history alone")
	}
}

func TestGatherRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T, dir string, wanted []Manifest)
		want    string
		byForce []int // what is run with overwrite; nil: refused too
	}{
		"other seed":    {func(_ *testing.T, _ string, wanted []Manifest) { wanted[1].Seed = 7 }, "seed 102, not 7", []int{2}},
		"other version": {func(_ *testing.T, _ string, wanted []Manifest) { wanted[0].Version = "9" }, "version 0.1.0, not 9", []int{1}},
		"other inputs":  {func(_ *testing.T, _ string, wanted []Manifest) { wanted[2].Inputs = nil }, "other input series", []int{3}},
		"one too many":  {func(_ *testing.T, _ string, wanted []Manifest) { wanted[2].Member = 5 }, "member=0003: a member that this ensemble does not have", []int{5}},
		"no manifest": {func(_ *testing.T, dir string, _ []Manifest) {
			os.Remove(filepath.Join(MemberDir(dir, 1), manifestName))
		}, "member=0001", []int{1}},
		"twice":   {func(_ *testing.T, _ string, wanted []Manifest) { wanted[2].Member = 1 }, "each once", nil},
		"alone":   {func(_ *testing.T, _ string, wanted []Manifest) { wanted[2].Member = 0 }, "counted from 1", nil},
		"foreign": {func(_ *testing.T, dir string, _ []Manifest) { os.WriteFile(filepath.Join(dir, "notes"), nil, 0o644) }, "notes", nil},
		"one history": {func(t *testing.T, dir string, _ []Manifest) {
			os.RemoveAll(dir)
			sample(7, 2).mustWrite(t, dir)
		}, "one history", nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "many")
			histories, wanted := ensemble(3)
			runMembers(t, dir, histories, wanted, 9, Options{})
			c.prepare(t, dir, wanted)
			before := files(t, dir)
			if _, err := Gather(dir, wanted, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
			if !reflect.DeepEqual(before, files(t, dir)) {
				t.Error("a refusal changed the folder")
			}
			missing, err := Gather(dir, wanted, Options{Overwrite: true})
			var numbers []int
			for _, m := range missing {
				numbers = append(numbers, m.Member)
			}
			if (err == nil) != (c.byForce != nil) || !slices.Equal(numbers, c.byForce) {
				t.Errorf("with overwrite: to run %v, %v; want %v", numbers, err, c.byForce)
			}
		})
	}
}

func TestEnlargedEnsembleIsUnsealed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "many")
	histories, wanted := ensemble(3)
	runMembers(t, dir, histories, wanted[:2], 9, Options{})
	if err := Seal(dir, "again", wanted[:2]); err != nil {
		t.Fatal(err)
	}
	if missing, err := Gather(dir, wanted[:2], Options{}); err != nil || len(missing) != 0 {
		t.Errorf("a finished ensemble asks for %v, %v", missing, err)
	}
	if _, _, err := OpenEnsemble(dir); err != nil {
		t.Errorf("a finished ensemble lost its seal: %v", err)
	}
	if ran := runMembers(t, dir, histories, wanted, 0, Options{}); len(ran) != 0 {
		t.Errorf("ran %v", ran)
	}
	if _, _, err := OpenEnsemble(dir); err == nil || !strings.Contains(err.Error(), "not finished") {
		t.Errorf("an ensemble that is to grow is still sealed: %v", err)
	}
}

func TestOpenEnsembleChecksItsMembers(t *testing.T) {
	home := t.TempDir()
	dir := filepath.Join(home, "many")
	histories, wanted := ensemble(2)
	runMembers(t, dir, histories, wanted, 9, Options{})
	if err := Seal(dir, "again", wanted); err != nil {
		t.Fatal(err)
	}
	var p struct{ Resources []struct{ Path []string } }
	text, _ := os.ReadFile(filepath.Join(dir, packageName))
	if err := json.Unmarshal(text, &p); err != nil || !slices.Equal(p.Resources[0].Path, []string{"member=0001/gauges.parquet", "member=0002/gauges.parquet"}) {
		t.Errorf("the data package names %v, %v", p.Resources, err)
	}
	alone := filepath.Join(home, "one")
	sample(7, 2).mustWrite(t, alone)
	e, members, err := OpenEnsemble(alone)
	if err != nil || len(members) != 1 || len(e.Members) != 1 || e.Members[0].Seed != 7 {
		t.Errorf("one history as an ensemble of one: %+v, %v", e, err)
	}
	other := MemberDir(dir, 2)
	os.RemoveAll(other)
	if err := os.Rename(alone, other); err != nil {
		t.Fatal(err)
	}
	if _, _, err := OpenEnsemble(dir); err == nil || !strings.Contains(err.Error(), "member 2 is not the one") {
		t.Errorf("a member that was changed for another: %v", err)
	}
}
