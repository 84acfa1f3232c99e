package court_test

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/court"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return court.New().Describe() })
}
