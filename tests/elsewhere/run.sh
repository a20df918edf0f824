#!/usr/bin/env bash
# Does a record open in other programs? Makes one with the program given, from `testdata/`, and
# compares every value of every table with what DuckDB and Polars read:
#   tests/elsewhere/run.sh target/debug/rapporteur
# Needs Python 3.9 or newer with venv and pip, which installs `requirements.txt` beside the program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${1:?usage: run.sh PROGRAM}")
venv=$(dirname "$program")/../elsewhere-venv

fail() {
    echo "tests/elsewhere: $1" >&2
    exit 1
}

command -v python3 >/dev/null || fail "needs python3, which is not here"
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv" || fail "python3 has no venv (Debian and Ubuntu: package python3-venv)"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" ||
        fail "pip could not install $here/requirements.txt"
    cp "$here/requirements.txt" "$venv/"
fi
exec "$venv/bin/python" "$here/compare.py" "$program" "$here/../.."
