package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fromabove/fromabove/spelling"
)

// wrongUse is an error in what was typed, not in what was done.
type wrongUse struct{ error }

func (w wrongUse) Unwrap() error { return w.error }

// use makes an error one of wrong use.
func use(format string, args ...any) error { return wrongUse{fmt.Errorf(format, args...)} }

// wrongFlag says what is wrong with a flag: one that is not there, with the
// nearest that is, or a value that it does not take.
func wrongFlag(verb *cobra.Command, err error) error {
	help := fmt.Sprintf("(%s --help)", verb.CommandPath())
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		return use("%v%s %s", err, didYouMean("--", near(unknown.GetSpecifiedName(), flagsOf(verb))), help)
	case errors.As(err, &value):
		return use("--%s %s: %v %s", value.GetFlag().Name, value.GetValue(), notNumber(value), help)
	}
	return use("%v %s", err, help)
}

// notNumber puts an error of package strconv in plain words.
func notNumber(value *pflag.InvalidValueError) error {
	var number *strconv.NumError
	if !errors.As(value, &number) {
		return value.Unwrap()
	}
	if strings.HasPrefix(value.GetFlag().Value.Type(), "uint") {
		return errors.New("want a whole number, 0 or more")
	}
	return errors.New("want a whole number")
}

func flagsOf(verb *cobra.Command) []string {
	var names []string
	verb.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// near is the known word nearest to one that is not known, or empty. Package
// cobra says which are near enough, as it does for verbs.
func near(word string, known []string) string {
	tree := &cobra.Command{SuggestionsMinimumDistance: 2}
	for _, k := range known {
		tree.AddCommand(&cobra.Command{Use: k, Run: func(*cobra.Command, []string) {}})
	}
	return spelling.Nearest(word, tree.SuggestionsFor(word))
}

func didYouMean(before, word string) string {
	if word == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s%s?", before, word)
}

// onlyVerbs is a command that does nothing but hold verbs: it helps where none
// is named, and names the nearest where the one named is not there.
func onlyVerbs(holder *cobra.Command) *cobra.Command {
	holder.Args = cobra.ArbitraryArgs
	holder.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return noVerb(cmd, args)
	}
	holder.SuggestionsMinimumDistance = 2
	return holder
}

func noVerb(holder *cobra.Command, args []string) error {
	path := holder.CommandPath()
	suggestion := append(holder.SuggestionsFor(args[0]), "")[0]
	return use("%s: there is no verb %q%s (%s --help lists the verbs)", path, args[0], didYouMean("", suggestion), path)
}

// helpVerb is help for a verb; of a verb that is not there it names the nearest.
func helpVerb() *cobra.Command {
	return &cobra.Command{
		Use: "help [VERB]", Short: "Help about any verb", Example: "  fromabove help scenario check",
		RunE: func(cmd *cobra.Command, args []string) error {
			verb, rest, err := cmd.Root().Find(args)
			if err != nil || verb == nil {
				verb, rest = cmd.Root(), args
			}
			if len(rest) > 0 {
				return noVerb(verb, rest)
			}
			verb.InitDefaultHelpFlag()
			return verb.Help()
		},
	}
}

// arguments refuses too few or too many arguments; what names one of them.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		path, n := cmd.CommandPath(), len(args)
		switch {
		case n < least:
			return use("%s: name a %s (%s --help)", path, what, path)
		case n > most && most == 0:
			return use("%s: %q is one word too many (%s --help)", path, args[0], path)
		case n > most:
			return use("%s: want one %s, not %d: %s (%s --help)", path, what, n, strings.Join(args, " "), path)
		}
		return nil
	}
}
