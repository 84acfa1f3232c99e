//go:build unix

package experiment

import (
	"os"
	"syscall"
)

// lock takes a file or folder for this process, until it is closed or the
// process ends, however it ends.
func lock(file *os.File) error {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}
