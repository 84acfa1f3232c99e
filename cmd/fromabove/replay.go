package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenarios"
)

func replayVerb() *cobra.Command {
	var after monthFlag
	var asJSON bool
	workers := runtime.NumCPU()
	verb := &cobra.Command{
		Use:   "replay DIR",
		Short: "Run a recording again and prove it the same",
		Long: `Runs a recording again from its manifest, whoever made it and on whatever processor, and compares
every month of every table. If something differs it names the first month and table.`,
		Example: `  fromabove replay out/baseline-seed1-scale1000
  fromabove replay DIR --after 1934-11   # only from the snapshot of that month on`,
		Args: arguments(1, 1, "recording"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if workers < 1 {
				return use("--workers %d: want at least 1", workers)
			}
			_, members, err := archive.OpenEnsemble(args[0])
			if err != nil {
				return err
			}
			if err := kept(members, calendar.Month(after)); err != nil {
				return err
			}
			var verdicts []replayed
			differ := 0
			for _, r := range members {
				if r.Manifest.Version != lab.Version {
					return fmt.Errorf("%s: recorded by version %s; this is %s, which need not give the same", r.Dir, r.Manifest.Version, lab.Version)
				}
				bar := progressTo(cmd.ErrOrStderr())
				v, err := lab.Replay(cmd.Context(), scenarios.Files, r, calendar.Month(after), workers, bar)
				bar.Done()
				if err != nil {
					return err
				}
				verdicts = append(verdicts, replayedOf(v))
				if !v.Same {
					differ++
				}
				if !asJSON {
					fmt.Fprintln(cmd.OutOrStdout(), verdict(v))
				}
			}
			if asJSON {
				if err := printed(cmd.OutOrStdout())(json.MarshalIndent(verdicts, "", "  ")); err != nil {
					return err
				}
			}
			if differ > 0 {
				return errors.New("the recording is not what this program makes")
			}
			return nil
		},
	}
	verb.Flags().Var(&after, "after", "replay only what follows the snapshot of this month")
	verb.Flags().IntVar(&workers, "workers", workers, "how many work side by side; no effect on the result")
	verb.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return verb
}

// kept refuses a month of which a recording keeps no snapshot.
func kept(members []*archive.Recording, after calendar.Month) error {
	for _, r := range members {
		there := monthsFlag(r.Manifest.SnapshotsAt)
		switch {
		case after == 0 || slices.Contains(there, after):
		case len(there) == 0:
			return use("--after %v: %s keeps no snapshot; `fromabove run --snapshot YYYY-MM` does", after, r.Dir)
		default:
			return use("--after %v: %s keeps snapshots of %s", after, r.Dir, strings.ReplaceAll(there.String(), ",", ", "))
		}
	}
	return nil
}

// replayed is a verdict in JSON.
type replayed struct {
	Dir    string     `json:"dir"`
	Months int        `json:"months"`
	Same   bool       `json:"same"`
	First  *different `json:"first_difference"` // null where all is the same
}

type different struct {
	Month    string `json:"month"`
	Table    string `json:"table"`
	Recorded string `json:"recorded"` // hashes
	Now      string `json:"now"`
}

func replayedOf(v lab.Replayed) replayed {
	out := replayed{Dir: v.Dir, Months: v.Months, Same: v.Same}
	if !v.Same {
		out.First = &different{v.First.Month, v.First.Table, v.First.A, v.First.B}
	}
	return out
}

// verdict is one line.
func verdict(v lab.Replayed) string {
	if v.Same {
		return fmt.Sprintf("%s: %d months run again, every table the same", v.Dir, v.Months)
	}
	return fmt.Sprintf("%s: differs first in %s, table %s (recorded %s, now %s)", v.Dir, v.First.Month, v.First.Table, v.First.A, v.First.B)
}
