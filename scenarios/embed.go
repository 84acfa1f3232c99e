// Package scenarios holds the scenario files that ship with the laboratory:
// the baseline, what is derived from it in a few lines each, the parameter
// points, the ranges in which these are searched, posteriors, rival forms of the
// equations as arms, the input series and the schema that lets an editor
// complete them. Package scenario reads them; nothing here is code but this
// file, the program in build, which makes the series from the evidence, and the
// one in search, which finds the points.
package scenarios

import "embed"

// Files are the shipped scenarios and what goes with them; the logs of the
// searches, because package attribution may draw from them.
//
//go:embed *.yaml points/*.yaml points/*.log.csv inputs/*.csv schema.json variants.csv posterior search/parameters.csv
var Files embed.FS
