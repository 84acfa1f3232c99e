package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A run is written into a hidden folder beside its place,
//
//	.NAME.partial-HOST-PID-RANDOM
//
// and renamed to NAME at the end. The dot keeps it out of globs. When an old
// recording is replaced it first becomes .NAME.old-HOST-PID-RANDOM; a process
// killed between the two renames leaves it there, and the next one puts it back.
const (
	partialMark = "partial"
	oldMark     = "old"
)

// staleSeconds is the age at which a hidden folder of another machine, whose
// processes cannot be asked after, counts as left behind.
const staleSeconds = 24 * 3600

// hidden is a hidden folder beside a recording.
type hidden struct {
	path, name, mark, host string
	pid                    int
}

var hiddenName = regexp.MustCompile(`^\.(.+)\.(partial|old)-([^-]*)-([0-9]+)-[0-9]+$`)

// besides lists the hidden folders in a folder.
func besides(parent string) ([]hidden, error) {
	entries, err := os.ReadDir(parent)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var found []hidden
	for _, e := range entries {
		if part := hiddenName.FindStringSubmatch(e.Name()); part != nil && e.IsDir() {
			pid, _ := strconv.Atoi(part[4])
			found = append(found, hidden{filepath.Join(parent, e.Name()), part[1], part[2], part[3], pid})
		}
	}
	return found, err
}

// hide makes a hidden folder for dir, and the folders above it.
func hide(dir, mark string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	name := fmt.Sprintf(".%s.%s-%s-%d-*", filepath.Base(dir), mark, host(), os.Getpid())
	made, err := os.MkdirTemp(filepath.Dir(dir), name)
	if err != nil {
		return "", err
	}
	return made, os.Chmod(made, 0o755)
}

// host is this machine's name, with nothing in it that a file name forbids.
func host() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '*' || os.IsPathSeparator(uint8(r)) {
			return '_'
		}
		return r
	}, name)
}

// sweep puts back an old recording that lost its place, and removes what
// processes that ended left beside the recording called name in parent, or
// beside any if name is empty. A folder made a day before fresh is left over
// whoever made it; ages are by the clock of the file system.
func sweep(parent, name, fresh string) error {
	now, err := os.Stat(fresh)
	if err != nil {
		return err
	}
	all, err := besides(parent)
	if err != nil {
		return err
	}
	for _, h := range all {
		if name != "" && h.name != name {
			continue
		}
		made, err := os.Stat(h.path)
		if err != nil {
			continue // its process has just finished
		}
		if h.host == host() && running(h.pid) || h.host != host() && now.ModTime().Unix()-made.ModTime().Unix() < staleSeconds {
			continue
		}
		lost := filepath.Join(parent, h.name)
		if _, err = os.Lstat(lost); h.mark == oldMark && errors.Is(err, fs.ErrNotExist) {
			err = os.Rename(h.path, lost)
		} else {
			err = os.RemoveAll(h.path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// vacant says whether a run may be put at dir: nothing is there, or an empty
// folder, or (with overwrite) recordings and nothing else.
func vacant(dir string, overwrite bool) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: not a folder a recording can go to: %w", dir, err)
	}
	for _, e := range entries {
		if !ours(e.Name()) {
			return fmt.Errorf("%s: the folder holds %s, which is no part of a recording; choose another folder", dir, e.Name())
		}
	}
	if len(entries) > 0 && !overwrite {
		return fmt.Errorf("%s: a recording is already there; choose another folder, or overwrite it", dir)
	}
	return nil
}

// ours tells whether a name is one this package writes into a recording or an
// ensemble, finished or not.
func ours(name string) bool {
	switch name {
	case manifestName, packageName, logName, snapshotsDir, ensembleName:
		return true
	}
	for _, mine := range []string{memberPrefix, "." + memberPrefix, "." + packageName + "-", "." + ensembleName + "-"} {
		if strings.HasPrefix(name, mine) {
			return true
		}
	}
	table, isTable := strings.CutSuffix(name, tableExt)
	return isTable && Columns(table) != nil
}

// place renames a partial folder to dir, in place of what vacant allowed.
func place(partial, dir string, overwrite bool) error {
	if err := vacant(dir, overwrite); err != nil { // it may have come up since
		return err
	}
	err := os.Remove(dir) // an empty folder
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return os.Rename(partial, dir)
	}
	old, err := hide(dir, oldMark)
	if err != nil {
		return err
	}
	if err := errors.Join(os.Remove(old), os.Rename(dir, old)); err != nil {
		return err
	}
	if err := os.Rename(partial, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return os.RemoveAll(old)
}

// WriteFile writes a file under another name and renames it, so that it is there
// whole or not at all.
func WriteFile(name string, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(content)
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		os.Remove(temporary.Name())
	}
	return err
}
