package conformance

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"runtime"
	"strings"

	"github.com/fromabove/fromabove/country"
)

var (
	word  = regexp.MustCompile(`^[a-z]+$`)
	snake = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
)

// Faults are what an institution leaves unsaid about itself, or says wrongly.
func Faults(i country.Institution) (faults []string) {
	add := func(format string, args ...any) { faults = append(faults, i.Name+": "+fmt.Sprintf(format, args...)) }
	if !word.MatchString(i.Name) {
		add("the name %q is not one word of small letters", i.Name)
	}
	for _, part := range [...][2]string{{"title", i.Title}, {"part of the essay, or the word none", i.Essay}, {"doc", i.Doc}} {
		if strings.TrimSpace(part[1]) == "" {
			add("it has no %s", part[0])
		}
	}
	if len(i.Acts) == 0 {
		add("it does nothing")
	}
	seen := make(map[string]bool)
	twice := func(kind, key string) {
		if seen[kind+key] {
			add("the %s %q is there twice", kind, key)
		}
		seen[kind+key] = true
	}
	for _, a := range i.Acts {
		twice("act", a.What)
		for _, fault := range actFaults(i.Name, a) {
			add("act %q: %s", a.What, fault)
		}
	}
	for _, s := range i.Switches {
		twice("switch", string(s.Switch))
		if !snake.MatchString(string(s.Switch)) || s.Title == "" || s.Off == "" {
			add("switch %q lacks its name, its title, or what disappears when it is off", s.Switch)
		}
	}
	at := make(map[*float64]string)
	for _, p := range i.Params {
		twice("parameter", p.Key)
		for _, fault := range paramFaults(p) {
			add("parameter %q: %s", p.Key, fault)
		}
		if other, ok := at[p.At]; ok {
			add("parameters %q and %q are kept in one place", other, p.Key)
		}
		at[p.At] = p.Key
	}
	return faults
}

func actFaults(name string, a country.Act) (faults []string) {
	if a.Who != name {
		faults = append(faults, fmt.Sprintf("it is done by %q", a.Who))
	}
	if !word.MatchString(a.What) {
		faults = append(faults, "what it does is not one word of small letters")
	}
	for _, part := range [...][2]string{{"reads", a.Reads}, {"leaves", a.Leaves}} {
		if part[1] == "" {
			faults = append(faults, "it does not say what it "+part[0])
		}
	}
	if a.Why == "" {
		faults = append(faults, "it does not say why it stands where it does")
	}
	if a.Do == nil {
		return append(faults, "it does nothing")
	}
	if home := packageOf(a.Do); home != name {
		faults = append(faults, fmt.Sprintf("it is written in package %s: an institution has the name of its package", home))
	}
	return faults
}

// packageOf is the last part of the path of the package in which the function
// is written.
func packageOf(do func(*country.Country)) string {
	full := runtime.FuncForPC(reflect.ValueOf(do).Pointer()).Name()
	full = full[strings.LastIndex(full, "/")+1:]
	home, _, _ := strings.Cut(full, ".")
	return home
}

func paramFaults(p country.Param) (faults []string) {
	if !snake.MatchString(p.Key) {
		faults = append(faults, "the key is not in snake_case")
	}
	if p.At == nil {
		faults = append(faults, "it is kept nowhere")
	}
	for _, part := range [...][2]string{{"unit", p.Unit}, {"source, nor the word guess", string(p.Source)}, {"doc", p.Doc}} {
		if strings.TrimSpace(part[1]) == "" {
			faults = append(faults, "it has no "+part[0])
		}
	}
	if math.IsInf(p.Min, 0) || math.IsInf(p.Max, 0) || !(p.Min < p.Max) {
		faults = append(faults, fmt.Sprintf("%v..%v is no range", p.Min, p.Max))
	}
	if !(p.Default >= p.Min && p.Default <= p.Max) {
		faults = append(faults, fmt.Sprintf("the default %v is not in %v..%v", p.Default, p.Min, p.Max))
	}
	return faults
}

// shared finds parameters that two institutions of the same kind keep in one
// place: histories that run side by side would change each other's.
func shared(a, b country.Institution) (faults []string) {
	for i := range min(len(a.Params), len(b.Params)) {
		if a.Params[i].At == b.Params[i].At {
			faults = append(faults, fmt.Sprintf("%s: parameter %q is shared by all histories: describe must make a new institution at every call", a.Name, a.Params[i].Key))
		}
	}
	return faults
}
