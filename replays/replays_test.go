package replays

import (
	"context"
	"embed"
	"flag"
	"io/fs"
	"os"
	"strings"
	"testing"
)

var bless = flag.Bool("bless", false, "write the golden histories anew")

// golden are the files, embedded so that the test runs where there is no
// source: under emulation of another processor, for instance.
//
//go:embed *.replay
var golden embed.FS

func TestReplays(t *testing.T) {
	names, err := fs.Glob(golden, "*.replay")
	if err != nil || len(names) < 3 {
		t.Fatalf("found %d golden histories, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(name, ".replay"), func(t *testing.T) {
			want, err := golden.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			head, err := ParseHead(name, string(want))
			if err != nil {
				t.Fatal(err)
			}
			got, err := Text(context.Background(), head)
			if err != nil {
				t.Fatal(err)
			}
			if *bless {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if line, have, wanted := firstDifference(got, string(want)); line > 0 {
				t.Errorf("%s:%d: the history differs\n now  %s\n then %s\nif it should: make bless, and a line under Results in CHANGELOG.md", name, line, have, wanted)
			}
		})
	}
}

// firstDifference is the number and texts of the first line that differs, or 0.
func firstDifference(a, b string) (line int, x, y string) {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(as), len(bs)) {
		x, y = "", ""
		if i < len(as) {
			x = as[i]
		}
		if i < len(bs) {
			y = bs[i]
		}
		if x != y {
			return i + 1, x, y
		}
	}
	return 0, "", ""
}

func TestHeadIsChecked(t *testing.T) {
	for text, want := range map[string]string{
		"# sead 3":                     `x.replay:1: sead: unknown key`,
		"# seed 3\n# until 1934-13":    `x.replay:2: until`,
		"# scenario basline":           `baseline`,
		"# without faction_bam":        `faction_ban`,
		"# seed -1":                    `x.replay:1: seed`,
		"# scale 1:0":                  `--scale`,
		"# until 1950-01\n# seed 1":    `--until 1950-01`,
		"# point to-1938":              `--point to-1938: no point of this name is shipped`,
		"# set leader.chi_leader=99.0": `chi_leader`,
	} {
		if _, err := ParseHead("x.replay", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}
