#!/usr/bin/env bash
# Coverage of the decoders by the fuzzers' corpus, in lines and regions: `make coverage` calls it.
#
#   tests/fuzz/coverage.sh [--lines]
#
# --lines also names each line that no input reaches. Unit tests and what other tests reach do not count: the figures are those of
# `tests/fuzz/corpus` alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$PWD/target/coverage
host=$(rustc +nightly -vV | sed -n 's/^host: //p')
tools=$(rustc +nightly --print sysroot)/lib/rustlib/$host/bin

# The compiler's profiler and the tools that read it must be of one version, so both are nightly.
export RUSTFLAGS="-C instrument-coverage" CARGO_PROFILE_TEST_OPT_LEVEL=1 LLVM_PROFILE_FILE=$work/run-%p.profraw
mkdir -p "$work"
rm -f "$work"/run-*.profraw
replay=$(cargo +nightly test --quiet --no-run --target-dir "$work" --test replay --message-format json |
  sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' | tail -1)
rm -f "$work"/run-*.profraw # from what ran during the build
"$replay" --quiet corpus_ >/dev/null

"$tools/llvm-profdata" merge -sparse "$work"/run-*.profraw -o "$work/all.profdata"
reached=("$replay" -instr-profile="$work/all.profdata" -sources src/core/format src/core/document/mod.rs src/core/replica/contribution.rs)
"$tools/llvm-cov" export -format=lcov "${reached[@]}" >"$work/all.lcov"
"$tools/llvm-cov" export -summary-only "${reached[@]}" >"$work/all.json"
node - "$work/all.json" <<'JS'
const { data: [{ files, totals }] } = JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));
const row = (name, { lines, regions }) => {
  const share = ({ count, covered }) => `${covered} of ${count}`.padStart(14) + `${(100 * covered / count).toFixed(1)} %`.padStart(9);
  console.log(name.padEnd(40) + share(lines) + share(regions));
};
console.log("".padEnd(40) + "lines".padStart(23) + "regions".padStart(23));
for (const { filename, summary } of files) row(filename.replace(/.*\/src\/core\//, ""), summary);
row("all", totals);
JS
[ "${1:-}" = --lines ] || exit 0
awk -F '[:,]' '/^SF:/ { file = $2; sub(/.*\/src\//, "src/", file) } /^DA:/ && $3 == 0 { print file ":" $2 }' "$work/all.lcov" |
  while IFS=: read -r file line; do printf '%s:%s: %s\n' "$file" "$line" "$(sed -n "${line}s/^ *//p" "$file")"; done
