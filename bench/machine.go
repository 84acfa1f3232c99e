package bench

import (
	"bufio"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// Machine is what was measured on.
type Machine struct {
	Processor         string `json:"processor"` // its model, as the system names it
	Processors        int    `json:"processors"`
	GoMaxProcs        int    `json:"gomaxprocs"`          // of them, those that Go uses at once
	LargestCacheBytes int64  `json:"largest_cache_bytes"` // 0: the system does not tell
	GOOS              string `json:"goos"`
	GOARCH            string `json:"goarch"`
	Go                string `json:"go"`
}

func thisMachine() Machine {
	return Machine{Processor: model(), Processors: runtime.NumCPU(), GoMaxProcs: runtime.GOMAXPROCS(0), LargestCacheBytes: largestCache(),
		GOOS: runtime.GOOS, GOARCH: runtime.GOARCH, Go: runtime.Version()}
}

// model is the processor as Linux names it.
func model() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		key, value, found := strings.Cut(lines.Text(), ":")
		if key = strings.TrimSpace(key); found && (key == "model name" || key == "Processor") {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

// largestCache is the size of the last cache before memory, as Linux names it.
func largestCache() (most int64) {
	names, _ := filepath.Glob("/sys/devices/system/cpu/cpu0/cache/index*/size")
	for _, name := range names {
		if text, err := os.ReadFile(name); err == nil {
			most = max(most, cacheSize(strings.TrimSpace(string(text))))
		}
	}
	return most
}

// cacheSize reads 48K or 2M; what it cannot read is 0.
func cacheSize(text string) int64 {
	digits := strings.TrimRight(text, "KMG")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	switch text[len(digits):] {
	case "":
		return n
	case "K":
		return n << 10
	case "M":
		return n << 20
	case "G":
		return n << 30
	}
	return 0
}
