package spelling

import "testing"

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"ban", "ban", 0}, {"bam", "ban", 1}, {"ban", "bans", 1}, {"bans", "ban", 1},
		{"abn", "ban", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3}, {"Чека", "Чека", 0}, {"Чка", "Чека", 1},
	} {
		if got := Edits(c.a, c.b); got != c.want {
			t.Errorf("Edits(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if Edits(c.a, c.b) != Edits(c.b, c.a) {
			t.Errorf("Edits(%q, %q) depends on the order", c.a, c.b)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"camps", "limits", "tribunals"}
	for _, c := range []struct{ word, nearest, near string }{
		{"camp", "camps", "camps"}, {"limit", "limits", "limits"}, {"tribunnals", "tribunals", "tribunals"}, {"zzzzzzzzz", "camps", ""},
	} {
		if got := Nearest(c.word, known); got != c.nearest && c.near != "" {
			t.Errorf("nearest to %q: %q, want %q", c.word, got, c.nearest)
		}
		if got := Near(c.word, known); got != c.near {
			t.Errorf("near %q: %q, want %q", c.word, got, c.near)
		}
	}
	if Nearest("x", nil) != "" || Near("ab", nil) != "" {
		t.Error("a word is near to none")
	}
}
