#!/bin/sh
# Finds nginx, and whatever else is named, for the tests and benchmarks of the public server, or installs it: nginx.sh [wrk]
set -eu
PATH=$PATH:/usr/sbin
missing=
for program in nginx "$@"; do
    command -v "$program" >/dev/null || missing="$missing $program"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Not installed:$missing; what needs it is left out. On Debian: apt-get install$missing" >&2
    exit 0
fi
echo "Installing$missing ..."
# Debian starts what it installs; this tells it not to, because only the tests are to start it.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
fi
apt-get update >/dev/null
# shellcheck disable=SC2086
apt-get install --yes --no-install-recommends $missing >/dev/null
