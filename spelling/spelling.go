// Package spelling counts how far a mistyped word is from a known one, and
// finds the known word that is nearest.
package spelling

// Edits counts the letters to insert, drop, change or swap with a neighbour to
// make b of a (optimal string alignment).
func Edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	older, old, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := old[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			row[j] = min(change, old[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return old[len(y)]
}

// Nearest is the known word with the fewest edits, the first of equals; empty
// of none.
func Nearest(word string, known []string) string {
	best, least := "", -1
	for _, k := range known {
		if d := Edits(word, k); least < 0 || d < least {
			best, least = k, d
		}
	}
	return best
}

// Near is the nearest known word if it is near: with at most a third of the
// word's letters changed, or two; else it is empty.
func Near(word string, known []string) string {
	best := Nearest(word, known)
	if Edits(word, best) > max(2, len(word)/3) {
		return ""
	}
	return best
}
