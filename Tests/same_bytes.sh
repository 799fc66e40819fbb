#!/usr/bin/env bash
# Proves that numbers are the same bytes on every machine, as far as one machine can: built for the processor at hand and
# built to run on any, on one thread and on several.
#
# usage: Tests/same_bytes.sh [NATIVE PORTABLE]
#
# NATIVE and PORTABLE are folders for the two builds, kept for the next time; without them they are made anew.
set -euo pipefail

package=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
native=${1:-$work/native}
portable=${2:-$work/portable}

unset DESCENT_PORTABLE

# build FOLDER: builds the command there and prints where it is.
build() {
  local options=(-c release --package-path "$package" --scratch-path "$1")
  swift build "${options[@]}" --product descent >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
  echo "$(swift build "${options[@]}" --show-bin-path)/descent"
}
echo "building for this processor and for any"
first=$(build "$native")
second=$(DESCENT_PORTABLE=1 build "$portable")
if cmp -s "$first" "$second"; then
  echo "the two programs are the same; nothing would be proved" >&2
  exit 1
fi

compared=0
differing=0
# same WORDS...: runs both programs on one, two and three threads and compares all with the first.
same() {
  "$first" run "$@" --format csv --threads 1 >"$work/expected" 2>/dev/null
  for program in "$first" "$second"; do
    for threads in 1 2 3; do
      "$program" run "$@" --format csv --threads "$threads" >"$work/got" 2>/dev/null
      compared=$((compared + 1))
      if ! cmp -s "$work/expected" "$work/got"; then
        differing=$((differing + 1))
        echo "differs: run $* --threads $threads with $program" >&2
        cmp "$work/expected" "$work/got" >&2 || true
      fi
    done
  done
}

cd "$work"
for surface in $("$first" list surfaces | awk '{print $1}'); do
  same "$surface" --optimizers all
  same "$surface" --optimizers all --noise 0.1 --seed 3 -n 200
  same "$surface" adam:lr=0.3 sgd:lr=1e9 rmsprop:lr=0.01,centered=yes --schedule step:step_size=7,gamma=0.9
done
same --formula 'sin(3*x)*exp(-y^2) + tanh(x*y) + log(1 + x^2) + abs(x - y)^1.3 + atan2(y, 2 + x) + cbrt(x)' --optimizers all
echo "$compared outputs compared, $differing differ"
[ "$differing" -eq 0 ]
