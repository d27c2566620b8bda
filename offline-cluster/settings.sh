# shellcheck shell=bash disable=SC2034
# Sourced by the scripts beside it: the versions, and where everything that they build lies.
KUBE=1.34.4 MINIKUBE=1.38.1 ARGO=3.2.11 KUSTOMIZE=5.8.1 COREDNS=1.14.7 LOCAL_PATH=0.0.30 PROMETHEUS=0.310.0 GATEWAY=1.5.1 OPERATOR=0.90.1 OAUTH2_PROXY=7.15.6
CACHE=${OFFLINE_CACHE:-$HOME/.cache/offline-kubernetes}
export K3S_IMAGE=${K3S_IMAGE:-localhost/upstream-kubernetes-for-k3scontainer:$KUBE}
export GOFLAGS="-buildvcs=false ${GOFLAGS-}"
GO_AT_LEAST=1.25.5 GO=1.26.8 GO_SHA256=30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7

retry() { # COMMAND...: networks fail now and then
  local pause
  for pause in 5 20 60; do
    "$@" && return
    echo "failed, again in $pause s: $*" >&2
    sleep "$pause"
  done
  "$@"
}

go() { # the machine's own if it is new enough, else the one that the module proxy serves
  golang && command go "$@"
}

golang() {
  local folder zip=$CACHE/go.zip
  for folder in "$(dirname "$(type -P go || echo /usr/bin/go)")" /usr/local/go/bin "$CACHE/go/bin"; do
    if [ -x "$folder/go" ] && printf '%s\n' "go$GO_AT_LEAST" "$(GOTOOLCHAIN=local "$folder/go" env GOVERSION)" | sort -CV; then
      PATH=$folder:$PATH
      return
    fi
  done
  packages curl ca-certificates python3 &&
    retry curl -fsSL --max-time 600 --create-dirs -o "$zip" "$(proxy)/golang.org/toolchain/@v/v0.0.1-go$GO.linux-amd64.zip" &&
    sha256sum -c --quiet <<<"$GO_SHA256  $zip" &&
    rm -rf "$CACHE/go" "$CACHE/golang.org" &&
    python3 -m zipfile -e "$zip" "$CACHE" &&
    chmod +x "$CACHE"/golang.org/*/bin/* "$CACHE"/golang.org/*/pkg/tool/*/* &&
    mv "$CACHE"/golang.org/* "$CACHE/go" &&
    rm -r "$zip" "$CACHE/golang.org" &&
    PATH=$CACHE/go/bin:$PATH
}

proxy() { # the first proxy for Go modules
  local proxies=${GOPROXY:-https://proxy.golang.org}
  echo "${proxies%%[,|]*}"
}

packages() { # NAME...: installs what is missing of Debian's packages
  local name missing=() sudo=()
  for name in "$@"; do dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  retry "${sudo[@]}" apt-get update -qq || true
  retry "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

debian() { # OUT.tar VARIANT PACKAGES [mmdebstrap arguments]: a root file system of Debian 12
  local out=$1 variant=$2 include=$3
  shift 3
  retry mmdebstrap --quiet --variant="$variant" --include="$include" --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' "$@" bookworm "$out.part.tar"
  mv "$out.part.tar" "$out"
}
