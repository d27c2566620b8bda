#!/bin/sh
# Holds a server against its own description as each role at once, and its answers against the table of what each may:
# schemathesis-roles.sh [SECONDS [ROLE…]], 600 for each by default. Needs what schemathesis.sh needs.
set -eu

root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
tool=${SCHEMATHESIS:-schemathesis}
command -v "$tool" >/dev/null || { echo "schemathesis is not installed: skipped"; exit 0; }

work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" && wait "$server" || :; fi; rm -rf "$work"' EXIT

free() { # a port that nobody listens on
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
seconds=${1:-600} port=$(free) health=$(free)
[ $# -eq 0 ] || shift
roles=${*:-none viewer contributor editor operator admin}

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
"$root/tallyman" serve --data "$work/data" --port "$port" --health-port "$health" --rules "$work/rules.yaml" \
  --auth proxy --trusted-proxy 127.0.0.1 --proxy-secret-file "$work/secret" >"$work/log" 2>&1 &
server=$!
until curl -sf -o "$work/ready" "http://127.0.0.1:$health/health/ready"; do
  kill -0 "$server" || { cat "$work/log"; exit 1; }
  sleep 1
done
for name in a.txt folder/b.csv folder/sub/c.json; do
  curl -sf -o "$work/answer" -X PUT --data-binary "$name" "http://127.0.0.1:$port/api/v1/files/by-path/$name" \
    -H 'X-Proxy-Secret: 0123456789abcdef' -H 'X-Forwarded-User: ada' -H 'X-Forwarded-Groups: admin'
done

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
