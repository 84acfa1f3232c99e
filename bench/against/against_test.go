package main

import (
	"bytes"
	"context"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// waysByHand counts by trying every order.
func waysByHand(n, m int) []float64 {
	ways := make([]float64, n*m+1)
	var place func(old, new, before int)
	place = func(old, new, before int) {
		if old == 0 && new == 0 {
			ways[before]++
			return
		}
		if old > 0 {
			place(old-1, new, before+m-new) // the new ones that stand already
		}
		if new > 0 {
			place(old, new-1, before)
		}
	}
	place(n, m, 0)
	return ways
}

func TestWays(t *testing.T) {
	for n := 1; n <= 6; n++ {
		for m := 1; m <= 6; m++ {
			if got, want := waysOf(n, m), waysByHand(n, m); !slices.Equal(got, want) {
				t.Errorf("%d and %d: %v, want %v", n, m, got, want)
			}
		}
	}
}

// The critical values of Mann and Whitney at 5%, two-sided, as tables print
// them: 0 for 4 and 4, 2 for 5 and 5, 5 for 6 and 6, 23 for 10 and 10, 127 for 20
// and 20.
func TestCutOff(t *testing.T) {
	for n, want := range map[int]int{4: 0, 5: 2, 6: 5, 10: 23, 20: 127} {
		cut, sure := cutOff(n, n)
		if cut != want || sure < confidence || sure > 0.98 {
			t.Errorf("%d and %d runs: %d cut off, %.3f held; want %d", n, n, cut, sure, want)
		}
	}
	if cut, sure := cutOff(3, 3); cut != 0 || math.Abs(sure-0.9) > 1e-12 {
		t.Errorf("3 and 3 runs: %d cut off, %v held; want 0, 0.9", cut, sure)
	}
}

func TestRatio(t *testing.T) {
	old := []float64{10, 10.1, 9.9, 10.05, 9.95, 10.02}
	scaled := func(by float64) (out []float64) {
		for _, x := range old {
			out = append(out, by*x)
		}
		return out
	}
	wild := scaled(0.5)
	wild[3] = 100 // one run that went wrong
	for _, c := range []struct {
		name string
		new  []float64
		at   float64
		want string
	}{
		{"half", scaled(0.5), 0.5, "faster"},
		{"half, with one wild, of six", wild, 0.5, "not clear"},
		{"half, with one wild, of twelve", append(wild, scaled(0.5)...), 0.5, "faster"},
		{"same", old, 1, "no change"},
		{"a tenth more", scaled(1.1), 1.1, "slower"},
		{"three in a hundred", scaled(1.03), 1.03, "not clear"},
	} {
		r := ratioOf(old, c.new)
		if math.Abs(r.value/c.at-1) > 0.01 || r.low > r.value || r.high < r.value || r.verdict() != c.want {
			t.Errorf("%s: %+v, %s; want %v, %s", c.name, r, r.verdict(), c.at, c.want)
		}
	}
	if r := ratioOf(old[:3], scaled(0.5)[:3]); r.verdict() != "too few runs" {
		t.Errorf("three runs: %+v, %s", r, r.verdict())
	}
}

// repository is one with a benchmark whose time falls to about a tenth between
// the last revision and the working tree; body is that of the working tree.
func repository(t *testing.T, body string) string {
	t.Helper()
	dir := t.TempDir()
	bench := func(body string) string {
		return "package p\n\nimport (\"testing\"; \"time\")\n\nvar _ = time.Now\n\nfunc BenchmarkWait(b *testing.B) { for b.Loop() { " + body + " } }\n"
	}
	file := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) {
		cmd := exec.Command("git", append([]string{"-c", "user.name=test", "-c", "user.email=test@example.org"}, args...)...)
		cmd.Dir = dir
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, said)
		}
	}
	file("go.mod", "module example.org/p\n\ngo 1.26.0\n")
	file("p_test.go", bench("time.Sleep(20*time.Millisecond)"))
	git("init", "--quiet")
	git("add", "-A")
	git("commit", "--quiet", "-m", "first")
	file("p_test.go", bench(body))
	return dir
}

// compare runs in a repository, and returns what was printed and which work
// trees are left.
func compare(t *testing.T, ctx context.Context, dir string, args ...string) (printed, trees string, err error) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	house, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	t.Setenv("TMPDIR", t.TempDir())
	var out bytes.Buffer
	c := &comparison{rev: args[0], packages: []string{"."}, bench: ".", benchtime: "1x", count: 4,
		benchstat: []string{"go", "-C", house, "tool", "benchstat"}, out: &out, say: io.Discard}
	err = c.run(ctx)
	left, listErr := output(context.Background(), dir, "git", "worktree", "list")
	if listErr != nil {
		t.Fatal(listErr)
	}
	if rest, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "*")); len(rest) > 0 {
		t.Errorf("left behind: %v", rest)
	}
	return out.String(), left, err
}

func TestAgainst(t *testing.T) {
	dir := repository(t, "time.Sleep(time.Millisecond)")
	printed, trees, err := compare(t, context.Background(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"old: HEAD (", "4 runs each", "vs base", "Wait", "faster", "geometric mean"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is not printed:\n%s", want, printed)
		}
	}
	if strings.Count(trees, "\n") != 0 {
		t.Errorf("work trees are left:\n%s", trees)
	}
}

// Whatever fails, no work tree is left, and the error says which tree.
func TestAgainstLeavesNothingBehind(t *testing.T) {
	for _, c := range []struct{ name, rev, body, want string }{
		{"does not compile", "HEAD", "undeclared()", "working tree: .: "},
		{"fails", "HEAD", "b.Fatal(`no`)", "working tree: .: "},
		{"no such revision", "nowhere", "", "REV=nowhere is no revision"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, trees, err := compare(t, context.Background(), repository(t, c.body), c.rev)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if strings.Count(trees, "\n") != 0 {
				t.Errorf("work trees are left:\n%s", trees)
			}
		})
	}
}

func TestArguments(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "name one revision, not 0"},
		{[]string{"a", "b"}, "name one revision, not 2"},
		{[]string{"--count", "0", "HEAD"}, "--count 0: want 1 to 100"},
	} {
		if err := run(context.Background(), c.args, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.args, err, c.want)
		}
	}
}
