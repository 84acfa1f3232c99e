package society_test

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime/conformance"
	"github.com/fromabove/fromabove/society"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return society.New().Describe() })
}
