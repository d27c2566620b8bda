#!/usr/bin/env bash
# The log of the UI and of the last runs' Pods. Logs of runs stay on the volume and on the page, these go with their Pods.
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
up_already
kubectl -n tallyman logs deployment/tallyman-ui --tail=100 --prefix
kubectl -n tallyman logs -l app.kubernetes.io/component=job --tail=30 --prefix --ignore-errors
