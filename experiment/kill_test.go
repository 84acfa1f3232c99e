package experiment

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// killedDir tells a test process to be the one that is killed, and where.
const killedDir = "FROMABOVE_TEST_KILLED_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedDir); dir != "" {
		if _, err := Run(context.Background(), tiny(6), Options{Dir: dir, Runner: Local{Workers: 2}}); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A process is killed at random moments, and the experiment goes on each time:
// the files are those of an undisturbed run.
func TestKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes are killed otherwise there")
	}
	want, dir := t.TempDir(), t.TempDir()
	run(t, tiny(6), Options{Dir: want, Runner: Local{Workers: 2}})
	dice := rand.New(rand.NewPCG(7, 7))
	killed := 0
	for killedOnce(t, dir, killed%3 == 0, time.Duration(dice.Int64N(int64(20*time.Millisecond)))) {
		killed++
	}
	if killed < 3 {
		t.Errorf("killed %d times, want some", killed)
	}
	sameFiles(t, "killed", files(t, dir), files(t, want))
}

// killedOnce runs the experiment in a process and kills it: some time after its
// first new row, or (early) after its start. False if it came to its end.
func killedOnce(t *testing.T, dir string, early bool, later time.Duration) bool {
	t.Helper()
	size := func() int64 {
		found, err := os.Stat(filepath.Join(dir, rowsName))
		if err != nil {
			return 0
		}
		return found.Size()
	}
	before := size()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killedDir+"="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for !early && size() <= before {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			return false
		case <-time.After(time.Millisecond):
		}
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Fatal(err)
		}
		return false
	case <-time.After(later):
	}
	cmd.Process.Kill() // it may have ended by itself
	return <-ended != nil
}
