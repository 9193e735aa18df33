#!/bin/sh
# Makes .venv and installs what a lock file names, each file checked against its hash: setup.sh PYTHON LOCK
set -eu
python=$1
lock=$2
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2
    exit 2
}
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing the packages of $lock ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
