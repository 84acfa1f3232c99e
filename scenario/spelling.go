package scenario

import (
	"sort"
	"strings"

	"github.com/fromabove/fromabove/spelling"
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
		if d := spelling.Edits(word, strings.ReplaceAll(k, "-", "_")); d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
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
