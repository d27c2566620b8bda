#!/usr/bin/env bash
# Takes out of minikube what `task up` put there, the volume with its files included. minikube itself stays.
# usage: scripts/down.sh                   asks before it deletes files
#        scripts/down.sh --delete-files    does not ask
#        scripts/down.sh port-forward      ends only the port-forward
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
case ${1-} in
port-forward | --delete-files) ;;
'') # nothing but a person at a terminal answers
  read -r -p "This deletes the volume of the cluster's intake with every file on it. Go on? [y/N] " answer || true
  [[ ${answer-} == [yY]* ]] || fail "nothing was deleted (--delete-files does it without asking)"
  ;;
*) fail "usage: scripts/down.sh [--delete-files | port-forward]" ;;
esac
stop_port_forward
rm -f target/address
[ "${1-}" != port-forward ] || exit 0
say "removing the Application and what it deployed"
takes_all='{"metadata":{"finalizers":["resources-finalizer.argocd.argoproj.io"]}}'
kubectl -n argocd patch application tallyman --type=merge -p "$takes_all" >/dev/null 2>&1 || true # it may be gone
kubectl -n argocd delete application tallyman --ignore-not-found --timeout=120s >/dev/null
say "removing the namespaces tallyman and gitops, with their volumes"
kubectl delete namespace tallyman gitops --ignore-not-found --timeout=180s >/dev/null
say "removing the policies and priorities; gitops/argocd/anchor.yaml says why one of them stays"
kubectl delete -f gitops/argocd/policies.yaml -f gitops/argocd/priorities.yaml --ignore-not-found >/dev/null
if [ "$(kubectl get namespace argocd -o 'jsonpath={.metadata.labels.tallyman\.dev/installed-by}' 2>/dev/null)" = task-up ]; then
  say "removing Argo CD"
  kubectl delete namespace argocd --timeout=180s >/dev/null
  kubectl delete crd,clusterrole,clusterrolebinding -l app.kubernetes.io/part-of=argocd --ignore-not-found >/dev/null
else
  kubectl -n argocd delete appproject tallyman --ignore-not-found >/dev/null 2>&1 || true
fi
say "done; minikube itself runs on (minikube delete removes it)"
