package bench

import (
	"fmt"
	"os/exec"
	"strings"
)

// starts is how often the program is started for each repetition.
const starts = 4

// startUp times the start of the program, from being called to its end.
func (m *measuring) startUp() error {
	if len(m.Program) == 0 {
		return nil
	}
	m.say("the start of the program")
	var seconds []float64
	for range starts * m.Repetitions {
		cmd := exec.CommandContext(m.ctx, m.Program[0])
		cmd.Args = m.Program[1:]
		var err error
		seconds = append(seconds, timed(func() { err = cmd.Run() }))
		if err != nil {
			return fmt.Errorf("%s: %w", strings.Join(m.Program[1:], " "), err)
		}
	}
	s := spreadOf(seconds)
	m.out.StartSeconds = &s
	return nil
}
