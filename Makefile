# The alignment board: everything a person runs. `make help` names the targets.
#
# Each tool is pinned and installed only when it is missing; a second run does nothing and needs no network.
# Works with the old GNU make of macOS, hence no .ONESHELL and no grouped targets.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# --- Pinned tools ---------------------------------------------------------------------------------------------
# The npm tools (wasm-opt, esbuild, Playwright, sirv, axe) are pinned in tests/e2e/package-lock.json.

TRUNK_VERSION := 0.21.14
SPLIT_VERSION := 0.2.4
FUZZ_VERSION := 0.13.2
MUTANTS_VERSION := 27.1.0
GECKODRIVER_VERSION := 0.37.1
# The command line tool and the library of wasm-bindgen must be of one version, so the lock file decides.
BINDGEN_VERSION = $(shell awk '/^name = "wasm-bindgen"$$/ { getline; gsub(/.*= "|"/, ""); print; exit }' Cargo.lock 2>/dev/null)

# One place for all clones, each tool under its version: two clones with different pins don't fight.
TOOLS_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/alignment-board/tools
TRUNK_DIR := $(TOOLS_DIR)/trunk-$(TRUNK_VERSION)
SPLIT_DIR := $(TOOLS_DIR)/wasm-split-$(SPLIT_VERSION)
BINDGEN_DIR = $(TOOLS_DIR)/wasm-bindgen-$(BINDGEN_VERSION)
FUZZ_DIR := $(TOOLS_DIR)/cargo-fuzz-$(FUZZ_VERSION)
MUTANTS_DIR := $(TOOLS_DIR)/cargo-mutants-$(MUTANTS_VERSION)
GECKODRIVER_DIR := $(TOOLS_DIR)/geckodriver-$(GECKODRIVER_VERSION)

E2E := tests/e2e
NPM_STAMP := $(E2E)/node_modules/.package-lock.json

export PATH := $(TRUNK_DIR)/bin:$(SPLIT_DIR)/bin:$(BINDGEN_DIR)/bin:$(FUZZ_DIR)/bin:$(MUTANTS_DIR)/bin:$(GECKODRIVER_DIR)/bin:$(CURDIR)/$(E2E)/node_modules/.bin:$(PATH)

# Tools are built once and run for seconds: no time spent on optimizing them, no space on debug information.
INSTALL := CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --debug --no-default-features
# wasm-bindgen alone reads the whole program byte by byte.
INSTALL_BINDGEN = CARGO_PROFILE_DEV_OPT_LEVEL=1 $(INSTALL) --version $(BINDGEN_VERSION) --root "$(BINDGEN_DIR)" wasm-bindgen-cli

# --- Everyday -------------------------------------------------------------------------------------------------

.PHONY: help serve build page test check fmt setup sizes clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

serve: build ## Build the release page and serve it on this device (PORT=8080)
	@node $(E2E)/serve.mjs dist $(if $(PORT),--port $(PORT))

build: setup-page page ## Leave the release page in dist/

test: setup ## Run every check and every test, as CI does
	@node $(E2E)/support/check.mjs

check: setup-rust ## Check formatting and warnings only, native and in the browser
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	cargo clippy --target wasm32-unknown-unknown --all-targets -- -D warnings

fmt: setup-rust ## Format the Rust code
	cargo fmt

setup: setup-page setup-browser ## Install what is missing, at pinned versions

sizes: build ## Show what a first visit downloads
	@node $(E2E)/support/sizes.mjs dist

clean: ## Remove what was built here (the tools stay in their cache)
	rm -rf target dist .build $(E2E)/results $(E2E)/node_modules

# --- The page -------------------------------------------------------------------------------------------------

PAGE_SOURCES := $(shell find src public -type f 2>/dev/null) \
	index.html Trunk.toml Cargo.toml Cargo.lock Makefile $(E2E)/package-lock.json $(wildcard $(E2E)/support/build/*.mjs) .cargo/config.toml

page: dist/index.html
	@echo "The release page is in dist/"

# Trunk refuses any NO_COLOR but true and false. Offline, because all it needs is here: it must not fetch tools of its own.
dist/index.html: $(PAGE_SOURCES)
	@echo "Building the release page into dist/"
	@env -u NO_COLOR TRUNK_SKIP_VERSION_CHECK=true trunk --log warn build --release --offline
	@touch $@

# --- Set-up: each step looks first, and says what it does only when it does something ------------------------------

.PHONY: setup-page setup-rust setup-crates setup-trunk setup-split setup-bindgen setup-npm setup-browser

setup-page: setup-rust setup-crates setup-trunk setup-split setup-bindgen setup-npm

# Debian's and Ubuntu's slim images come without a C linker, which every native Rust program needs.
setup-rust:
	@command -v cargo >/dev/null || { echo "Rust is missing: install rustup from https://rustup.rs, then run make again."; exit 1; }
	@command -v node >/dev/null && command -v npm >/dev/null || { echo "Node.js 20 or later with npm is missing: install it from https://nodejs.org, then run make again."; exit 1; }
	@command -v cc >/dev/null || { \
		command -v apt-get >/dev/null || { echo "A C compiler is missing: install gcc or clang, then run make again."; exit 1; }; \
		echo "Installing a C linker (Debian's packages gcc and libc6-dev)"; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq; $$sudo apt-get install -y -qq --no-install-recommends gcc libc6-dev; }
	@[ -d "$$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] || { \
		echo "Adding Rust's WebAssembly target"; rustup target add wasm32-unknown-unknown; }
	@cargo fmt --version >/dev/null 2>&1 || { echo "Adding rustfmt"; rustup component add rustfmt; }
	@cargo clippy --version >/dev/null 2>&1 || { echo "Adding clippy"; rustup component add clippy; }

# The page is built offline, so what it needs must be here. With everything here this asks no registry.
setup-crates: setup-rust
	@cargo fetch --quiet --offline 2>/dev/null || { \
		echo "Fetching the crates that Cargo.lock names"; cargo fetch --quiet; }

setup-trunk: setup-rust
	@[ -x "$(TRUNK_DIR)/bin/trunk" ] || { \
		echo "Installing Trunk $(TRUNK_VERSION) into $(TOOLS_DIR) (some minutes, once)"; \
		$(INSTALL) --features rustls --locked --version $(TRUNK_VERSION) --root "$(TRUNK_DIR)" trunk; }

setup-split: setup-rust
	@[ -x "$(SPLIT_DIR)/bin/wasm-split-cli" ] || { \
		echo "Installing wasm-split-cli $(SPLIT_VERSION) into $(TOOLS_DIR) (a minute, once)"; \
		$(INSTALL) --features build-binary --locked --version $(SPLIT_VERSION) --root "$(SPLIT_DIR)" wasm_split_cli_support; }

# The crate's own lock file may name versions that a mirror doesn't carry yet; then the newest fitting ones do.
setup-bindgen: setup-crates
	@[ -n "$(BINDGEN_VERSION)" ] || { echo "Cargo.lock names no wasm-bindgen."; exit 1; }
	@[ -x "$(BINDGEN_DIR)/bin/wasm-bindgen" ] || { \
		echo "Installing wasm-bindgen $(BINDGEN_VERSION) into $(TOOLS_DIR) (some minutes, once)"; \
		$(INSTALL_BINDGEN) --locked 2>/dev/null || $(INSTALL_BINDGEN); }

setup-npm: $(NPM_STAMP)

$(NPM_STAMP): $(E2E)/package.json $(E2E)/package-lock.json
	@echo "Installing wasm-opt, esbuild, sirv, Playwright and axe from npm, as $(E2E)/package-lock.json pins them"
	@cd $(E2E) && npm ci --silent
	@touch $@

setup-browser: setup-npm
	@node $(E2E)/support/browser.mjs >/dev/null 2>&1 || { \
		echo "Installing a Chromium for the tests"; node $(E2E)/support/browser.mjs --install; }

# --- How fast and how heavy it is ---------------------------------------------------------------------------------

.PHONY: bench pictures crash firefox setup-firefox

crash: build setup-browser ## Kill the browser while it edits, and look what is left (KILLS=200)
	@node $(E2E)/support/crash.mjs $(or $(KILLS),200)

firefox: build setup-firefox ## Do every fault of storage to a real Firefox
	@node $(E2E)/support/firefox/faults.mjs

setup-firefox: setup-rust
	@command -v firefox >/dev/null || command -v firefox-esr >/dev/null || { \
		command -v apt-get >/dev/null || { echo "Firefox is missing: install it from https://www.mozilla.org/firefox, then run make again."; exit 1; }; \
		echo "Installing Firefox (Debian's package firefox-esr)"; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq; $$sudo apt-get install -y -qq --no-install-recommends firefox-esr; }
	@[ -x "$(GECKODRIVER_DIR)/bin/geckodriver" ] || { \
		echo "Installing geckodriver $(GECKODRIVER_VERSION) into $(TOOLS_DIR) (some minutes, once)"; \
		$(INSTALL) --locked --version $(GECKODRIVER_VERSION) --root "$(GECKODRIVER_DIR)" geckodriver; }

pictures: build setup-browser ## Take the pictures of every stage anew
	@node $(E2E)/support/pictures.mjs

bench: build setup-browser ## Measure the release page, then the core natively (RUNS=5)
	@node $(E2E)/bench/bench.mjs
	@cargo bench --quiet --bench core

# --- Looking for what the tests do not know yet ---------------------------------------------------------------------

.PHONY: fuzz coverage mutants setup-fuzz setup-coverage setup-mutants

fuzz: setup-fuzz ## Look for bytes that break an entrance (SECONDS_EACH=60 ENTRANCES="link file")
	@SECONDS_EACH="$(SECONDS_EACH)" tests/fuzz/run.sh $(ENTRANCES)

coverage: setup-coverage ## Say which lines of the decoders the kept inputs reach (LINES=yes names the others)
	@tests/fuzz/coverage.sh $(if $(filter yes,$(LINES)),--lines)

# Each mutant is a small fault in merging, undo, votes or a format; a test has to notice it. Some hours for all of them.
# MUTANTS narrows it down: MUTANTS="-f src/core/replica/history.rs". `.cargo/mutants.toml` says where faults are put and which tests look.
mutants: setup-mutants ## Break merge and formats on purpose and see whether a test notices
	@cargo mutants --output target $(MUTANTS)

# libFuzzer is written in C++ and reports to the nightly compiler's instrumentation.
setup-fuzz: setup-rust
	@command -v c++ >/dev/null || { \
		command -v apt-get >/dev/null || { echo "A C++ compiler is missing: install g++ or clang, then run make again."; exit 1; }; \
		echo "Installing a C++ compiler (Debian's package g++)"; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq; $$sudo apt-get install -y -qq --no-install-recommends g++; }
	@cargo +nightly --version >/dev/null 2>&1 || { \
		echo "Adding Rust's nightly toolchain"; rustup toolchain install nightly --profile minimal; }
	@[ -x "$(FUZZ_DIR)/bin/cargo-fuzz" ] || { \
		echo "Installing cargo-fuzz $(FUZZ_VERSION) into $(TOOLS_DIR)"; \
		$(INSTALL) --locked --version $(FUZZ_VERSION) --root "$(FUZZ_DIR)" cargo-fuzz; }

setup-coverage: setup-fuzz
	@[ -x "$$(rustc +nightly --print sysroot)/lib/rustlib/$$(rustc +nightly -vV | sed -n 's/^host: //p')/bin/llvm-cov" ] || { \
		echo "Adding the nightly toolchain's LLVM tools"; rustup component add llvm-tools --toolchain nightly; }

setup-mutants: setup-rust
	@[ -x "$(MUTANTS_DIR)/bin/cargo-mutants" ] || { \
		echo "Installing cargo-mutants $(MUTANTS_VERSION) into $(TOOLS_DIR)"; \
		$(INSTALL) --locked --version $(MUTANTS_VERSION) --root "$(MUTANTS_DIR)" cargo-mutants; }
