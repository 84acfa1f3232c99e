# fromabove. "make" lists the targets: every line with a double # comment.

# One toolchain and one set of flags everywhere, so that go run, go build and
# go test share one cache. Nothing here needs a C compiler; without one, or
# with one that cannot link C++ (DuckDB is C++), cgo is off, and everything but
# SQL is there.
export GOTOOLCHAIN := local
GOFLAGS ?= -buildvcs=false
export GOFLAGS
ifndef CGO_ENABLED
CGO_ENABLED := $(shell printf 'int main(void){return 0;}' | $${CC:-cc} -x c - -x none $(if $(filter Darwin,$(shell uname -s)),-lc++,-lstdc++) -o /dev/null >/dev/null 2>&1 && echo 1 || echo 0)
endif
export CGO_ENABLED

# SIMD=1 builds with the standard library's experimental vectors (AVX-512): the
# same bytes, sooner. Without such a processor that binary runs the plain code.
SIMD     ?=
ifeq ($(SIMD),1)
export GOEXPERIMENT := simd
export GOAMD64 := v3
endif

GO       ?= go
BIN      := bin/fromabove
SCENARIO ?= baseline
ARGS     ?=
FUZZTIME ?= 20s
COUNT    ?= 6
REV      ?=
BENCH    ?= Member|Month|Pick
POINT       ?= to-1936
EVALUATIONS ?= 2000
SEED        ?= 1
TO          ?= 1936
PARTICLES   ?= 200
GENERATIONS ?= 12

.DEFAULT_GOAL := help
.PHONY: help run build check test needs needs-qemu needs-r model patterns effects draws planes measure schema search calibrate bless bench bench-against performance tables bench-peers test-peers test-simd simd-packages needs-numpy fuzz institution clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: build ## build, run the baseline (SCENARIO=name ARGS="--members 20") and record it in out/
	$(BIN) run $(SCENARIO) $(ARGS)

build: ## build bin/fromabove
	@mkdir -p bin
	$(GO) build -o $(BIN) ./cmd/fromabove

check: ## format, vet, staticcheck, the rules of the house, fresh MODEL.md and schema, golden replays
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then \
		echo "not formatted (run gofmt -w on them):"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	@mkdir -p bin
	@if [ -d cmd/fromabove ]; then \
		$(GO) build -o $(BIN) ./cmd/fromabove && \
		$(BIN) explain --model > bin/MODEL.md.fresh && \
		{ cmp -s bin/MODEL.md.fresh MODEL.md || { echo "MODEL.md is not fresh: run make model, and read what changed"; diff bin/MODEL.md.fresh MODEL.md | head -20; exit 1; }; } && \
		$(BIN) scenario schema > bin/schema.json.fresh && \
		{ cmp -s bin/schema.json.fresh scenarios/schema.json || { echo "scenarios/schema.json is not fresh: run make schema"; exit 1; }; }; \
	else echo "cmd/fromabove is not built yet: MODEL.md and the schema are not checked"; fi
	$(GO) test ./house/...
	@if [ -d replays ]; then $(GO) test ./replays; else echo "replays is not built yet: no golden history is checked"; fi

test: needs check ## everything: check and all tests; what continuous integration runs
	$(GO) test ./...
	$(MAKE) test-simd
	$(MAKE) test-peers

test-simd: # the vectors give the same bytes: the people's properties and the golden replays
	@if [ "$$(uname -sm)" = "Linux x86_64" ] && grep -q avx512dq /proc/cpuinfo && grep -q avx512vl /proc/cpuinfo; then \
		$(MAKE) SIMD=1 simd-packages; \
	else echo "this processor has no AVX-512: the vectors (make SIMD=1) are not tested"; fi

simd-packages:
	$(GO) vet ./chance ./people
	$(GO) test ./chance ./people ./replays

test-peers: needs-numpy # bench/peers is a module of its own, which ./... leaves out
	cd bench/peers && $(GO) vet . && $(GO) tool -modfile=../../go.mod staticcheck . && $(GO) test -count 1 -v .

needs: needs-qemu needs-r needs-numpy

needs-qemu:
	@if command -v qemu-aarch64 >/dev/null 2>&1 || command -v qemu-aarch64-static >/dev/null 2>&1; then :; \
	elif [ "$$(uname -m)" = aarch64 ] || [ "$$(uname -s)" != Linux ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing qemu-user, for the test that arm64 gives the same numbers"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends qemu-user; } >/dev/null 2>&1 \
			|| echo "qemu-user could not be installed: the test on arm64 will say that it was skipped"; \
	else echo "qemu-user is missing (on Debian: apt-get install qemu-user): the test on arm64 will say that it was skipped"; fi

needs-r:
	@if command -v Rscript >/dev/null 2>&1 || [ "$$(uname -s)" != Linux ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing r-base-core (29 MB), for the test that R reads an experiment"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core; } >/dev/null 2>&1 \
			|| echo "r-base-core could not be installed: the test of docs/examples/read.R will say that it was skipped"; \
	else echo "R is missing (on Debian: apt-get install r-base-core): the test of docs/examples/read.R will say that it was skipped"; fi

needs-numpy:
	@if /usr/bin/python3 -I -c 'import numpy' >/dev/null 2>&1 || python3 -I -c 'import numpy' >/dev/null 2>&1 || [ "$$(uname -s)" != Linux ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing python3-numpy (9 MB), for the test that NumPy's people behave as ours"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-numpy; } >/dev/null 2>&1 \
			|| echo "python3-numpy could not be installed: the test of bench/peers will say that it was left out"; \
	else echo "NumPy is missing (on Debian: apt-get install python3-numpy): the test of bench/peers will say that it was left out"; fi

model: build ## write MODEL.md anew from the code
	$(BIN) explain --model > MODEL.md.new && mv MODEL.md.new MODEL.md

patterns: ## measure patterns and scales at the parameter points, into results/ (minutes)
	$(GO) run ./results/measure patterns
	$(GO) run ./results/measure scales

effects: ## measure what each institution changes, into results/ (minutes)
	$(GO) run ./results/measure effects

draws: ## measure how often a terror comes near the point to-1936, into results/ (minutes)
	$(GO) run ./results/measure draws

planes: ## measure the packed people against finer numbers, into results/
	$(GO) test ./people -count 1 -run TestPackedPeopleDoWhatFinerOnesDo -planes

measure: planes ## measure everything in results/ anew (many minutes), and write MODEL.md from it
	$(GO) run ./results/measure all
	$(MAKE) model

schema: build ## write the schema of scenario files anew from the code
	$(BIN) scenario schema > scenarios/schema.json.new && mv scenarios/schema.json.new scenarios/schema.json

search: ## find a parameter point: POINT=to-1936 EVALUATIONS=2000 SEED=1; killed and run again, it goes on
	@mkdir -p bin
	$(GO) build -o bin/search ./scenarios/search
	bin/search --point $(POINT) --evaluations $(EVALUATIONS) --seed $(SEED) $(ARGS)

calibrate: build ## find the posterior that ships: TO=1936 PARTICLES=200 GENERATIONS=12 SEED=1; killed and run again, it goes on
	$(BIN) calibrate --to $(TO) --particles $(PARTICLES) --generations $(GENERATIONS) --seed $(SEED) --out out/calibrate/to-$(TO)-seed$(SEED) $(ARGS)
	cp out/calibrate/to-$(TO)-seed$(SEED)/to-$(TO).csv out/calibrate/to-$(TO)-seed$(SEED)/to-$(TO).parquet scenarios/posterior/

bless: ## make the golden replays anew; then say what changed under Results in CHANGELOG.md
	$(GO) test ./replays -run TestReplays -bless

bench: ## benchmarks; COUNT=6 repetitions, into out/bench.txt
	@mkdir -p out
	$(GO) test -run '^$$' -bench . -benchmem -count $(COUNT) ./... | tee out/bench.txt

bench-against: ## benchmarks of the working tree beside those of a revision: REV=main COUNT=6 BENCH=Month
	@[ -n "$(REV)" ] || { echo "name a revision: make bench-against REV=main"; exit 2; }
	@mkdir -p bin
	$(GO) build -o bin/against ./bench/against
	bin/against --count $(COUNT) --bench '$(BENCH)' '$(REV)'

performance: build ## measure this machine into docs/performance.json (minutes), and set its tables into docs/performance.md and README.md
	$(BIN) bench --json $(ARGS) > docs/performance.json.new && mv docs/performance.json.new docs/performance.json
	$(MAKE) tables

# tables sets what docs/performance.json holds between the marks of the pages.
tables: build
	$(BIN) bench --from docs/performance.json --markdown > bin/performance.md
	{ echo '```'; $(BIN) bench --from docs/performance.json | awk '/^Speed on/,/^$$/; /^The people.s pass, by/,/^$$/; /^What more/,/^$$/' | sed '$$d'; echo '```'; } > bin/excerpt.md
	$(call set,bin/performance.md,docs/performance.md)
	$(call set,bin/excerpt.md,README.md)

set = awk -v part=$(1) '/^<!-- measured -->$$/ {print; while ((getline line < part) > 0) print line; skip = 1} /^<!-- end -->$$/ {skip = 0} !skip' $(2) > $(2).new && mv $(2).new $(2)

bench-peers: needs-numpy ## the people's pass and Rebellion beside other programs, behaviour first (PEERS="--json results.json"; minutes)
	cd bench/peers && $(GO) run . $(PEERS)

fuzz: ## each fuzz test for FUZZTIME=20s
	@for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
			echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p || exit 1; done; done

institution: ## write the skeleton of an institution: make institution NAME=church
	@$(GO) run ./house/scaffold "$(NAME)"

clean: ## remove what make made: bin/ and out/
	rm -rf bin out
