package main

import "github.com/spf13/cobra"

func referenceVerb() *cobra.Command {
	verb := onlyVerbs(&cobra.Command{
		Use:   "reference",
		Short: "Run small published models, with their parameters, beside which the laboratory is proved",
		Example: `  fromabove reference granovetter --thresholds 0,1,2,...
  fromabove reference emperor --rewire 0.1 --seeds 20`,
	})
	verb.AddCommand(granovetterVerb(), kuranVerb(), emperorVerb(), coalitionVerb(), eliminationsVerb())
	return verb
}
