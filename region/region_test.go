package region_test

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime/conformance"
	"github.com/fromabove/fromabove/region"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return region.New().Describe() })
}
