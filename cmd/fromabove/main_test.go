package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/query/duck"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fromabove": func() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts are the stories of the program: each file of testdata/script
// begins with a comment that says whose.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name == "sql" { // DuckDB is built in
				return duck.Missing == nil, nil
			}
			return false, fmt.Errorf("no condition is called %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":       exits,
			"json":        readsAsJSON,
			"same-months": sameMonths,
			"flip":        flip,
			"rewrite":     rewrite,
			"whole":       whole,
			"interrupt":   interrupt,
		},
	})
}

// exits STATUS command [args...] runs a command that must exit so.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s exits with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// json FILE [PATH=VALUE...] reads a file, or stdout, as JSON; at each dotted
// path the value must stand, as fmt prints it. PATH=* asks only that something
// stands there, and ! json that FILE is not JSON.
func readsAsJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 1 {
		ts.Fatalf("usage: json FILE [PATH=VALUE...]")
	}
	var tree any
	decoder := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); (err != nil) != neg {
		ts.Fatalf("%s as JSON: %v", args[0], err)
	}
	for _, want := range args[1:] {
		path, value, _ := strings.Cut(want, "=")
		at := tree
		for _, key := range strings.Split(path, ".") {
			switch node := at.(type) {
			case map[string]any:
				at = node[key]
			case []any:
				i, err := strconv.Atoi(key)
				if err != nil || i >= len(node) {
					ts.Fatalf("%s: %s: no entry %s among %d", args[0], path, key, len(node))
				}
				at = node[i]
			default:
				ts.Fatalf("%s: %s: nothing stands below %s", args[0], path, key)
			}
		}
		if got := fmt.Sprint(at); value == "*" && at == nil || value != "*" && got != value {
			ts.Fatalf("%s: %s is %s, want %s", args[0], path, got, value)
		}
	}
}

// same-months A B compares the months of two recordings, table by table,
// however the runs were called.
func sameMonths(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same-months A B")
	}
	a, err := archive.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := archive.Open(ts.MkAbs(args[1]))
	ts.Check(err)
	if len(a.Manifest.MonthHashes) < 2 {
		ts.Fatalf("%s has no months", args[0])
	}
	first, differ := archive.Compare(a.Manifest, b.Manifest)
	if differ != neg {
		ts.Fatalf("differ: %v; first in %s, table %s", differ, first.Month, first.Table)
	}
}

// flip FILE changes one byte in the middle of a file.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	text := []byte(ts.ReadFile(args[0]))
	text[len(text)/2] ^= 0x40
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}

// rewrite FILE PATTERN NEW replaces the first match of a pattern, which must
// be there, and change something.
func rewrite(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: rewrite FILE PATTERN NEW")
	}
	pattern, err := regexp.Compile(args[1])
	ts.Check(err)
	text := []byte(ts.ReadFile(args[0]))
	at := pattern.FindSubmatchIndex(text)
	if at == nil {
		ts.Fatalf("%s: no match of %s", args[0], args[1])
	}
	made := bytes.Clone(text[:at[0]])
	made = append(pattern.Expand(made, []byte(args[2]), text, at), text[at[1]:]...)
	if bytes.Equal(made, text) {
		ts.Fatalf("%s: %s changes nothing", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), made, 0o644))
}

// whole DIR fails if something half-written is left anywhere in a folder. With
// ! something must be.
func whole(ts *testscript.TestScript, neg bool, args []string) {
	half := ""
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, e fs.DirEntry, err error) error {
		if strings.HasPrefix(e.Name(), ".") && path != ts.MkAbs(args[0]) && e.Name() != ".tmp" {
			half = path
		}
		return err
	}))
	if (half != "") != neg {
		ts.Fatalf("half-written: %q", half)
	}
}

// interrupt GLOB STATUS command [args...] starts a command, sends it an
// interrupt (Ctrl-C) as soon as a file matches, and waits for its end. What it
// wrote is in interrupted.out and interrupted.err.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: interrupt GLOB STATUS command [args...]")
	}
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	program, err := exec.LookPath(args[2])
	ts.Check(err)
	var out, errOut bytes.Buffer
	cmd := exec.Command(program, args[3:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), &out, &errOut
	ts.Check(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	sent := false
	limit := time.After(time.Minute)
	for tick := time.NewTicker(2 * time.Millisecond); ; {
		select {
		case <-limit:
			cmd.Process.Kill()
			ts.Fatalf("it did not end within a minute; interrupted: %v", sent)
		case <-tick.C:
			found, err := filepath.Glob(ts.MkAbs(args[0]))
			ts.Check(err)
			if !sent && len(found) > 0 {
				ts.Check(cmd.Process.Signal(os.Interrupt))
				sent = true
			}
			continue
		case <-ended:
		}
		break
	}
	ts.Check(os.WriteFile(ts.MkAbs("interrupted.out"), out.Bytes(), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs("interrupted.err"), errOut.Bytes(), 0o644))
	if got := cmd.ProcessState.ExitCode(); !sent || got != want {
		ts.Fatalf("interrupted: %v; exits with %d, want %d\n%s", sent, got, want, errOut.String())
	}
}
