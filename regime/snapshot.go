package regime

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"io"
	"slices"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// snapshotHeader says what a snapshot is of; it must fit the plan and options
// with which a history is resumed.
type snapshotHeader struct {
	Format int
	Plan   string
	From   calendar.Month
	Seed   uint64
	Scale  int
	Land   []people.Span // collectives of each region
	State  country.State
}

// snapshotFormat changes whenever what is written changes.
const snapshotFormat = 6

// Snapshot writes the history as it stands before its next month. It does not
// hold the plan or the parameters; Resume is given them.
func (h *History) Snapshot(w io.Writer) error {
	c := h.Country
	out := bufio.NewWriterSize(w, 1<<20)
	head := snapshotHeader{snapshotFormat, c.Plan.Name, c.Plan.From, uint64(c.Seed), c.Scale, c.People.Regions, c.State}
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
		return nil, fmt.Errorf("snapshot: not a snapshot of a history in format %d, or cut short: %w", snapshotFormat, err)
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
	case head.From != plan.From:
		return nil, fmt.Errorf("snapshot: of a history from %v, not from %v", head.From, plan.From)
	case !slices.Equal(head.Land, c.People.Regions):
		return nil, fmt.Errorf("snapshot: of another land: %s, not %s", land(head.Land), land(c.People.Regions))
	case head.State.Month < plan.From || head.State.Month > plan.Until+1:
		return nil, fmt.Errorf("snapshot: of %v, outside the plan's %v to %v", head.State.Month, plan.From, plan.Until)
	}
	for i := range c.People.Collectives {
		if err := binary.Read(in, binary.LittleEndian, &c.People.Collectives[i]); err != nil {
			return nil, fmt.Errorf("snapshot: cut short at collective %d of %d: %w", i, len(c.People.Collectives), err)
		}
	}
	if n, err := in.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return nil, fmt.Errorf("snapshot: something follows its end")
	}
	c.State = head.State
	c.Terms = lengthened(c.Terms, len(plan.Conditions))
	c.Expelled = lengthened(c.Expelled, len(plan.Conditions))
	c.Resumed = true
	h.inherit()
	return h, nil
}

// lengthened is a queue by month with room for every month of the plan.
func lengthened(queue [][]people.ID, months int) [][]people.ID {
	for len(queue) < months {
		queue = append(queue, nil)
	}
	return queue
}

// land says how large a land is.
func land(regions []people.Span) string {
	collectives := 0
	for _, r := range regions {
		collectives += r.End - r.First
	}
	return fmt.Sprintf("%d collectives in %d regions", collectives, len(regions))
}
