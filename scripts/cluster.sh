# shellcheck shell=bash
# Sourced by the scripts beside it: which minikube, which kubectl, and what else they share. cd's to the repository's root.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
cache=${OFFLINE_CACHE:-$HOME/.cache/offline-kubernetes}

# A minikube that runs wins; then the one that offline-cluster makes where no registry answers.
if [ -z "${MINIKUBE_HOME-}" ] && [ -x "$cache/minikube/bin/minikube" ] && ! { command -v minikube && minikube status; } >/dev/null 2>&1; then
  for setting in $(offline-cluster/minikube-machine env); do export "${setting?}"; done
fi
profile=${MINIKUBE_PROFILE:-minikube}

fail() {
  echo "$1" >&2
  exit 1
}

say() { # what the next step does, with the seconds since the start
  printf '%4d s  %s\n' "$SECONDS" "$1"
}

kubectl() { # always this cluster, whatever the current context is
  command kubectl --context "$profile" "$@"
}

up_already() {
  kubectl -n tallyman get deployment tallyman-ui >/dev/null 2>&1 || fail "Tallyman is not in this cluster: task up"
}

stop_port_forward() {
  local pid
  pid=$(cat target/port-forward.pid 2>/dev/null) || return 0
  rm -f target/port-forward.pid
  case $(ps -o args= -p "$pid" 2>/dev/null) in *port-forward.sh*) kill "$pid" ;; esac
}
