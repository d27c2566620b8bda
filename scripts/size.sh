#!/usr/bin/env bash
# Prints how large the code is at each of the REVISIONs, HEAD without one.
# usage: scripts/size.sh [REVISION...]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
[ $# -gt 0 ] || set -- HEAD
printf '%-10s %8s %8s %9s %16s %12s %14s\n' revision main templates packages 'largest package' 'public types' 'over 250 lines'
for revision in "$@"; do
  tree=$(mktemp -d)
  git archive "$revision" | tar -x -C "$tree" --wildcards '*/src/main/java' '*/src/main/jte'
  files=$(find "$tree" -name '*.java')
  printf '%-10s %8d %9d %8d %16d %12d %14d\n' "$(git rev-parse --short "$revision")" "$(xargs cat <<<"$files" | wc -l)" \
    "$(find "$tree" -name '*.jte' -exec cat {} + | wc -l)" "$(xargs dirname <<<"$files" | sort -u | wc -l)" \
    "$(xargs dirname <<<"$files" | sort | uniq -c | sort -rn | awk 'NR == 1 {print $1}')" \
    "$(xargs grep -lE '^public .*\b(class|record|enum|interface|@interface) ' <<<"$files" | wc -l)" \
    "$(xargs wc -l <<<"$files" | awk '$2 != "total" && $1 > 250' | wc -l)"
  rm -r "$tree"
done
