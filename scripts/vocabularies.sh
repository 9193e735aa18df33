#!/bin/sh
# Makes .venv/vocabularies, where the libraries live that read the release's metadata in the tests: vocabularies.sh PYTHON
# They stay out of .venv because one of them, PyICU, is compiled against ICU's headers, which not every machine has.
set -eu
python=$1
place=.venv/vocabularies
have_headers() { command -v pkg-config >/dev/null && pkg-config --exists icu-i18n && command -v c++ >/dev/null; }
if ! have_headers && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ICU's headers and a compiler for the tests of the metadata ..."
    { apt-get update && apt-get install --yes --no-install-recommends libicu-dev pkg-config g++; } >/dev/null 2>&1 || true
fi
if have_headers; then
    echo "Installing the packages of requirements-vocabularies.lock ..."
    [ -x "$place/bin/python" ] || "$python" -m venv "$place"
    "$place/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-vocabularies.lock
    "$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        -r requirements-dcat-shapes.lock
    exit 0
fi
echo "The tests of FollowTheMoney, Croissant, CSVW and DCAT are left out: ICU's headers, pkg-config or a C++ compiler are" >&2
echo "missing. Install them (Debian: apt-get install libicu-dev pkg-config g++) and run: make vocabularies" >&2
[ -z "${CI:-}" ] # there they must not be left out
