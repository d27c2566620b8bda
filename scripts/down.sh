#!/usr/bin/env bash
# Takes out of minikube what `task up` put there, the volume with its files included. minikube itself stays.
# usage: scripts/down.sh [port-forward]      the one argument ends only the port-forward
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
stop_port_forward
rm -f target/address
[ "${1-}" != port-forward ] || exit 0
say "removing the Application and what it deployed"
kubectl -n argocd delete application tallyman --ignore-not-found --timeout=120s >/dev/null
say "removing the namespaces tallyman and gitops, with their volumes"
kubectl delete namespace tallyman gitops --ignore-not-found --timeout=180s >/dev/null
# The admission policies stay. They bind nothing where no namespace has the label; but an API server that has seen them go and come
# again does not find their parameters any more, and refuses every Job until it is restarted.
if [ "$(kubectl get namespace argocd -o 'jsonpath={.metadata.labels.tallyman\.dev/installed-by}' 2>/dev/null)" = task-up ]; then
  say "removing Argo CD"
  kubectl delete namespace argocd --timeout=180s >/dev/null
  kubectl delete crd,clusterrole,clusterrolebinding -l app.kubernetes.io/part-of=argocd --ignore-not-found >/dev/null
else
  kubectl -n argocd delete appproject tallyman --ignore-not-found >/dev/null 2>&1 || true
fi
say "done; minikube itself runs on (minikube delete removes it)"
