#!/bin/sh
# Brings Lighthouse from the npm registry into .venv/lighthouse, checked by hash; only make bench-pages needs it.
set -eu
cd "$(dirname "$0")/.."
command -v npm >/dev/null 2>&1 || { echo "Lighthouse needs Node.js 18.20 or newer with npm; install it and try again." >&2; exit 2; }
[ -x .venv/lighthouse/node_modules/.bin/lighthouse ] && cmp -s scripts/lighthouse/package-lock.json .venv/lighthouse/package-lock.json && exit
mkdir -p .venv/lighthouse
cp scripts/lighthouse/package.json scripts/lighthouse/package-lock.json .venv/lighthouse/
cd .venv/lighthouse
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
