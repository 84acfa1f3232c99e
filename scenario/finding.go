package scenario

import (
	"fmt"
	"sort"
	"strings"
)

// place is where something was written: in a file, or on the command line
// (line 0, file "--set" or "--without").
type place struct {
	file         string
	line, column int
}

// Finding is one mistake of a user.
type Finding struct {
	File         string // or "--set", "--without"
	Line, Column int    // from 1; 0 on the command line or for a whole file
	Key          string // dotted
	Message      string // what is wrong; what is allowed; did you mean
}

// String is file:line:column: key: message, or "--set key: message".
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	switch {
	case f.Line > 0:
		fmt.Fprintf(&b, ":%d:%d:", f.Line, f.Column)
	case !strings.HasPrefix(f.File, "--"):
		b.WriteString(":")
	}
	if f.Key != "" {
		b.WriteString(" " + f.Key + ":")
	} else if strings.HasPrefix(f.File, "--") {
		b.WriteString(":")
	}
	return b.String() + " " + f.Message
}

// Findings are all mistakes of a scenario, in the order of file, line, column
// and key. As an error it prints one a line.
type Findings []Finding

func (f Findings) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// sorted is the findings in order, each once.
func (f Findings) sorted() Findings {
	out := append(Findings{}, f...)
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		switch {
		case a.File != b.File:
			return a.File < b.File
		case a.Line != b.Line:
			return a.Line < b.Line
		case a.Column != b.Column:
			return a.Column < b.Column
		case a.Key != b.Key:
			return a.Key < b.Key
		}
		return a.Message < b.Message
	})
	kept := out[:0]
	for i, one := range out {
		if i == 0 || one != out[i-1] {
			kept = append(kept, one)
		}
	}
	return kept
}

// found notes a mistake at a place.
func (f *Findings) found(at place, key, format string, args ...any) {
	*f = append(*f, Finding{File: at.file, Line: at.line, Column: at.column, Key: key, Message: fmt.Sprintf(format, args...)})
}

// orNil is the sorted findings as an error, nil if there are none.
func (f Findings) orNil() error {
	if len(f) == 0 {
		return nil
	}
	return f.sorted()
}
