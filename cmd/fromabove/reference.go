package main

import "github.com/spf13/cobra"

// referenceVerb holds the published models, a file each.
func referenceVerb() *cobra.Command {
	verb := &cobra.Command{
		Use:   "reference",
		Short: "Run a published model whose results are known",
		Long: `Published models, built on the ground this laboratory stands on: the same dice, numbers and workers.
What each paper printed, what others measured and what does not reproduce stands in the package of each.`,
		Example: `  fromabove reference rebellion --preset netlogo --seeds 20`,
	}
	verb.AddCommand(
		rebellionVerb(),
	)
	return onlyVerbs(verb)
}
