package odd

import (
	"slices"
	"strings"
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
		off := edits(word, strings.ToLower(k))
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

// edits counts the letters to insert, drop, change or swap with a neighbour to
// make b of a (optimal string alignment).
func edits(a, b string) int {
	older, old, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := old[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, old[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return old[len(b)]
}
