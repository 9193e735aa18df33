#!/bin/sh
# Installs, as root on Debian, the programs in which the deep tests open the release: R and LibreOffice.
set -eu
missing() { ! command -v Rscript >/dev/null || ! command -v soffice >/dev/null; }
missing || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing R and LibreOffice for the deep tests ..."
    { apt-get update && apt-get install --yes --no-install-recommends r-base-core libreoffice-calc; } >/dev/null 2>&1 || true
fi
missing || exit 0
echo "R or LibreOffice is missing, so the tests that open the release in them are left out." >&2
echo "Install them (Debian: apt-get install r-base-core libreoffice-calc) and run this again." >&2
[ -z "${CI:-}" ] # there they must not be left out
