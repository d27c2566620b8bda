#!/usr/bin/env bash
# One run from a CronJob's template, as the page starts them, and its log.      usage: scripts/run-now.sh sweep | report | housekeeping
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
up_already
job=tallyman-$1-by-hand-$(date +%s)
kubectl -n tallyman create job "$job" --from="cronjob/tallyman-$1"
ended() { kubectl -n tallyman get job "$job" -o jsonpath='{.status.conditions[?(@.status=="True")].type}'; }
until kubectl -n tallyman logs -f "job/$job" 2>/dev/null || grep -q 'Complete\|Failed' <<<"$(ended)"; do sleep 0.5; done
until grep -q 'Complete\|Failed' <<<"$(ended)"; do sleep 0.5; done
grep -q Complete <<<"$(ended)" || fail "$job failed"
