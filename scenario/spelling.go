package scenario

import (
	"sort"
	"strings"
)

// didYouMean is `; did you mean "x"?` for the nearest of the known words, or
// nothing if none is near.
func didYouMean(word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return `; did you mean "` + near + `"?`
	}
	return ""
}

// nearest is the known word with the fewest single-letter changes and swaps of
// neighbours from word, at most a third of its length and at least two; of
// equals the first in the alphabet; "" if there is none.
func nearest(word string, known []string) string {
	if len(word) > 60 {
		return ""
	}
	word = strings.ToLower(strings.NewReplacer("-", "_", " ", "_").Replace(word))
	sorted := append([]string{}, known...)
	sort.Strings(sorted)
	best, least := "", max(2, len(word)/3)+1
	for _, k := range sorted {
		if d := distance(word, strings.ReplaceAll(k, "-", "_")); d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
}

// distance counts insertions, deletions, replacements and swaps of neighbours
// (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}

// listed joins words for a message: a, b or c.
func listed(words []string) string {
	switch len(words) {
	case 0:
		return "nothing"
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// outcomeWords are what a scenario may not name, as the beginnings of words.
var outcomeWords = []string{
	"operation", "limit", "purge", "trial", "order", "arrest", "execut", "quota", "stop", "dismiss", "terror",
	"deport", "shot", "shoot", "sentence", "troika", "liquidat", "victim", "killing", "killed", "launch", "repress", "expel", "expuls", "conviction", "denounc",
}

// outcomeSentence is what a user hears who names one.
const outcomeSentence = "a scenario names causes, not outcomes: this is what the model must produce or miss"

// namesOutcome tells whether a word of a key begins like an outcome.
func namesOutcome(key string) bool {
	words := strings.FieldsFunc(strings.ToLower(key), func(c rune) bool { return c == '_' || c == '-' || c == ' ' || c == '.' })
	for _, word := range words {
		for _, outcome := range outcomeWords {
			if strings.HasPrefix(word, outcome) {
				return true
			}
		}
	}
	return false
}
