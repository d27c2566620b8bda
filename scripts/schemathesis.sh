#!/bin/sh
# Holds a server on a fresh intake against its own description: schemathesis.sh [SECONDS], 120 by default.
# Needs schemathesis 4 (pip install schemathesis), on the PATH or named by SCHEMATHESIS; without it nothing is tried.
set -eu

tool=${SCHEMATHESIS:-schemathesis}
command -v "$tool" >/dev/null || { echo "schemathesis is not installed: skipped"; exit 0; }
seconds=${1:-120}

# shellcheck source=serving.sh
. "$(dirname -- "$(readlink -f -- "$0")")/serving.sh"
serve --auth none
# shellcheck disable=SC2119 # it needs no flags here
fill

cd "$work" # it keeps what it found beside where it runs

# A stream of events has no end to wait for.
SCHEMATHESIS_HOOKS=schemathesis_tus PYTHONPATH="$root/scripts" PYTHONDONTWRITEBYTECODE=1 \
  "$tool" --config-file "$root/scripts/schemathesis.toml" run "http://127.0.0.1:$port/openapi.yaml" \
  --max-time "$seconds" --continue-on-failure --request-timeout 30 --exclude-path /api/v1/events --no-color || status=$?
! grep -E ' (SEVERE|ERROR) ' "$work/log" || status=1
exit "${status:-0}"
