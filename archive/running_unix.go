//go:build unix

package archive

import (
	"errors"
	"os"
	"syscall"
)

// running tells whether a process of this machine is there.
func running(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
