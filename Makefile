# Sets up the environment and runs the command line; every target is one line over `vostochny`.
PORT ?= 8001
PYTHON ?= python3
IMAGE ?= vostochny-ledger
BIN := .venv/bin
RUN := $(BIN)/vostochny

.PHONY: serve check build release site format static container try-container clean
.PHONY: test test-deep test-spark test-mcp lint mutation fuzz
.PHONY: bench bench-growth bench-spark bench-volumes bench-pages bench-explore bench-serve bench-release bench-load kills full-disks
.PHONY: try-datasette-1 browser nginx shapes vocabularies programs lock

serve: .venv/ready
	$(RUN) serve --port $(PORT)

# On all cores, but with no more browsers than a desk has memory for.
test: .venv/ready-for-tests browser nginx
	$(BIN)/pytest -m "not deep" --numprocesses auto --maxprocesses 4 --dist worksteal

# A file is run by one process, which makes what its tests share once; those of the browser, which take longest, come first.
test-deep: .venv/ready-for-tests browser nginx programs
	$(BIN)/pytest -m deep --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: .venv/ready
	$(RUN) check

build: .venv/ready
	$(RUN) build

release: .venv/ready
	$(RUN) release

site: .venv/ready
	$(RUN) site

# What a host of static files needs, in one folder: the site with Explore, and the downloads.
static: .venv/ready
	$(RUN) static

# The container with Datasette, the site and the downloads; SITE_URL, REPOSITORY_URL and CONTACT say where and whose.
container:
	docker build --build-arg SITE_URL="$(SITE_URL)" --build-arg REPOSITORY_URL="$(REPOSITORY_URL)" --build-arg CONTACT="$(CONTACT)" --tag "$(IMAGE)" .

try-container:
	scripts/try-container.sh "$(IMAGE)"

format: .venv/ready
	$(RUN) format

lint: .venv/ready-for-tests
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# The tests of Spark, which is an extra: they bring a Java runtime and their own packages.
test-spark: .venv/ready-for-tests
	scripts/spark.sh
	PYTHONPATH=.venv/spark $(BIN)/pytest tests/spark --numprocesses 2 --dist loadfile --no-loadscope-reorder

# The tests of the answers for AI assistants, which are an extra.
test-mcp: .venv/ready-for-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade --no-deps \
		--target .venv/mcp -r requirements-mcp.lock
	PYTHONPATH=.venv/mcp $(BIN)/pytest tests/desk/test_mcp.py

# Corrupts every column in every way and writes the page that says what the checks miss.
mutation: .venv/ready-for-tests
	$(BIN)/python -m tests.checks.mutation_report

# Lists what an alpha of Datasette 1.0 breaks; nothing has to pass.
try-datasette-1: .venv/ready-for-tests
	scripts/try-datasette-1.sh

# Feeds the readers and checks with hostile input for FUZZ_SECONDS each; faults found become tests.
fuzz: .venv/ready-for-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	$(BIN)/python -m tests.hostile.fuzz

# Benchmarks print what they measured and keep it in build/; CALLS=20000, or EACH=1, makes a short run.
bench: .venv/ready-for-tests
	$(BIN)/python -m tests.benchmarks.bench_scale

# Keeps what it measured in site/measured/ for the maintainers' page; CALLS="10000 100000" names the sizes.
bench-growth: .venv/ready-for-tests
	$(BIN)/python -m tests.benchmarks.bench_growth

bench-spark: .venv/ready-for-tests
	scripts/spark.sh
	PYTHONPATH=.venv/spark $(BIN)/python -m tests.benchmarks.bench_spark

bench-volumes: .venv/ready-for-tests
	$(BIN)/python -m tests.benchmarks.bench_volumes

bench-pages: .venv/ready-for-tests browser
	scripts/lighthouse.sh
	$(BIN)/python -m tests.benchmarks.bench_pages

bench-explore: .venv/ready-for-tests browser
	$(RUN) site
	$(BIN)/python -m tests.benchmarks.bench_explore

bench-serve: .venv/ready-for-tests
	scripts/nginx.sh wrk
	$(RUN) site
	$(BIN)/python -m tests.benchmarks.bench_serve

# Bounded by SECONDS, 300 by default; an hour is SECONDS=3600.
bench-load: .venv/ready-for-tests nginx
	$(RUN) site
	$(BIN)/python -m tests.benchmarks.bench_load

# Kills the making of an edition KILLS times, 100 by default, and looks each time at what readers would find.
kills: .venv/ready-for-tests
	$(BIN)/python -m tests.hostile.kills

# Makes editions on a disk that fills, TRIALS times, and restarts a server each time; as root, on a disk in memory.
full-disks: .venv/ready-for-tests
	$(BIN)/python -m tests.hostile.full_disks

bench-release: .venv/ready-for-tests
	$(BIN)/python -m tests.benchmarks.bench_release

clean:
	rm -rf build .venv

# One environment; the tests add their own tools to it.
.venv/ready: requirements.lock pyproject.toml scripts/shapes/package-lock.json
	scripts/setup.sh $(PYTHON) requirements.lock
	scripts/shapes.sh
	touch $@

.venv/ready-for-tests: requirements-test.lock requirements-second-sqlite.lock requirements-vocabularies.lock requirements-dcat-shapes.lock .venv/ready
	scripts/setup.sh $(PYTHON) requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade \
		--target .venv/second-sqlite -r requirements-second-sqlite.lock
	scripts/vocabularies.sh $(PYTHON)
	touch $@

# What reads the release's metadata in the tests; here to be tried again when a compiler or headers were missing.
vocabularies:
	scripts/vocabularies.sh $(PYTHON)

programs:
	scripts/programs.sh

# The outlines of land for the maps, and SQLite for Explore; part of the environment, here to be tried again when the network was down.
shapes:
	scripts/shapes.sh

browser: .venv/ready-for-tests
	scripts/browser.sh

# For the tests of the public server; left out where it cannot be installed.
nginx:
	scripts/nginx.sh

# Brings the locked versions up to date; the files hold hashes and name no index address.
lock: .venv/ready-for-tests
	scripts/lock.sh
