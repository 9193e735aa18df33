# The public server in a container. Build it in a checkout, run it, and put TLS in front; see site/pages/running.md.
#   docker build --build-arg SITE_URL=https://example.org/ --build-arg CONTACT=keeper@example.org \
#     --build-arg REPOSITORY_URL=https://example.org/code --tag ledger .
#   docker run --publish 80:8080 ledger
FROM debian:13-slim AS build
# Debian keeps one version of a package for each of its own; the packages of Python are pinned by requirements.lock.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git make nodejs npm python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /ledger
COPY . .
# Where the site will be in public: the address is written into its links, its feed and its citation. And the public
# repository and the mail address of the keeper, to which the page on corrections leads.
ARG SITE_URL
ARG REPOSITORY_URL
ARG CONTACT
RUN test -n "$SITE_URL" && make site && rm -rf build/pages build/edition/pages

FROM debian:13-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git nginx python3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin ledger
WORKDIR /ledger
COPY --from=build /ledger /ledger
# The server copies the edition that it serves into build/editions/; it writes nothing else but temporary files.
RUN chown 10001 build build/.lock
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/health', timeout=4)"]
ENTRYPOINT [".venv/bin/vostochny", "host", "--address", "0.0.0.0", "--port", "8080"]
