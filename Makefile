# make demo   the main job on shipped cases
# make test   all tests
# make lint   the strict format check, no line over 100 columns
# make bench  benchmarks beside the alternatives
# make build  the program alone, .build/release/verify-cli
# make proofs the proofs and the checker they are about, .build/proofs/recheck-proved
# make proofs-test  the three checkers on the same certificates, true and altered
# make clean  removes what was built
# Each sets up what it needs, system libraries included.

# One set of flags for everything, so that a build is never repeated with others.
BUILD_FLAGS = -c release -Xswiftc -enable-testing
CLI = .build/release/verify-cli

.PHONY: demo test lint bench build setup proofs proofs-test clean

setup:
	@Scripts/install-dependencies

build: setup
	swift build $(BUILD_FLAGS) --product verify-cli

demo: build
	@Scripts/demo $(CLI)

test: setup
	swift test $(BUILD_FLAGS)

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	@Scripts/check-line-lengths

proofs:
	@Scripts/install-dependencies proofs
	@proofs/build

proofs-test:
	@proofs/test/agreement.py

bench: setup
	@Benchmarks/run

clean:
	rm -rf .build
