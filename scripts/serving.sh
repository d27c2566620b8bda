# shellcheck shell=sh
# A server on a fresh intake with three files, for the scripts that hold it against something. Sourced; gives
# $root, $work (a folder that goes at the end), $port, and serve FLAGS… and fill CURL_FLAGS… to start and to fill it.

root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" && wait "$server" || :; fi; rm -rf "$work"' EXIT

free() { # a port that nobody listens on
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
port=$(free) health=$(free)

serve() {
  "$root/tallyman" serve --data "$work/data" --port "$port" --health-port "$health" "$@" >"$work/log" 2>&1 &
  server=$!
  until curl -sf -o "$work/ready" "http://127.0.0.1:$health/health/ready"; do
    kill -0 "$server" || { cat "$work/log"; exit 1; }
    sleep 1
  done
}

fill() {
  for name in a.txt folder/b.csv folder/sub/c.json; do
    curl -sf -o "$work/answer" -X PUT --data-binary "$name" "http://127.0.0.1:$port/api/v1/files/by-path/$name" "$@"
  done
}
