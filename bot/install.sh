#!/usr/bin/env bash
# Makes .venv with Python 3.10 and the locked, hash-checked packages; extra arguments go to `uv sync`.
set -eu
cd "$(dirname "$0")/.."

stop() { echo "$1" >&2; exit 2; }

python=""
for candidate in python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python3.10; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || stop "Curtain Line needs Python 3.10, and there is none on the path or in pyenv. Install one (pyenv install 3.10, or your system's python3.10 with its venv module) and try again."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
run() {
  if ! "$@" >"$log" 2>&1; then
    grep -q "No space left" "$log" && stop "The disk is full: the packages need about 3 GB."
    tail -n 15 "$log" >&2
    stop "Installing failed at: $*"
  fi
}

if ! .venv/bin/python -c '' 2>/dev/null; then
  echo "  · making a virtual environment"
  run "$python" -m venv --clear .venv
fi
if [ ! -x .venv/bin/uv ]; then
  echo "  · installing uv into it"
  run .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(cat bot/uv.version)"
fi
echo "  · installing the locked packages (the first time this takes a few minutes)"
run env VIRTUAL_ENV="$PWD/.venv" .venv/bin/uv sync --frozen --inexact --no-default-groups "$@"
