#!/bin/sh
# Finds a Chromium for the browser tests, or installs one, and notes its path in .venv/browser.
set -eu
found() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
path=$(found)
if [ -z "$path" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests ..."
    { apt-get update && apt-get install --yes --no-install-recommends chromium; } >/dev/null 2>&1 || true
    path=$(found)
fi
if [ -z "$path" ]; then
    echo "Fetching Chromium for the browser tests ..."
    .venv/bin/playwright install chromium
fi
printf '%s\n' "$path" >.venv/browser
