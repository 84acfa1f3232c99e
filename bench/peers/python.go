package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// A python is a program in Python that answers a line of JSON with a line of
// JSON. It keeps one thread: OpenBLAS and OpenMP are told so, though nothing
// that is asked of NumPy here uses them.
type python struct {
	form    string
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	errs    strings.Builder
	set     any  // the last setting that was sent
	ended   bool // and was waited for
	Version struct{ Python, Numpy string }
}

// startPython starts a script of this folder with the first interpreter that
// can import what it needs.
func startPython(interpreters []string, needs, script, form string) (*python, error) {
	var why []string
	for _, name := range interpreters {
		// -I: a folder of this name, here, is not what is needed.
		if err := exec.Command(name, "-I", "-c", "import "+needs).Run(); err != nil {
			why = append(why, name+" cannot import "+needs)
			continue
		}
		p := &python{form: form, command: exec.Command(name, script)}
		p.command.Env = append(os.Environ(), "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1")
		p.command.Stderr = &p.errs
		in, errIn := p.command.StdinPipe()
		out, errOut := p.command.StdoutPipe()
		if err := errors.Join(errIn, errOut); err != nil {
			return nil, err
		}
		p.in, p.out = in, bufio.NewReader(out)
		if err := p.command.Start(); err != nil {
			return nil, err
		}
		if err := p.ask(request{Do: "hello"}, &p.Version); err != nil {
			return nil, err
		}
		return p, nil
	}
	return nil, errors.New(strings.Join(why, "; "))
}

// A request is what the scripts understand.
type request struct {
	Do      string   `json:"do"`
	Form    string   `json:"form,omitempty"`
	Setting any      `json:"setting,omitempty"`
	Size    int      `json:"size,omitempty"`
	Steps   int      `json:"steps,omitempty"`
	Drop    int      `json:"drop"`
	Seeds   []uint64 `json:"seeds,omitempty"`
	Seed    uint64   `json:"seed,omitempty"`
}

func (p *python) ask(r request, reply any) error {
	r.Form = p.form
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return p.failed(r, err)
	}
	answer, err := p.out.ReadBytes('\n')
	if err != nil {
		return p.failed(r, err)
	}
	return json.Unmarshal(answer, reply)
}

// failed says what the script wrote when it ended.
func (p *python) failed(r request, err error) error {
	p.ended = true
	_ = p.command.Wait() // its end is what is reported
	return fmt.Errorf("%s: asked to %s: %w\n%s", p.command, r.Do, err, p.errs.String())
}

func (p *python) setting(set any) error {
	if p.set == set {
		return nil
	}
	p.set = set
	return p.ask(request{Do: "setting", Setting: set}, &struct{}{})
}

func (p *python) behave(set any, t trial) ([]measures, error) {
	if err := p.setting(set); err != nil {
		return nil, err
	}
	var reply struct{ Values []measures }
	err := p.ask(request{Do: "behave", Size: t.Size, Steps: t.Steps, Drop: t.Drop, Seeds: t.Seeds}, &reply)
	return reply.Values, err
}

func (p *python) build(set any, size int, seed uint64) error {
	if err := p.setting(set); err != nil {
		return err
	}
	return p.ask(request{Do: "build", Size: size, Seed: seed}, &struct{}{})
}

func (p *python) run(steps int) (float64, error) {
	var reply struct{ Seconds float64 }
	err := p.ask(request{Do: "run", Steps: steps}, &reply)
	return reply.Seconds, err
}

func (p *python) close() error {
	if p.ended {
		return nil
	}
	return errors.Join(p.in.Close(), p.command.Wait())
}
