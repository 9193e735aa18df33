#!/bin/sh
# Brings what the tests of Spark need: a Java runtime, and the packages of requirements-spark.lock in .venv/spark.
set -eu
if ! command -v java >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing a Java runtime ..."
        { apt-get update && apt-get install --yes --no-install-recommends default-jre-headless; } >/dev/null
    else
        echo "Spark needs a Java runtime of version 17 or newer; install one, such as openjdk-17-jre-headless" >&2
        exit 2
    fi
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade --no-deps \
    --target .venv/spark -r requirements-spark.lock
