#!/usr/bin/env bash
# Tallyman on minikube through Argo CD. Every step looks first and does only what is missing, so run it again after each change.
# With AUTH=oidc people sign in, at an issuer with four people that comes with it.
# shellcheck source=cluster.sh
. "$(dirname "$(readlink -f "$0")")/cluster.sh"
argo=v3.2.11
auth=${AUTH-}
git_server="ext::kubectl --context $profile exec -i -n gitops deploy/git -- %S /srv/git/app.git"

cluster() {
  for tool in git kubectl minikube; do
    command -v "$tool" >/dev/null || fail "$tool is missing: https://minikube.sigs.k8s.io/docs/start/ tells how to get it"
  done
  if minikube status -p "$profile" >/dev/null 2>&1; then
    say "minikube runs"
  elif [ "${MINIKUBE_HOME-}" = "${MINIKUBE_STATE:-/var/lib/minikube-machine}/home" ]; then
    say "starting minikube from $cache"
    mkdir -p target
    offline-cluster/minikube-machine start >target/minikube.log 2>&1 || fail "minikube did not start: $(tail -n 20 target/minikube.log)"
  else
    say "starting minikube"
    minikube start -p "$profile" --container-runtime=containerd >/dev/null
  fi
}

images() {
  say "building the images"
  local name tag tar present
  built=$(scripts/images.sh)
  present=$(minikube image ls -p "$profile")
  while read -r name tag tar; do
    if grep -q "$name:$tag" <<<"$present"; then
      say "$name has not changed"
    else
      say "loading $name, ${tag:0:12}"
      minikube image load -p "$profile" "$tar"
    fi
  done <<<"$built"
}

argocd() {
  if kubectl -n argocd get deployment argocd-repo-server >/dev/null 2>&1; then
    say "Argo CD is there"
    return
  fi
  local manifest=https://raw.githubusercontent.com/argoproj/argo-cd/$argo/manifests/core-install.yaml
  if [ -f "$cache/images/argocd.tar" ]; then
    say "installing Argo CD $argo from $cache"
    manifest=$cache/manifests/argocd-core.yaml
    minikube image load -p "$profile" "$cache/images/argocd.tar"
    minikube image load -p "$profile" "$cache/images/redis.tar"
  else
    say "installing Argo CD $argo"
  fi
  kubectl create namespace argocd --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  kubectl label namespace argocd tallyman.dev/installed-by=task-up >/dev/null
  kubectl apply -n argocd --server-side --force-conflicts -f "$manifest" >/dev/null
  kubectl -n argocd scale deployment/argocd-applicationset-controller --replicas=0 >/dev/null # not used here
  kubectl -n argocd rollout status deployment/argocd-repo-server --timeout=300s >/dev/null
  kubectl -n argocd rollout status statefulset/argocd-application-controller --timeout=300s >/dev/null
}

issuer() { # for AUTH=oidc: its image, and the secret that it and the page share
  [ "$auth" = oidc ] || return 0
  offline-cluster/build issuer
  minikube image load -p "$profile" "$cache/images/issuer.tar"
  kubectl create namespace tallyman --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  kubectl -n tallyman get secret tallyman-oidc >/dev/null 2>&1 ||
    kubectl -n tallyman create secret generic tallyman-oidc --from-literal=client-id=tallyman \
      --from-literal=client-secret="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" >/dev/null
}

kustomized_auth() { # gitops/overlays/minikube/auth/kustomization.yaml
  sed '/^components:/d' gitops/overlays/minikube/auth/kustomization.yaml
  if [ "$auth" = oidc ]; then
    echo "components: [../../../components/oidc, ../../../components/test-issuer]"
  else
    echo "components: [../../../components/anyone]"
  fi
}

kustomized_images() { # gitops/overlays/minikube/images/kustomization.yaml with what has just been loaded
  sed '/^images:/q' gitops/overlays/minikube/images/kustomization.yaml
  while read -r name tag _; do
    echo "- {name: $name, newName: docker.io/$name, newTag: \"$tag\"}"
  done <<<"$built"
}

snapshot() { # pushes the working tree as it is, with the images' digests, onto what the cluster's Git has
  kubectl apply --server-side --force-conflicts --field-manager=tallyman-bootstrap -f gitops/local/git-server.yaml >/dev/null
  kubectl -n gitops rollout status deployment/git --timeout=180s >/dev/null
  local tree file=gitops/overlays/minikube/images/kustomization.yaml old=()
  GIT_INDEX_FILE=$(mktemp -u)
  export GIT_INDEX_FILE GIT_AUTHOR_NAME="task up" GIT_AUTHOR_EMAIL=task@localhost GIT_COMMITTER_NAME="task up" GIT_COMMITTER_EMAIL=task@localhost
  git read-tree HEAD
  git add -A
  git update-index --add --cacheinfo "100644,$(kustomized_images | git hash-object -w --stdin),$file" \
    --cacheinfo "100644,$(kustomized_auth | git hash-object -w --stdin),gitops/overlays/minikube/auth/kustomization.yaml"
  tree=$(git write-tree)
  rm -f "$GIT_INDEX_FILE"
  unset GIT_INDEX_FILE
  if git -c protocol.ext.allow=always fetch -q "$git_server" main 2>/dev/null; then
    old=(-p FETCH_HEAD)
    if [ "$(git rev-parse "FETCH_HEAD^{tree}")" = "$tree" ]; then
      commit=$(git rev-parse FETCH_HEAD)
      say "the cluster's Git has this working tree, ${commit:0:12}"
      return
    fi
  fi
  commit=$(git commit-tree "$tree" ${old[@]+"${old[@]}"} -m "Working tree on $(git log -1 --format='%h %s')")
  say "pushing the working tree to the cluster's Git, ${commit:0:12}"
  git -c protocol.ext.allow=always push -q "$git_server" "$commit:refs/heads/main"
}

application() {
  kubectl apply --server-side --force-conflicts --field-manager=tallyman-bootstrap -k gitops/local >/dev/null 2>&1 ||
    kubectl apply --server-side --force-conflicts --field-manager=tallyman-bootstrap -k gitops/local
  look_again
  say "waiting for Argo CD: Synced and Healthy"
  local begun=$SECONDS
  until kubectl -n argocd wait application/tallyman --for="jsonpath={.status.sync.revision}=$commit" --timeout=10s >/dev/null 2>&1; do
    [ $((SECONDS - begun)) -lt 240 ] || why_not
    look_again # what it could not compare, because a part of it was not up yet, it would look at again minutes later
  done
  { kubectl -n argocd wait application/tallyman --for=jsonpath='{.status.sync.status}'=Synced --timeout=240s &&
    kubectl -n tallyman rollout status deployment/tallyman-ui --timeout=240s &&
    kubectl -n argocd wait application/tallyman --for=jsonpath='{.status.health.status}'=Healthy --timeout=120s; } >/dev/null 2>&1 || why_not
}

look_again() {
  kubectl -n argocd annotate application tallyman argocd.argoproj.io/refresh=normal --overwrite >/dev/null
}

why_not() {
  kubectl -n argocd get application tallyman -o jsonpath='{range .status.conditions[*]}{.type}: {.message}{"\n"}{end}{.status.operationState.message}{"\n"}' >&2
  kubectl -n tallyman get pods >&2
  kubectl -n tallyman get events --field-selector type=Warning --sort-by=.lastTimestamp 2>/dev/null | tail -n 5 >&2
  fail "the Application is not Synced and Healthy; what stood before goes on serving. task status and task logs tell more"
}

page() {
  local port=8080 more=()
  [ "$auth" != oidc ] || more=(5556) # under the very address that the page knows
  if ! curl -fsS -o /dev/null --max-time 5 "$(cat target/address 2>/dev/null)" 2>/dev/null ||
    { [ "$auth" = oidc ] && ! curl -fsS -o /dev/null --max-time 5 http://127.0.0.1:5556/.well-known/openid-configuration 2>/dev/null; }; then
    stop_port_forward
    mkdir -p target
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
      [ "$auth" != oidc ] || fail "AUTH=oidc needs the ports 8080 and 5556 of this machine, and something else has $port"
      port=$((port + 1))
    done
    nohup scripts/port-forward.sh "$port" ${more[@]+"${more[@]}"} >target/port-forward.log 2>&1 </dev/null &
    echo $! >target/port-forward.pid
    echo "http://127.0.0.1:$port/" >target/address
    for _ in $(seq 100); do
      ! curl -fsS -o /dev/null --max-time 5 "$(cat target/address)" 2>/dev/null || break
      sleep 0.2
    done
  fi
  say "$(cat target/address)"
}

case $auth in '' | none | oidc) ;; *) fail "AUTH=$auth is not known here; it can be oidc, or nothing" ;; esac
cluster
images
argocd
issuer
snapshot
application
page
[ "$auth" != oidc ] || say "sign in as vera, conrad, olga or ada; each one's password is their name"
