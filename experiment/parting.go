package experiment

import (
	"context"
	"os"
	"path/filepath"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/lab"
)

// Parting says where an arm and the base part in a round: both members are run
// again and recorded in a folder that goes away.
func (d *Design) Parting(ctx context.Context, base, arm, round int) (lab.Parting, error) {
	dir, err := os.MkdirTemp("", "fromabove-")
	if err != nil {
		return lab.Parting{}, err
	}
	defer os.RemoveAll(dir)
	var made [2]*archive.Recording
	for i, a := range []int{base, arm} {
		o, err := d.Member(d.Number(a, round)).Recorded(filepath.Join(dir, []string{"base", "arm"}[i]))
		if err != nil {
			return lab.Parting{}, err
		}
		o.Command = d.Label(d.Number(a, round))
		if _, err := lab.Run(ctx, o, nil); err != nil {
			return lab.Parting{}, err
		}
		if made[i], err = archive.Open(o.Dir); err != nil {
			return lab.Parting{}, err
		}
	}
	return lab.Where(made[0], made[1])
}
