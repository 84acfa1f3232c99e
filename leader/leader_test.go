package leader_test

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/leader"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return leader.New().Describe() })
}
