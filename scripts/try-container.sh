#!/bin/sh
# Builds the container, starts it, asks for its health and one page of each kind, and stops it again: try-container.sh IMAGE
# With Docker or Podman where they run. Elsewhere, as root on Debian, with the distribution's own buildah, which needs no
# daemon and no registry: the base image is bootstrapped from Debian's packages, and commands run in a chroot.
# BUILD_OPTIONS goes to the build, such as a volume with the certificates of a proxy (buildah gets this machine's anyway);
# SITE_URL says where it will be.
set -eu
image=$1
address=${SITE_URL:-http://127.0.0.1:8080/}
port=8090

ask() {
    for _ in $(seq 120); do
        curl --silent --fail "http://127.0.0.1:$port/health" >/dev/null && break
        sleep 1
    done
    for page in /health / /vessels/ /downloads/SHA256SUMS /data/ /data/vostochny/port_calls /data/vostochny/port_calls.csv; do
        curl --silent --show-error --fail --output /dev/null "http://127.0.0.1:$port$page" || return 1
        echo "$page answers."
    done
}

if curl --silent --output /dev/null "http://127.0.0.1:$port/"; then
    echo "Port $port is in use, so that something else would answer." >&2
    exit 2
fi
for program in docker podman; do
    if command -v "$program" >/dev/null && "$program" info >/dev/null 2>&1; then
        # shellcheck disable=SC2086
        "$program" image inspect "$image" >/dev/null 2>&1 || "$program" build ${BUILD_OPTIONS:-} \
            --build-arg SITE_URL="$address" --build-arg REPOSITORY_URL="${REPOSITORY_URL:-}" --tag "$image" .
        name=$("$program" run --detach --publish "127.0.0.1:$port:8080" "$image")
        trap '"$program" rm --force "$name" >/dev/null' EXIT
        ask
        exit
    fi
done

if ! command -v buildah >/dev/null || ! command -v mmdebstrap >/dev/null || ! command -v curl >/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Neither Docker nor Podman runs here. On Debian, as root: apt-get install buildah mmdebstrap curl" >&2
        exit 2
    fi
    echo "Installing buildah and mmdebstrap ..."
    apt-get update >/dev/null
    apt-get install --yes --no-install-recommends buildah mmdebstrap curl >/dev/null
fi
# Without overlay and without namespaces, so that it also works within another container.
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
base=docker.io/library/debian:13-slim
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if ! buildah inspect --type image "$base" >/dev/null 2>&1; then
    echo "Bootstrapping $base ..."
    mmdebstrap --mode=root --variant=minbase --include=ca-certificates trixie "$scratch/base.tar"
    made=$(buildah from scratch)
    buildah add --quiet "$made" "$scratch/base.tar" /
    buildah commit --quiet "$made" "$base"
    buildah rm "$made" >/dev/null
fi
# What this machine trusts, such as a proxy, the build trusts; nothing of it goes into the image.
# shellcheck disable=SC2086
buildah build --pull=never --format docker --volume /etc/ssl/certs:/etc/ssl/certs:ro ${BUILD_OPTIONS:-} \
    --build-arg SITE_URL="$address" --build-arg REPOSITORY_URL="${REPOSITORY_URL:-}" --tag "$image" .
made=$(buildah from --pull=never "$image")
# The image's own command, on a port of the machine, whose network a chroot shares.
buildah run "$made" -- .venv/bin/vostochny host --address 127.0.0.1 --port "$port" >"$scratch/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; buildah rm "$made" >/dev/null; rm -rf "$scratch"' EXIT
ask || { cat "$scratch/log" >&2; exit 1; }
