#!/usr/bin/env bash
# Runs each fuzzer for a while, one after the other, and says what they did: `make fuzz` calls it.
#
#   tests/fuzz/run.sh [ENTRANCE…]       SECONDS_EACH=60
#
# What they find that is new stays in target/fuzz/corpus; what breaks something is put into target/fuzz/finds and belongs into
# tests/fuzz/corpus with the mend. The rest of what is new is kept by `tests/fuzz/run.sh --keep`, the least that reaches as much.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
top=$(cd ../.. && pwd)
seconds=${SECONDS_EACH:-60}
work=$top/target/fuzz
host=$(rustc +nightly -vV | sed -n 's/^host: //p')

keep=no
[ "${1:-}" = --keep ] && { keep=yes; shift; }
entrances=("$@")
[ ${#entrances[@]} -gt 0 ] || entrances=(link payload file stored delta message part)

# The program has no unsafe code, so nothing is gained by a sanitizer, which would take three quarters of the speed.
cargo +nightly fuzz build --fuzz-dir . --target-dir "$work" -s none 2>&1 | grep -vE '^ *(Compiling|Finished)' || true

broken=()
for entrance in "${entrances[@]}"; do
  fuzzer=$work/$host/release/$entrance
  mkdir -p "$work/corpus/$entrance" "$work/finds" "$work/logs"
  if [ "$keep" = yes ]; then
    # Those that are kept stay; of the new ones those that reach a place which nothing else does, however often.
    "$fuzzer" -set_cover_merge=1 -use_counters=0 "corpus/$entrance" "$work/corpus/$entrance" >"$work/logs/$entrance.keep" 2>&1
    echo "$entrance: $(find "corpus/$entrance" -type f | wc -l) kept"
    continue
  fi
  log=$work/logs/$entrance.log
  echo "$entrance: $seconds s"
  # Bounds: 5 s and 256 MiB for one input, of which none is longer than 8 KiB; the long ones are in the tests.
  "$fuzzer" -max_total_time="$seconds" -timeout=5 -malloc_limit_mb=256 -rss_limit_mb=1024 -max_len=8192 -dict=words.dict \
    -print_final_stats=1 -artifact_prefix="$work/finds/$entrance-" "$work/corpus/$entrance" "corpus/$entrance" >"$log" 2>&1 ||
    broken+=("$entrance")
  awk '/^stat::number_of_executed_units/ { runs = $2 } /^#[0-9]+.* cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") seen = $(i + 1) }
    END { printf "  %d executions, %d places reached\n", runs, seen }' "$log"
done

[ ${#broken[@]} -eq 0 ] || { echo "Broken: ${broken[*]}. The bytes are in target/fuzz/finds, what was said in target/fuzz/logs."; exit 1; }
