// Package scenarios holds the scenario files that ship with the laboratory:
// the baseline, what is derived from it in a few lines each, the parameter
// points, the input series and the schema that lets an editor complete them.
// Package scenario reads them; nothing here is code but this file and the
// program in build, which makes the series from the evidence.
package scenarios

import "embed"

// Files are the shipped scenarios, their parameter points with the logs of the
// searches that found them (which package attribution may draw from), input
// series and schema.
//
//go:embed *.yaml points/*.yaml points/*.log.csv inputs/*.csv schema.json
var Files embed.FS
