package sim

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A trace is a world that remembers what was done to it.
type trace struct{ lines []string }

// watch writes into the trace when acts begin and end.
type watch struct{ world *trace }

func (w watch) Begin(act int) { w.world.lines = append(w.world.lines, fmt.Sprintf("begin %d", act)) }
func (w watch) End(act int)   { w.world.lines = append(w.world.lines, fmt.Sprintf("end %d", act)) }

func acts(names ...string) (out []Act[*trace]) {
	for _, name := range names {
		out = append(out, Act[*trace]{What: name, Do: func(w *trace) { w.lines = append(w.lines, name) }})
	}
	return out
}

func TestMonthRunsEveryActOnceInOrder(t *testing.T) {
	var world trace
	Month(&world, acts("strike", "settle", "license"), nil)
	if got := strings.Join(world.lines, " "); got != "strike settle license" {
		t.Errorf("the month went %q", got)
	}
	Month(&world, nil, nil)
	if len(world.lines) != 3 {
		t.Errorf("a month without acts did %q", world.lines[3:])
	}
}

func TestClockBracketsEveryAct(t *testing.T) {
	var world trace
	Month(&world, acts("strike", "settle"), watch{&world})
	if got := strings.Join(world.lines, ", "); got != "begin 0, strike, end 0, begin 1, settle, end 1" {
		t.Errorf("the clock saw %q", got)
	}
}

func TestSplitRunsEveryPartOnce(t *testing.T) {
	for _, workers := range []int{-1, 0, 1, 2, 7, 100} {
		for _, n := range []int{0, 1, 2, 7, 8, 1000} {
			times := make([]atomic.Int32, n)
			Split(workers, n, func(i int) { times[i].Add(1) })
			for i := range times {
				if k := times[i].Load(); k != 1 {
					t.Fatalf("%d workers, %d parts: part %d ran %d times", workers, n, i, k)
				}
			}
		}
	}
}

// The promise: parts added up in the order of their numbers give the same
// floating-point sum, bit for bit, with any number of workers.
func TestSplitGivesTheSameSumForAnyNumberOfWorkers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 200).Draw(t, "parts")
		pass := func(workers int) (sum float64, parts []float64) {
			parts = make([]float64, n)
			Split(workers, n, func(i int) {
				for k := range 100 { // values whose sum depends on the order
					parts[i] += 1 / float64(1+(i*7919+k*104729)%1000)
				}
			})
			for _, p := range parts {
				sum += p
			}
			return sum, parts
		}
		want, wantParts := pass(1)
		for _, workers := range []int{2, 7} {
			got, parts := pass(workers)
			if got != want || !reflect.DeepEqual(parts, wantParts) {
				t.Fatalf("%d workers: sum %v, one worker %v", workers, got, want)
			}
		}
	})
}

// With two workers two parts are under way at the same time: the test would
// hang, and be killed by its deadline, if Split ran them one after the other.
func TestSplitRunsPartsSideBySide(t *testing.T) {
	first, second := make(chan bool), make(chan bool)
	Split(2, 2, func(i int) {
		if i == 0 {
			close(first)
			<-second
		} else {
			close(second)
			<-first
		}
	})
}

// Split comes back only when the last part is done.
func TestSplitWaits(t *testing.T) {
	for range 100 {
		var done atomic.Int32
		Split(4, 16, func(int) { done.Add(1) })
		if k := done.Load(); k != 16 {
			t.Fatalf("Split came back after %d of 16 parts", k)
		}
	}
}

// Who is done with the own share takes from the others': while the first part is
// stuck, all others are done, those of its share too.
func TestSplitLeavesNoPartToAWorkerThatIsStuck(t *testing.T) {
	for _, workers := range []int{2, 3, 7} {
		const n = 21
		var left sync.WaitGroup
		left.Add(n - 1)
		Split(workers, n, func(i int) {
			if i == 0 {
				left.Wait() // for ever, if nobody else takes the parts after it
				return
			}
			left.Done()
		})
	}
}

// A part that panics does so to the caller, when no other is at work any more.
func TestSplitPanicsToItsCallerWhenAllAreDone(t *testing.T) {
	var stuck, begun, done atomic.Int32
	func() {
		defer func() {
			if r := recover(); r != "part 0" {
				t.Errorf("recovered %v, want the panic of part 0", r)
			}
		}()
		Split(2, 2, func(i int) {
			if i == 0 {
				stuck.Add(1)
				for begun.Load() == 0 {
					runtime.Gosched()
				}
				panic("part 0")
			}
			for stuck.Load() == 0 { // part 0 is for the caller to take
				runtime.Gosched()
			}
			begun.Add(1)
			time.Sleep(10 * time.Millisecond)
			done.Add(1)
		})
	}()
	if done.Load() != 1 {
		t.Error("Split came back while a part was at work")
	}
}
