# shellcheck shell=bash disable=SC2034
# Sourced by the scripts beside it: the versions, and where everything that they build lies.
KUBE=1.34.4 MINIKUBE=1.38.1 ARGO=3.2.11 KUSTOMIZE=5.8.1 COREDNS=1.14.7 LOCAL_PATH=0.0.30
CACHE=${OFFLINE_CACHE:-$HOME/.cache/offline-kubernetes}
export K3S_IMAGE=${K3S_IMAGE:-localhost/upstream-kubernetes-for-k3scontainer:$KUBE}

packages() { # NAME...: installs what is missing of Debian's packages
  local missing=()
  for p in "$@"; do dpkg -s "$p" >/dev/null 2>&1 || missing+=("$p"); done
  [ ${#missing[@]} -eq 0 ] && return
  apt-get update -qq || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

debian() { # OUT.tar VARIANT PACKAGES [mmdebstrap arguments]: a root file system of Debian 12
  local out=$1 variant=$2 include=$3
  shift 3
  mmdebstrap --quiet --variant="$variant" --include="$include" --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' "$@" bookworm "$out.part.tar"
  mv "$out.part.tar" "$out"
}
