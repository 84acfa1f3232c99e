//go:build !(cgo && (linux || darwin) && (amd64 || arm64))

package duck

import (
	"context"

	"github.com/fromabove/fromabove/query"
)

// Missing says why SQL is not built in.
var Missing = ErrMissing

// Session is a database; here none can be opened.
type Session struct{}

// Open says why there is none.
func Open(context.Context, []*query.Table, string) (*Session, error) { return nil, ErrMissing }

// Close does nothing.
func (*Session) Close() {}

// Ask says why there is no answer.
func (*Session) Ask(context.Context, string, func(columns, types []string) error, func([]any) error) error {
	return ErrMissing
}

// Save says why there is no answer.
func (*Session) Save(context.Context, string, string) error { return ErrMissing }
