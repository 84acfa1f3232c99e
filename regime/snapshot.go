package regime

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"io"

	"github.com/fromabove/fromabove/country"
)

// snapshotHeader says what a snapshot is of; it must fit the plan and options
// with which a history is resumed.
type snapshotHeader struct {
	Format      int
	Plan        string
	Seed        uint64
	Scale       int
	Collectives int
	State       country.State
}

// snapshotFormat changes whenever what is written changes.
const snapshotFormat = 1

// Snapshot writes the history as it stands before its next month. It does not
// hold the plan or the parameters; Resume is given them.
func (h *History) Snapshot(w io.Writer) error {
	c := h.Country
	out := bufio.NewWriterSize(w, 1<<20)
	head := snapshotHeader{snapshotFormat, c.Plan.Name, uint64(c.Seed), c.Scale, len(c.People.Collectives), c.State}
	if err := gob.NewEncoder(out).Encode(&head); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	for i := range c.People.Collectives {
		if err := binary.Write(out, binary.LittleEndian, &c.People.Collectives[i]); err != nil {
			return fmt.Errorf("snapshot: collective %d: %w", i, err)
		}
	}
	return out.Flush()
}

// Resume takes a history up from a snapshot. From there on it is, byte for
// byte, the history that was not interrupted. The plan may differ from the
// snapshot's in what it holds for later months (a fork); seed, scale and land
// must be the same.
func Resume(plan *country.Plan, o Options, r io.Reader) (*History, error) {
	in := bufio.NewReaderSize(r, 1<<20)
	var head snapshotHeader
	if err := gob.NewDecoder(in).Decode(&head); err != nil {
		return nil, fmt.Errorf("snapshot: not a snapshot of a history, or cut short: %w", err)
	}
	h, err := prepare(plan, o, Institutions(), month)
	if err != nil {
		return nil, err
	}
	c := h.Country
	switch {
	case head.Format != snapshotFormat:
		return nil, fmt.Errorf("snapshot: format %d; this version reads %d", head.Format, snapshotFormat)
	case head.Seed != o.Seed:
		return nil, fmt.Errorf("snapshot: of seed %d, not %d", head.Seed, o.Seed)
	case head.Scale != o.Scale:
		return nil, fmt.Errorf("snapshot: of scale 1:%d, not 1:%d", head.Scale, o.Scale)
	case head.Collectives != len(c.People.Collectives) || len(head.State.Regions) != len(plan.Regions):
		return nil, fmt.Errorf("snapshot: of another land: %d collectives in %d regions, not %d in %d",
			head.Collectives, len(head.State.Regions), len(c.People.Collectives), len(plan.Regions))
	case head.State.Month < plan.From || head.State.Month > plan.Until+1:
		return nil, fmt.Errorf("snapshot: of %v, outside the plan's %v to %v", head.State.Month, plan.From, plan.Until)
	}
	for i := range c.People.Collectives {
		if err := binary.Read(in, binary.LittleEndian, &c.People.Collectives[i]); err != nil {
			return nil, fmt.Errorf("snapshot: cut short at collective %d of %d: %w", i, head.Collectives, err)
		}
	}
	c.State = head.State
	for len(c.Terms) < len(plan.Conditions) {
		c.Terms = append(c.Terms, nil)
		c.Expelled = append(c.Expelled, nil)
	}
	c.Resumed = true
	h.inherit()
	return h, nil
}
