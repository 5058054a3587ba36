#!/usr/bin/env bash
# Runs the fuzzers one after the other and reports their figures: `make fuzz` calls it.
#
#   tests/fuzz/run.sh [ENTRANCE…]       SECONDS_EACH=60
#
# New inputs stay in target/fuzz/corpus. Inputs that break something go to target/fuzz/finds and belong in tests/fuzz/corpus, together
# with the fix. `tests/fuzz/run.sh --keep` adds the smallest set of the other new inputs that reaches as much.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
top=$(cd ../.. && pwd)
seconds=${SECONDS_EACH:-60}
work=$top/target/fuzz
host=$(rustc +nightly -vV | sed -n 's/^host: //p')

keep=no
[ "${1:-}" = --keep ] && { keep=yes; shift; }
entrances=("$@")
[ ${#entrances[@]} -gt 0 ] || entrances=(link payload file stored delta message contribution)

# The program has no unsafe code: a sanitizer would find nothing and cost three quarters of the speed.
cargo +nightly fuzz build --fuzz-dir . --target-dir "$work" -s none 2>&1 | grep -vE '^ *(Compiling|Finished)' || true

broken=()
for entrance in "${entrances[@]}"; do
  fuzzer=$work/$host/release/$entrance
  mkdir -p "$work/corpus/$entrance" "$work/finds" "$work/logs"
  if [ "$keep" = yes ]; then
    # The corpus stays; a new input joins it if it reaches an edge that nothing else reaches, however often.
    "$fuzzer" -set_cover_merge=1 -use_counters=0 "corpus/$entrance" "$work/corpus/$entrance" >"$work/logs/$entrance.keep" 2>&1
    echo "$entrance: $(find "corpus/$entrance" -type f | wc -l) inputs"
    continue
  fi
  log=$work/logs/$entrance.log
  echo "$entrance: $seconds s"
  # Bounds for one input: 5 s, 256 MiB, 8 KiB. Longer inputs are in the tests.
  "$fuzzer" -max_total_time="$seconds" -timeout=5 -malloc_limit_mb=256 -rss_limit_mb=1024 -max_len=8192 -dict=words.dict \
    -print_final_stats=1 -artifact_prefix="$work/finds/$entrance-" "$work/corpus/$entrance" "corpus/$entrance" >"$log" 2>&1 ||
    broken+=("$entrance")
  awk '/^stat::number_of_executed_units/ { runs = $2 } /^#[0-9]+.* cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") seen = $(i + 1) }
    END { printf "  %d executions, %d edges reached\n", runs, seen }' "$log"
done

[ ${#broken[@]} -eq 0 ] || { echo "Broken: ${broken[*]}. The inputs are in target/fuzz/finds, the logs in target/fuzz/logs."; exit 1; }
