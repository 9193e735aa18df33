#!/bin/sh
# Runs the tests of Datasette's pages against an alpha of Datasette 1.0 and lists what breaks; nothing has to pass.
# It has an environment of its own over the project's, so that the project's Datasette stays as it is.
set -eu
VERSION=1.0a41
PYTHON=.venv/bin/python
FOLDER="$PWD/.venv/datasette-1"
RESULT=build/datasette-1.txt

"$PYTHON" -m pip install --quiet --disable-pip-version-check --upgrade --target "$FOLDER" "datasette==$VERSION"
mkdir -p build
# Bounded, so that an answer that never comes does not hold up the list.
PYTHONPATH="$FOLDER:$PWD/scripts" timeout 1800 "$PYTHON" -m pytest -q --tb=line -m "not deep" \
	-p no:cacheprovider tests/datasette_app tests/server/test_application.py "$@" >"$RESULT" 2>&1 || true
echo "Datasette $VERSION, by file:"
sed -n -E 's/^(FAILED|ERROR) ([^:[ ]+).*/\1 \2/p' "$RESULT" | sort | uniq -c
tail -n 1 "$RESULT"
echo "Each test and its reason: $RESULT"
