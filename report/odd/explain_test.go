package odd

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
)

// Every act, institution, switch, parameter, gauge, table, column and pattern
// is a topic of its own kind.
func TestEverythingIsExplained(t *testing.T) {
	s := shipped(t)
	want := map[string]string{"month": "month"} // kind and word to kind
	add := func(kind, word string) { want[kind+" "+word] = word }
	delete(want, "month")
	add("month", "month")
	for _, i := range s.Institutions {
		add("institution", i.Name)
		for _, a := range i.Acts {
			add("act", a.Who+"."+a.What)
		}
		for _, w := range i.Switches {
			add("switch", string(w.Switch))
		}
		for _, p := range i.Params {
			add("parameter", i.Name+"."+p.Key)
		}
	}
	for _, g := range country.Gauges {
		add("gauge", g.Name)
	}
	for _, table := range archive.Tables() {
		add("table", table.Name)
		for _, c := range archive.Columns(table.Name) {
			if table.Name != "gauges" {
				add("column", table.Name+"."+c.Name)
			}
		}
	}
	for _, m := range evidence.Marks(nil, 1) {
		add("pattern", string(m.Pattern))
	}

	have := map[string]Topic{}
	for _, topic := range s.topics() {
		have[topic.Kind+" "+topic.Word] = topic
	}
	words := Topics()
	for key, word := range want {
		topic, ok := have[key]
		if !ok {
			t.Errorf("%s is not explained", key)
			continue
		}
		if topic.Title == "" || len(topic.Facts)+len(topic.Lines) == 0 {
			t.Errorf("%s is explained by nothing: %+v", key, topic)
		}
		if !slices.Contains(words, word) {
			t.Errorf("Topics lacks %s", word)
		}
	}
	if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Error("Topics are not sorted, or one stands twice")
	}
}

func TestExplainSays(t *testing.T) {
	for _, c := range []struct {
		word string
		want []string
	}{
		{"month", []string{"1 shock.strike", "leader.survive"}},
		{"police.arrest", []string{"(act)", "after police.suppress", "police.capacity_ordinary", "taken_g"}},
		{"police", []string{"(institution)", "secret_police", "police.arrest", "capacity_ordinary ="}},
		{"faction_ban", []string{"(switch)", "off means", "from 1921-03", "party.caucus"}},
		{"police.capacity_ordinary", []string{"(parameter)", "0.8 cases", "0.3 to 2", "arrests_1936", "131,168", "police.arrest"}},
		{"capacity_ordinary", []string{"police.capacity_ordinary"}},
		{"leader.chi_leader", []string{"guess", "leader.suspect"}},
		{"arrests", []string{"(gauge)", "flow", "arrests_1921", "A1, B1", "regions.arrests (column)"}},
		{"facade", []string{"facade (switch)", "facade (gauge)"}},
		{"regions.on_file", []string{"(column)", "persons", "stock"}},
		{"operations", []string{"(table)", "limit_granted"}},
		{"b3", []string{"B3 (pattern)", "shares within 0.15", "held out", "cc_lost_share"}},
		{"A1", []string{"fitted", "median yearly error"}},
		{" Police ", []string{"The political police"}},
	} {
		var b strings.Builder
		if err := Explain(&b, c.word); err != nil {
			t.Errorf("%s: %v", c.word, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(b.String(), want) {
				t.Errorf("explain %s lacks %q:\n%s", c.word, want, b.String())
			}
		}
	}
}

func TestExplainUnknownWords(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"polcie", "did you mean police?"},
		{"police.arest", "did you mean police.arrest"},
		{"faction_bann", "did you mean faction_ban"},
		{"suport_share", "did you mean support_share"},
		{"capacity_ordinry", "capacity_ordinary"},
		{"zeal", "did you mean official_zeal"},
		{"pace", "society.pace or police.pace"},
		{"arrests_1936", "fromabove evidence arrests_1936"},
		{"qqqqqqqqqq", "nothing is called"},
		{"", "nothing is called"},
	} {
		err := Explain(io.Discard, c.word)
		var unknown *UnknownWord
		if !errors.As(err, &unknown) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("explain %q: %v, want an unknown word with %q", c.word, err, c.want)
		}
		if err := ExplainJSON(io.Discard, c.word); !errors.As(err, &unknown) {
			t.Errorf("explain --json %q: %v", c.word, err)
		}
	}
}

// A bare key of one institution is enough, unless several have it; then all
// are named.
func TestBareKeys(t *testing.T) {
	owners := map[string][]string{}
	for _, i := range shipped(t).Institutions {
		for _, p := range i.Params {
			owners[p.Key] = append(owners[p.Key], i.Name+"."+p.Key)
		}
	}
	all := shipped(t).topics()
	for key, words := range owners {
		found, err := find(all, key)
		params := slices.DeleteFunc(found, func(x Topic) bool { return x.Kind != "parameter" })
		switch {
		case len(words) == 1 && (err != nil || len(params) != 1 || params[0].Word != words[0]):
			t.Errorf("%s: %v, %v; want %s", key, params, err, words[0])
		case len(words) > 1 && len(params) > 0:
			t.Errorf("%s stands for %d parameters and was answered by %v", key, len(words), params)
		case len(words) > 1 && err != nil && !strings.Contains(err.Error(), strings.Join(words, " or ")):
			t.Errorf("%s: %v; want all of %v named", key, err, words)
		}
	}
}

func TestExplainJSON(t *testing.T) {
	var b strings.Builder
	if err := ExplainJSON(&b, "fear"); err != nil {
		t.Fatal(err)
	}
	var found []Topic
	if err := json.Unmarshal([]byte(b.String()), &found); err != nil {
		t.Fatal(err)
	}
	if len(found) != 2 || found[0].Kind != "gauge" || found[1].Word != "regions.fear" {
		t.Errorf("explain --json fear: %s", b.String())
	}
}
