package house

import (
	"bytes"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// A bannedWord may stand in no file of the repository.
type bannedWord struct {
	pattern *regexp.Regexp
	why     string
}

// The patterns are written so that they do not match themselves.
var bannedWords = []bannedWord{
	{regexp.MustCompile(`\b(TO[D]O|FIX[M]E|XX[X]\b|HAC[K]:)`), "a promise in a comment is kept by nobody: do it, or open an issue"},
	{regexp.MustCompile(`(^|[^\w.])/(wor[k]|tm[p]|roo[t]|hom[e]|User[s])/`), "a path of one machine means nothing on another"},
	{regexp.MustCompile(`(?i)as an a[i] (language )?model|language mode[l]`), "the repository speaks of its subject, not of how it was written"},
	{regexp.MustCompile(`^(<{7}|={7}|>{7})( |$)`), "a conflict that was not resolved"},
}

// ourText are the files whose words are ours, by the ending of their names or
// by their whole name.
var ourText = []string{".go", ".md", ".yaml", ".yml", ".csv", ".json", ".cff", ".txt", ".txtar", ".css", ".js", ".ts", ".svelte", ".html", ".sql", ".py", ".R", "Makefile", "LICENSE", "run", ".editorconfig", ".gitignore"}

// wordFindings judges the lines of one text.
func wordFindings(name string, text []byte) (found []finding) {
	for i, line := range bytes.Split(text, []byte("\n")) {
		for _, b := range bannedWords {
			if word := b.pattern.Find(line); word != nil {
				found = append(found, finding{fmt.Sprintf("%s:%d", name, i+1), fmt.Sprintf("says %q", bytes.TrimSpace(word)), b.why})
			}
		}
	}
	return found
}

func TestWords(t *testing.T) {
	read := 0
	walk(t, func(path string) {
		if base := filepath.Base(path); !slices.Contains(ourText, filepath.Ext(path)) && !slices.Contains(ourText, base) || base == "package-lock.json" {
			return
		}
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		read++
		report(t, wordFindings(path, text))
	})
	if read < 20 {
		t.Errorf("only %d files were read: the test looks in the wrong place", read)
	}
}

func TestWordRules(t *testing.T) {
	for _, c := range []struct {
		text  string
		found int
	}{
		{"// TO" + "DO: later", 1},
		{"// FIX" + "ME", 1},
		{"see /wor" + "k/main", 1},
		{`cp "/tm` + `p/x" .`, 1},
		{"<<<<<" + "<< HEAD", 1},
		{"labour and /works/ and https://example.org/home/page and out/tmp/", 0},
		{"a todo list", 0},
	} {
		if found := wordFindings("text.md", []byte("first line\n"+c.text)); len(found) != c.found {
			t.Errorf("%q: %v, want %d", c.text, found, c.found)
		}
	}
}

// Every noun of the house stands in docs/words.md once, with its meaning, its
// unit and where the code keeps it; what the code says there must exist.
func TestWordsOfTheHousePointToTheCode(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "words.md"))
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]bool{}
	for _, r := range allRooms(t) {
		for _, file := range r.code() {
			for _, name := range declarations(r.files[file]) {
				declared[r.path+"."+name] = true
			}
		}
	}
	p := theFloors(t)
	seen := map[string]bool{}
	row := regexp.MustCompile(`(?m)^\| ([a-z][^|]*?) +\|[^|]*\|[^|]*\|([^|]*)\|$`)
	pointer := regexp.MustCompile(`\x60([a-z]+(?:/[a-z]+)?)\.([A-Z]\w*|\*)\x60`)
	rows := row.FindAllSubmatch(text, -1)
	if len(rows) < 30 {
		t.Fatalf("docs/words.md has %d words: want a table of word, meaning, unit, where", len(rows))
	}
	for _, m := range rows {
		word := string(m[1])
		if word == "word" && bytes.Contains(m[0], []byte("meaning")) {
			continue // the head of a table
		}
		if seen[word] {
			t.Errorf("docs/words.md: %q stands there twice", word)
		}
		seen[word] = true
		pointers := pointer.FindAllSubmatch(m[2], -1)
		if len(pointers) == 0 {
			t.Errorf("docs/words.md: %q does not say where it is in the code", word)
		}
		for _, at := range pointers {
			room, name := string(at[1]), string(at[2])
			if place, listed := p.placeOf(room); !listed || !place.planned && name != "*" && !declared[room+"."+name] {
				t.Errorf("docs/words.md: %q is said to be at %s.%s, which does not exist", word, room, name)
			}
		}
	}
}

// declarations are the exported names that a file declares.
func declarations(file *ast.File) (names []string) {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			names = append(names, decl.Name.Name)
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names = append(names, spec.Name.Name)
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						names = append(names, id.Name)
					}
				}
			}
		}
	}
	return names
}
