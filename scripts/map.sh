#!/usr/bin/env bash
# Prints the modules, their packages and which of ours each one uses, from the byte code of the last build: arrows go down.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=../.mvn/jdk25.sh
. .mvn/jdk25.sh
map=end-to-end/src/test/resources/house/map.txt
"$JAVA_HOME/bin/jdeps" --multi-release base -verbose:package -e 'dev\.tallyman\..*' ./*/target/classes | awk '
  FNR == NR && $2 == "->" { sub(/\.(templates|pages)\..*/, ".templates", $1); uses[$1, $3] = 1 }
  FNR == NR { next }
  /^dev/ { order[++n] = $1; title[n] = heading; heading = "" }
  /^# [a-z-]+: / { heading = "\n" substr($0, 3) "\n" }
  END {
    for (i = 1; i <= n; i++) {
      printf "%s  %-24s", title[i], substr(order[i], 14)
      arrow = "→"
      for (j = i + 1; j <= n; j++) if ((order[i], order[j]) in uses) { printf " %s %s", arrow, substr(order[j], 14); arrow = "·" }
      print ""
    }
  }' - "$map"
