//go:build !unix

package archive

import "os"

// running tells whether a process of this machine is there.
func running(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	process.Release()
	return true
}
