package house

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// sameEverywhere are the tests with known answers, by package: what they say
// on the processor of the builder they must say on every other.
var sameEverywhere = []struct{ room, run string }{
	{"stat", "TestSameBitsOnEveryProcessor"},
	{"chance", "TestDiceStayTheSame"},
	{"replays", "TestReplays"},
}

// A processor is one on which histories must come out the same, and how to run
// a program for it here.
type processor struct {
	name   string
	env    []string
	runner func() (command []string, missing string)
}

var processors = []processor{
	{"arm64", []string{"GOOS=linux", "GOARCH=arm64"}, arm64Runner},
	{"WebAssembly", []string{"GOOS=js", "GOARCH=wasm"}, wasmRunner},
	{"amd64 that multiplies and adds in one", []string{"GOOS=" + runtime.GOOS, "GOARCH=amd64", "GOAMD64=v3"}, v3Runner},
}

// arm64Runner needs qemu's user emulation, unless this is an arm64 machine.
func arm64Runner() (command []string, missing string) {
	if runtime.GOOS == "linux" && runtime.GOARCH == "arm64" {
		return nil, ""
	}
	for _, name := range []string{"qemu-aarch64", "qemu-aarch64-static"} {
		if path, err := exec.LookPath(name); err == nil {
			return []string{path}, ""
		}
	}
	return nil, "qemu-aarch64 is not installed (on Debian: apt-get install qemu-user)"
}

func wasmRunner() (command []string, missing string) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, "node is not installed"
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, "go env GOROOT fails: " + err.Error()
	}
	script := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	if _, err := os.Stat(script); err != nil {
		return nil, "this Go has no " + script
	}
	return []string{node, "--stack-size=8192", script}, ""
}

// v3Runner needs a processor with fused multiplication: the compiler uses it
// there wherever a product that is added was not rounded.
func v3Runner() (command []string, missing string) {
	if runtime.GOARCH != "amd64" {
		return nil, "this is not an amd64 machine"
	}
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return nil, "the features of this processor are not known: " + err.Error()
	}
	flags := " " + strings.ReplaceAll(string(info), "\n", " ") + " "
	for _, need := range []string{" avx2 ", " bmi2 ", " fma ", " movbe "} {
		if !strings.Contains(flags, need) {
			return nil, "this processor lacks" + need
		}
	}
	return nil, ""
}

// The same bytes on every processor: tests with known answers are built for
// each and run there.
func TestSameNumbersOnEveryProcessor(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: three other processors are not compiled for")
	}
	for _, p := range processors {
		t.Run(p.name, func(t *testing.T) {
			command, missing := p.runner()
			if missing != "" {
				t.Skip(missing)
			}
			for _, known := range sameEverywhere {
				if _, err := os.Stat(filepath.Join(root, known.room)); err != nil {
					t.Logf("package %s is not built yet", known.room)
					continue
				}
				runElsewhere(t, p, command, known.room, known.run)
			}
		})
	}
}

func runElsewhere(t *testing.T, p processor, command []string, room, run string) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), room+".test")
	build := exec.Command("go", "test", "-c", "-vet=off", "-o", binary, "./"+room)
	build.Dir = root
	build.Env = append(append(os.Environ(), "CGO_ENABLED=0"), p.env...)
	if said, err := build.CombinedOutput(); err != nil {
		t.Errorf("%s does not compile for %s: %v\n%s", room, p.name, err, said)
		return
	}
	args := append(append([]string{}, command...), binary, "-test.v", "-test.run=^"+run+"$")
	test := exec.Command(args[0], args[1:]...)
	test.Dir = filepath.Join(root, room)
	said, err := test.CombinedOutput()
	if err != nil {
		t.Errorf("%s, %s on %s: %v\n%s", room, run, p.name, err, said)
	} else if !strings.Contains(string(said), "--- PASS: "+run) {
		t.Errorf("%s, %s on %s did not run:\n%s", room, run, p.name, said)
	}
}
