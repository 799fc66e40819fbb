#!/usr/bin/env bash
# Measures Descent beside other programs, in turns within the same minute, and prints the ratios.
#
# usage: Tests/Benchmarks/against_peers.sh FOLDER [BUILDS]
#
# FOLDER holds the peers: roofline.c, jax_adam.py, matplotlib_figure.py, torch_matplotlib.py. One whose tools are not
# installed is left out. BUILDS is a folder for the two builds of Descent, kept for the next time; without it they are
# where 'swift build' has them. A ratio above 1 means that Descent is faster.
set -euo pipefail

if [ "$#" -lt 1 ] || [ "$#" -gt 2 ] || [ ! -d "$1" ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 64
fi
peers=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
package=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

builds=${2:-}
# build NAME PACKAGE PRODUCT: builds a program and prints where it is.
build() {
  local options=(-c release --package-path "$2" --product "$3")
  [ -z "$builds" ] || options+=(--scratch-path "$builds/$1")
  swift build "${options[@]}" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
  echo "$(swift build "${options[@]}" --show-bin-path)/$3"
}
echo "building"
descent=$(build descent "$package" descent)
benchmarks=$(build benchmarks "$here" benchmarks)

largest() { sort -g | tail -1; }
ours() { "$benchmarks" "$1" | awk '{print $1}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
has_module() { command -v python3 >/dev/null && python3 -c "import $1" >/dev/null 2>&1; }

# Seconds that a command takes as a whole process, its output thrown away.
seconds() {
  local start end
  start=$(date +%s%N)
  (cd "$work" && "$@") >/dev/null 2>&1
  end=$(date +%s%N)
  awk -v a="$start" -v b="$end" 'BEGIN { print (b - a) / 1e9 }'
}

# The least time of each of two commands, taken in turns: race ROUNDS NAME THEIRS OURS
race() {
  local rounds=$1 name=$2 theirs=$3 mine=$4 their_times="" our_times=""
  for _ in $(seq "$rounds"); do
    their_times+="$(seconds bash -c "$theirs")"$'\n'
    our_times+="$(seconds bash -c "$mine")"$'\n'
  done
  local a b
  a=$(printf '%s' "$their_times" | sort -g | head -1)
  b=$(printf '%s' "$our_times" | sort -g | head -1)
  printf '%-44s %9.3f s %9.3f s   ratio %s\n' "$name" "$a" "$b" "$(ratio "$a" "$b")"
}

printf '%-44s %11s %11s\n' "" "peer" "Descent"

compiler=$(command -v clang || command -v gcc || true)
if [ -f "$peers/roofline.c" ] && [ -n "$compiler" ]; then
  flags="-O3 -ffp-contract=fast -fno-math-errno -march=native"
  case "$(uname -m)" in x86_64) flags="$flags -mprefer-vector-width=512" ;; esac
  # shellcheck disable=SC2086
  "$compiler" $flags "$peers/roofline.c" -o "$work/roofline" -lm
  theirs="" mine=""
  for _ in 1 2 3; do
    theirs+="$("$work/roofline" | sed -n 's/.* \([0-9.]*\) M steps.*/\1/p')"$'\n'
    mine+="$(ours 'batch rosenbrock 1')"$'\n'
  done
  a=$(printf '%s' "$theirs" | largest)
  b=$(printf '%s' "$mine" | largest)
  printf '%-44s %7s M/s %7s M/s   ratio %s\n' "Adam on Rosenbrock, one core, fused C" "$a" "$b" "$(ratio "$b" "$a")"
else
  echo "roofline.c: left out, there is no C compiler or no such file"
fi

if [ -f "$peers/jax_adam.py" ] && has_module jax && has_module optax; then
  python3 "$peers/jax_adam.py" >"$work/jax"
  for surface in rosenbrock ackley; do
    a=$(sed -n "s/^$surface .* \([0-9.]*\) Msteps.*/\1/p" "$work/jax" | largest)
    b=$(ours "batch $surface 2")
    printf '%-44s %7s M/s %7s M/s   ratio %s\n' "Adam on $surface, all cores, jax" "$a" "$b" "$(ratio "$b" "$a")"
    a=$(sed -n "s/^$surface .*K= *1 .* \([0-9.]*\) Msteps.*/\1/p" "$work/jax" | largest)
    b=$(ours "single $surface" | awk '{print 1000 / $1}')
    printf '%-44s %7s M/s %7.1f M/s   ratio %s\n' "one trajectory of Adam on $surface, jax" "$a" "$b" "$(ratio "$b" "$a")"
  done
else
  echo "jax_adam.py: left out, jax and optax are not installed"
fi

# Whole processes, the figure with them: 1600 x 1200 runs of 1000 steps.
map_speed() {
  local time
  time=$(seconds "$descent" map "$1" adam:lr=0.01 --over start --cells 1600x1200 --steps 1000 --no-early-stop "${@:2}" -o map.png)
  awk -v t="$time" 'BEGIN { printf "%.1f", 1920 / t }'
}
for surface in rosenbrock ackley; do
  b=$(map_speed "$surface")
  printf '%-44s %11s %7s M/s\n' "a map of starts on $surface, all cores" "" "$b"
  if [ -f "$work/jax" ]; then
    a=$(sed -n "s/^$surface .* \([0-9.]*\) Msteps.*/\1/p" "$work/jax" | largest)
    printf '%-44s %7s M/s %7s M/s   ratio %s\n' "  beside jax" "$a" "$b" "$(ratio "$b" "$a")"
  fi
done
printf '%-44s %11s %7s M/s\n' "a map of starts on rosenbrock, one thread" "" "$(map_speed rosenbrock --threads 1)"

figure="'$descent' compare rosenbrock --size 1600x1200 -o figure.png"
if [ -f "$peers/torch_matplotlib.py" ] && has_module torch && has_module matplotlib; then
  race 3 "eight runs and a figure, torch + matplotlib" "python3 '$peers/torch_matplotlib.py'" "$figure"
else
  echo "torch_matplotlib.py: left out, torch and matplotlib are not installed"
fi
if [ -f "$peers/matplotlib_figure.py" ] && has_module matplotlib; then
  race 5 "the figure, paths given, matplotlib" "python3 '$peers/matplotlib_figure.py' theirs.png" "$figure"
  race 5 "a range test with truth, matplotlib's figure" "python3 '$peers/matplotlib_figure.py' theirs.png" \
    "'$descent' find-lr rosenbrock adam --points 100 --rates-tried 200 -n 500 -o range.png"
else
  echo "matplotlib_figure.py: left out, matplotlib is not installed"
fi
