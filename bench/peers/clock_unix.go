//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime is what this process has had of the processor.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic("peers: " + err.Error()) // only a wrong argument can do that
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
