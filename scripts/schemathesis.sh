#!/bin/sh
# Holds a server on a fresh intake against its own description: schemathesis.sh [SECONDS], 120 by default.
# Needs schemathesis 4 (pip install schemathesis), on the PATH or named by SCHEMATHESIS; without it nothing is tried.
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
seconds=${1:-120} port=$(free) health=$(free)

"$root/tallyman" serve --data "$work/data" --port "$port" --health-port "$health" >"$work/log" 2>&1 &
server=$!
until curl -sf -o "$work/ready" "http://127.0.0.1:$health/health/ready"; do
  kill -0 "$server" || { cat "$work/log"; exit 1; }
  sleep 1
done
for name in a.txt folder/b.csv folder/sub/c.json; do
  curl -sf -o "$work/answer" -X PUT --data-binary "$name" "http://127.0.0.1:$port/api/v1/files/by-path/$name"
done

cd "$work" # it keeps what it found beside where it runs

# A stream of events has no end to wait for.
"$tool" --config-file "$root/scripts/schemathesis.toml" run "http://127.0.0.1:$port/openapi.yaml" \
  --max-time "$seconds" --continue-on-failure --request-timeout 30 --exclude-path /api/v1/events --no-color || status=$?
! grep -E ' (SEVERE|ERROR) ' "$work/log" || status=1
exit "${status:-0}"
