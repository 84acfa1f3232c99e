package scenario

import (
	"io/fs"
	"strings"
	"testing/fstest"

	"github.com/fromabove/fromabove/scenarios"
)

// shipped is what ships, with points of the test in the place of those that
// ship: these name parameters that the stand-in registry has, and a search that
// fills the real ones anew changes no test. The default point holds defaults.
var shipped fs.FS = overlay{scenarios.Files, fstest.MapFS{
	"points/to-1936.yaml": {Data: []byte("schema: 1\nname: to-1936\nlabel: \"fitted to 1936: what was possible\"\nfitted_to: 1936-12\n" +
		"parameters: {leader.chi_leader: 0.5, leader.omega_leader: 0.7, police.names_share: 0.3}\n")},
	"points/to-1939.yaml": {Data: []byte("schema: 1\nname: to-1939\nlabel: \"fitted to 1939: explains, does not predict\"\nfitted_to: 1939-12\n" +
		"parameters: {police.capacity_ordinary: 0.8}\n")},
}}

// overlay is a file system with a folder of points from another.
type overlay struct{ files, points fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	if name == "points" || strings.HasPrefix(name, "points/") {
		return o.points.Open(name)
	}
	return o.files.Open(name)
}
