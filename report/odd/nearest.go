package odd

import (
	"slices"
	"strings"

	"github.com/fromabove/fromabove/spelling"
)

// nearest are the known words closest to one that is not known, at most three;
// none where more than a third of its letters, or more than two, would have to
// change, unless it is part of a known word.
func nearest(word string, known []string) []string {
	type near struct {
		word string
		off  int
	}
	var found []near
	for _, k := range known {
		off := spelling.Edits(word, strings.ToLower(k))
		if len(word) >= 4 && strings.Contains(k, word) {
			off = min(off, 1)
		}
		if off <= max(2, len(word)/3) && off < max(len(word), 2) {
			found = append(found, near{k, off})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.off - b.off })
	var words []string
	for _, f := range found[:min(len(found), 3)] {
		words = append(words, f.word)
	}
	return words
}
