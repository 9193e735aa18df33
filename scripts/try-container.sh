#!/bin/sh
# Starts the container that was just built, asks for one page of each kind, and stops it again.
set -eu
name=$(docker run --detach --publish 127.0.0.1:8090:8080 "$1")
trap 'docker rm --force "$name" > /dev/null' EXIT
for _ in $(seq 60); do
    curl --silent --fail http://127.0.0.1:8090/health > /dev/null && break
    sleep 1
done
for address in / /vessels/ /downloads/SHA256SUMS /data/ /data/vostochny/port_calls.csv; do
    curl --silent --show-error --fail --output /dev/null "http://127.0.0.1:8090$address"
    echo "$address answers."
done
