// Package archive keeps recordings: what a history leaves on disk.
//
// A recording is one folder, of one history:
//
//	gauges.parquet regions.parquet ledger.parquet events.parquet    by month
//	operations.parquet cadre.parquet                                at the end
//	datapackage.json    what every column means
//	manifest.json       what was run, and a hash for each month and table
//	run.log.json        what may differ between equal runs
//	snapshots/1934-11.snapshot    the country at the end of a month, if asked for
//
// An ensemble is a folder of such folders, member=0001, member=0002 and so on,
// with ensemble.json written when all are there. The names are those of Hive
// partitions, so that one glob reads the members as one table.
//
// A recording is written beside its place and renamed into it, so a folder
// with a manifest is always whole. Everything in it but run.log.json is the
// same, byte for byte, for equal runs: no clock, host, processor or build goes
// in. The one list of tables and columns is in tables.go; files, hashes, the
// data package and the verb explain all derive from it.
//
// What is absent: queries (package lab and the verb sql), figures of evidence,
// and any knowledge of what a number should be.
package archive

// Schema is the version of the layout: the tables, the columns' meanings and
// the manifest. A column that joins at the end does not change it.
const Schema = 1

// The files of a recording beside its tables.
const (
	manifestName = "manifest.json"
	packageName  = "datapackage.json"
	logName      = "run.log.json"
	snapshotsDir = "snapshots"
	snapshotExt  = ".snapshot"
	tableExt     = ".parquet"
	ensembleName = "ensemble.json"
	memberPrefix = "member="
)
