//go:build cgo && (linux || darwin) && (amd64 || arm64)

package duck

import (
	"fmt"
	"math/big"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// plain turns a value of DuckDB into one of a few Go types: nil, bool, int64
// and its like, float64, string, *big.Int, and lists and maps of them. Times
// become text, as their column has them.
func plain(v any, typ string) any {
	switch v := v.(type) {
	case time.Time:
		switch typ {
		case "DATE":
			return v.Format(time.DateOnly)
		case "TIME", "TIMETZ":
			return v.Format(time.TimeOnly)
		}
		return v.Format("2006-01-02 15:04:05.999999999")
	case duckdb.Decimal:
		return v.Float64()
	case []byte:
		return fmt.Sprintf("%x", v)
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
		return v
	case duckdb.Interval:
		return fmt.Sprintf("%d months %d days %d us", v.Months, v.Days, v.Micros)
	case []any:
		for i := range v {
			v[i] = plain(v[i], "")
		}
		return v
	case duckdb.Map:
		m := map[string]any{}
		for key, value := range v { // order: into another map
			m[fmt.Sprint(key)] = plain(value, "")
		}
		return m
	case map[string]any: // a struct
		for key := range v { // order: each by itself
			v[key] = plain(v[key], "")
		}
		return v
	}
	return v
}
