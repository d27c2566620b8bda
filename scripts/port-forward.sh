#!/usr/bin/env bash
# Keeps the page of the cluster on a local port: kubectl's own port-forward ends with its Pod, this goes on with the next one.
# usage: scripts/port-forward.sh PORT [PORT-OF-THE-POD...]
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
target=service/tallyman
[ $# = 1 ] || target=deployment/tallyman-ui # a Service has ports of its own only
trap 'kill "$child" 2>/dev/null; exit 0' TERM INT
while :; do
  command kubectl --context "$profile" -n tallyman port-forward "$target" "$1:8080" "${@:2}" &
  child=$!
  wait "$child" || true
  sleep 0.5
done
