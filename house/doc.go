// Package house holds the rules of the house as tests: the floors of
// ARCHITECTURE.md (who may import whom), the manners of the code (what a
// floor may not do, and why), the words of the repository, and the processors
// on which a number must come out the same. It exports nothing; run it with
//
//	go test ./house
//
// Every rule is a function from a package, a file or a text to findings, and
// every rule has a test of its own that it finds what it forbids. A finding
// ends with the reason of the rule. To change a rule, change it here and say
// why in docs/why.md.
package house
