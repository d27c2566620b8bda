#!/bin/sh
# Holds a server against its own description as each role at once, and its answers against the table of what each may:
# schemathesis-roles.sh [SECONDS [ROLE…]], 600 for each by default. Needs what schemathesis.sh needs.
set -eu

tool=${SCHEMATHESIS:-schemathesis}
command -v "$tool" >/dev/null || { echo "schemathesis is not installed: skipped"; exit 0; }
seconds=${1:-600}
[ $# -eq 0 ] || shift
roles=${*:-none viewer contributor editor operator admin}

# shellcheck source=serving.sh
. "$(dirname -- "$(readlink -f -- "$0")")/serving.sh"
echo 0123456789abcdef >"$work/secret"
cat >"$work/rules.yaml" <<END
access:
  groups:
    viewer: {"/": viewer}
    contributor: {"/": contributor}
    editor: {"/": editor}
    operator: {"/": operator}
    admin: {"/": admin}
END
serve --rules "$work/rules.yaml" --auth proxy --trusted-proxy 127.0.0.1 --proxy-secret-file "$work/secret"
fill -H 'X-Proxy-Secret: 0123456789abcdef' -H 'X-Forwarded-User: ada' -H 'X-Forwarded-Groups: admin'

# Whoever may not is refused whatever is sent.
sed 's/\["2xx", "3xx", 400,/["2xx", "3xx", 400, 401, 403,/' "$root/scripts/schemathesis.toml" >"$work/schemathesis.toml"
grep -q '401, 403' "$work/schemathesis.toml"

as() { # a role: what schemathesis says of it, into a file of its own
  mkdir "$work/$1"
  cd "$work/$1" # it keeps what it found beside where it runs
  export TALLYMAN_ROLE="$1" TALLYMAN_NEEDS="$root/helidon-ui/src/main/java/dev/tallyman/ui/access/Needs.java"
  # A stream of events has no end to wait for.
  SCHEMATHESIS_HOOKS=schemathesis_roles PYTHONPATH="$root/scripts" PYTHONDONTWRITEBYTECODE=1 \
    "$tool" --config-file "$work/schemathesis.toml" run "http://127.0.0.1:$port/openapi.yaml" \
    -H 'X-Proxy-Secret: 0123456789abcdef' -H "X-Forwarded-User: $1" -H "X-Forwarded-Groups: $1" \
    --max-time "$seconds" --continue-on-failure --request-timeout 60 --exclude-path /api/v1/events --no-color \
    >"$work/$1.txt" 2>&1
}

running=
for role in $roles; do
  (as "$role") &
  running="$running $role=$!"
done
for one in $running; do
  wait "${one#*=}" || status=1
  echo "== as ${one%=*}"
  cat "$work/${one%=*}.txt"
done
! grep -E ' (SEVERE|ERROR) ' "$work/log" || status=1
exit "${status:-0}"
