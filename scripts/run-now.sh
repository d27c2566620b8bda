#!/usr/bin/env bash
# One run from a CronJob's template, as the page starts them, and its log.      usage: scripts/run-now.sh sweep | report | housekeeping
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
up_already
job=tallyman-$1-by-hand-$(date +%s)
kubectl -n tallyman create job "$job" --from="cronjob/tallyman-$1"
kubectl -n tallyman wait "job/$job" --for=jsonpath='{.status.ready}'=1 --timeout=60s >/dev/null 2>&1 || true # it may be over before it is seen
kubectl -n tallyman logs -f "job/$job" --pod-running-timeout=120s
kubectl -n tallyman wait "job/$job" --for=condition=Complete --timeout=60s
