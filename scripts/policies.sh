#!/usr/bin/env bash
# Whether the admission policies hold: a Job of the template is let through for the UI's account, one that differs is refused. Nothing is
# made. Exit 0 when they do, 1 with the cure when not.      usage: scripts/policies.sh [NAMESPACE]
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
namespace=${1:-tallyman}

made() { # NAME [sed script]: what the API server says to a Job that it is not to keep
  kubectl -n "$namespace" create job "$1" --from=cronjob/tallyman-sweep --dry-run=client -o json | sed "${2-}" |
    kubectl -n "$namespace" create --dry-run=server "--as=system:serviceaccount:$namespace:tallyman-ui" -f - 2>&1
}

right=$(made as-it-is) || case $right in
*tallyman-jobs*) fail "POLICIES: they refuse the Jobs of Git. Apply gitops/argocd with anchor.yaml, then restart the API server: $right" ;;
*) fail "POLICIES: not tried, $right" ;;
esac
if wrong=$(made differs 's/"backoffLimit": [0-9]*/"backoffLimit": 99/'); then
  fail "POLICIES: THEY DO NOT HOLD, whoever has the page has the namespace. kubectl apply --server-side -k gitops/argocd"
elif [[ $wrong != *tallyman-jobs* ]]; then
  fail "POLICIES: not tried, $wrong"
fi
echo "Policies hold: the page starts what Git describes, and nothing else."
