// Package rebellion is Epstein's civil violence.
package rebellion
