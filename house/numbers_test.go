package house

import (
	"encoding/csv"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const (
	whyYear   = "no equation may contain a year: an outcome written into the code is not a result; dates belong in a scenario"
	whyTarget = "this number is one of the figures the model is compared with; written into the code it would be copied, not reproduced"
)

// known are targets that no code may hold, whether or not the evidence is there.
var known = []int64{681692, 936750, 638509, 268950, 75950, 1108, 1118, 1966}

// targets are the numbers of persons and cases in the evidence that are large
// and odd enough not to be met by chance: at least 1,000, with three or more
// significant digits, and no power of two.
func targets(t *testing.T) map[int64]bool {
	t.Helper()
	out := map[int64]bool{}
	for _, n := range known {
		out[n] = true
	}
	text, err := os.Open(filepath.Join(root, "evidence", "data", "figures.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		return out
	}
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	rows, err := csv.NewReader(text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := -1
	for i, name := range rows[0] {
		if name == "value" {
			column = i
		}
	}
	if column < 0 {
		t.Fatal("evidence/data/figures.csv has no column value")
	}
	for _, row := range rows[1:] {
		if n, err := strconv.ParseInt(row[column], 10, 64); err == nil && telling(n) {
			out[n] = true
		}
	}
	if len(out) < 100 {
		t.Fatalf("only %d targets in evidence/data/figures.csv: the test looks in the wrong place", len(out))
	}
	return out
}

// telling tells whether a number is met by chance too seldom to be one.
func telling(n int64) bool {
	digits := strings.TrimRight(strconv.FormatInt(n, 10), "0")
	return n >= 1000 && len(digits) >= 3 && n&(n-1) != 0
}

var wholeDate = regexp.MustCompile(`^"?\D{0,2}19[0-4][0-9](-[0-9]{2}(-[0-9]{2})?)?\D{0,2}"?$`)

// numberFindings judges the literals of a file: no year of the history, no
// target. Text may name a year in passing; a text that is a date may not.
func numberFindings(name string, set *token.FileSet, file *ast.File, targets map[int64]bool) (found []finding) {
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok {
			return true
		}
		at := fmt.Sprintf("%s:%d", name, set.Position(literal.Pos()).Line)
		switch literal.Kind {
		case token.STRING:
			if wholeDate.MatchString(strings.ReplaceAll(literal.Value, "`", `"`)) {
				found = append(found, finding{at, "the text " + literal.Value + " is a date", whyYear})
			}
		case token.INT, token.FLOAT:
			v := constant.ToInt(constant.MakeFromLiteral(literal.Value, literal.Kind, 0))
			value, whole := constant.Int64Val(v)
			switch {
			case v.Kind() != constant.Int || !whole:
			case 1900 <= value && value <= 1949:
				found = append(found, finding{at, literal.Value + " is a year", whyYear})
			case targets[value]:
				found = append(found, finding{at, literal.Value + " is a figure of the evidence", whyTarget})
			}
		}
		return true
	})
	return found
}

func TestNoOutcomeIsWrittenIntoTheModel(t *testing.T) {
	p, figures := theFloors(t), targets(t)
	for _, r := range allRooms(t) {
		if at, ok := p.placeOf(r.path); ok && !at.outside && at.floor <= 4 {
			for _, name := range r.code() {
				report(t, numberFindings(name, r.set, r.files[name], figures))
			}
		}
	}
}

func TestNumberRules(t *testing.T) {
	for _, c := range []struct{ literal, want string }{
		{"1937", "is a year"}, {"1_937", "is a year"}, {"0x791", "is a year"}, {"1937.0", "is a year"}, {`"1937-08"`, "is a date"}, {"`1934`", "is a date"},
		{`"1934-12-01"`, "is a date"}, {"681692", "figure"}, {"681_692.0", "figure"}, {"1108", "figure"}, {"6.81692e5", "figure"},
		{"1899", ""}, {"1950", ""}, {"1937.5", ""}, {"2400", ""}, {`"posts before the ranks of 1935"`, ""}, {`"E:arrests_1936"`, ""}, {"4096", ""},
	} {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, "police.go", "package police\nvar x = "+c.literal+"\n", 0)
		if err != nil {
			t.Fatal(err)
		}
		found := numberFindings("police.go", set, file, map[int64]bool{681692: true, 1108: true})
		if c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || !strings.Contains(found[0].what, c.want)) {
			t.Errorf("%s: %v, want %q", c.literal, found, c.want)
		}
	}
	for n, want := range map[int64]bool{999: false, 1000: false, 3000: false, 45000: false, 4096: false, 1108: true, 75950: true, 268950: true} {
		if telling(n) != want {
			t.Errorf("telling(%d) = %t", n, !want)
		}
	}
}
