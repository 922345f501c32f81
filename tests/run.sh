#!/usr/bin/env bash
# Everything that must pass, in order; `--all` adds the long proofs. $PYTHON is the project's interpreter.
set -u
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-.venv/bin/python}
chosen=(-m "not slow")
[ "${1:-}" = "--all" ] && chosen=()

check() { # NAME COMMAND…: one line, and the output only where it fails
  local name=$1 out
  shift
  echo "  · $name"
  out=$("$@" 2>&1) && return 0
  printf '%s\n' "$out" | tail -n 60
  echo "failed: $name"
  exit 1
}

find_browser() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" && return 0
  done
  return 1
}

install_browser() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "  · installing Debian's chromium"
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1
}

validate() {
  RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 "$PYTHON" -W ignore -m rasa data validate \
    --domain bot/domain --data data/nlu data/rules --config config.yml
}

check "lint" "$PYTHON" -m ruff check .
check "format" "$PYTHON" -m ruff format --check .
check "types" "$PYTHON" -m mypy
check "Rasa's own validation" validate

if browser=$(find_browser) || { install_browser && browser=$(find_browser); }; then
  export CHROMIUM=$browser
elif [ "${CURTAIN_LINE_BROWSER:-}" = required ]; then
  echo "The browser tests are required and there is no Chromium: install the package chromium, or set CHROMIUM."
  exit 1
else
  echo "  ! NO BROWSER: the browser tests are SKIPPED. Install chromium, or set CHROMIUM to one, to run them."
  chosen=(-m "not browser${chosen:+ and not slow}")
fi

echo "  · tests"
exec "$PYTHON" -m pytest "${chosen[@]}" -q
