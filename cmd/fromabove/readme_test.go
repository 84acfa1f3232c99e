package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"
)

// readText is a file as text.
func readText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// between is what stands in a text after one line and before another.
func between(t *testing.T, text, after, before string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, after)
	inner, _, ok2 := strings.Cut(rest, before)
	if !ok || !ok2 {
		t.Fatalf("nothing stands between %q and %q", after, before)
	}
	return inner
}

// TestReadme holds that what README.md tells a new user to type is what the
// stories try, word for word: the script may add a scale and an end.
func TestReadme(t *testing.T) {
	readme := readText(t, "../../README.md")
	story := txtar.Parse([]byte(readText(t, "testdata/script/first_ten_minutes.txt")))
	var tried []string
	for line := range strings.Lines(string(story.Comment)) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "[sql] ") // tried where DuckDB is built in
		if typed, ok := strings.CutPrefix(line, "exec "); ok {
			tried = append(tried, typed+" ")
		}
	}
	comment := regexp.MustCompile(` +(#|>).*`)
	commands := 0
	for line := range strings.Lines(between(t, readme, "\n## The first ten minutes\n", "\n## ")) {
		line, ok := strings.CutPrefix(comment.ReplaceAllString(strings.TrimSpace(line), ""), "bin/")
		if !ok {
			continue
		}
		commands++
		line = strings.ReplaceAll(line, `"`, "'")                          // the quotes of the scripts
		line = strings.Replace(line, "--scale 1:1 ", "--scale 1:1000 ", 1) // a lane for every person takes its time
		found := false
		for _, typed := range tried {
			rest, begins := strings.CutPrefix(typed, line+" ")
			found = found || begins && (rest == "" || strings.HasPrefix(rest, "--scale ") || strings.HasPrefix(rest, "--until "))
		}
		if !found {
			t.Errorf("README.md says %q, which first_ten_minutes.txt does not try", line)
		}
	}
	if commands < 10 {
		t.Errorf("README.md has %d commands for the first ten minutes", commands)
	}

	own := between(t, readme, "\n```yaml\n", "```\n")
	for _, file := range txtar.Parse([]byte(readText(t, "testdata/script/scenario_file.txt"))).Files {
		if file.Name == "late-ban.yaml" && string(file.Data) != own {
			t.Errorf("the scenario of README.md is\n%s\nand scenario_file.txt tries\n%s", own, file.Data)
		}
	}
}

// typedWords are the words of a command as a shell takes them, as far as
// examples go: what stands between quotes is one.
func typedWords(line string) (words []string) {
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(line, -1) {
		words = append(words, m[1]+m[2])
	}
	return words
}

// TestHelp holds that every verb says what it does and gives examples that it
// takes itself.
func TestHelp(t *testing.T) {
	var walk func(verb *cobra.Command)
	walk = func(verb *cobra.Command) {
		for _, child := range verb.Commands() {
			if child.Name() != "completion" && !child.Hidden {
				walk(child)
			}
		}
		path := verb.CommandPath()
		if verb.Short == "" || strings.HasSuffix(verb.Short, ".") {
			t.Errorf("%s: says of itself %q", path, verb.Short)
		}
		if verb.HasParent() && !strings.Contains(verb.Example, "  "+path) {
			t.Errorf("%s: has no example of itself:\n%s", path, verb.Example)
		}
		for line := range strings.Lines(verb.Example) {
			line, _, _ = strings.Cut(strings.TrimSpace(line), "   #")
			line, _, _ = strings.Cut(line, " > ")
			words := typedWords(line)
			if len(words) < 2 || words[0] != "fromabove" {
				t.Errorf("%s: an example is no command: %q", path, line)
				continue
			}
			typed, rest, err := root().Find(words[1:])
			if err == nil {
				err = typed.ParseFlags(rest)
			}
			if err == nil {
				err = typed.ValidateArgs(typed.Flags().Args())
			}
			if err != nil {
				t.Errorf("%s: its example %q is refused: %v", path, line, err)
			}
			if at := typed.CommandPath(); at != path && !strings.HasPrefix(at, path+" ") && verb.Name() != "help" {
				t.Errorf("%s: its example %q is one of %s", path, line, at)
			}
		}
	}
	walk(root())
}

// TestScriptsSayWhose holds that every story begins by saying what it is.
func TestScriptsSayWhose(t *testing.T) {
	entries, err := os.ReadDir("testdata/script")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text := readText(t, "testdata/script/"+e.Name())
		if !regexp.MustCompile(`^# [A-Z].{20,}\n`).MatchString(text) {
			t.Errorf("%s: does not begin with a comment that says the story", e.Name())
		}
	}
}
