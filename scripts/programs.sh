#!/bin/sh
# Installs, as root on Debian, what the deep tests need: R and LibreOffice to open the release, faketime to skew the clock.
set -eu
missing() { ! command -v Rscript >/dev/null || ! command -v soffice >/dev/null || ! command -v faketime >/dev/null; }
missing || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing R, LibreOffice and faketime for the deep tests ..."
    { apt-get update && apt-get install --yes --no-install-recommends r-base-core libreoffice-calc faketime; } >/dev/null 2>&1 || true
fi
missing || exit 0
echo "R, LibreOffice or faketime is missing, so the tests that need it are left out." >&2
echo "Install them (Debian: apt-get install r-base-core libreoffice-calc faketime) and run this again." >&2
[ -z "${CI:-}" ] # there they must not be left out
