#!/usr/bin/env bash
# What Argo CD says, what runs, and where the page is.
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
up_already
kubectl -n argocd get application tallyman -o custom-columns='APPLICATION:.metadata.name,SYNC:.status.sync.status,HEALTH:.status.health.status,REVISION:.status.sync.revision'
kubectl -n argocd get application tallyman -o jsonpath='{range .status.conditions[*]}{.type}: {.message}{"\n"}{end}'
kubectl -n tallyman get deployment tallyman-ui -o jsonpath='{range .status.conditions[?(@.status=="False")]}{.type} is false: {.message}{"\n"}{end}'
echo
scripts/policies.sh || true
kubectl -n tallyman get deployment,cronjob,job,pod,pvc
echo
cat target/address 2>/dev/null || echo "no port-forward: task up opens one"
