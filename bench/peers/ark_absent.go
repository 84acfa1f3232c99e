//go:build !ark

package main

// arkEntrants are none: this build has no ark, which is not among the modules
// of this go.mod so that everything else builds without it.
func arkEntrants() []entrant { return nil }
