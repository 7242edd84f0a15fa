# make demo: set up everything in .venv and read the bundled demo.
# make test: the same for the tests, with the servers they need. What CI runs.
# make bench: measures the pace, prints the table and keeps it in docs/pace.md.
# make check: the quick loop of a developer: style, types, imports, tests.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check bench docs assets lock clean

demo: .venv/run
	$(BIN)/sayso demo

test: .venv/dev servers check docs

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sayso lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: .venv/dev
	$(BIN)/python -m benchmarks --write docs/pace.md

docs: .venv/dev
	$(BIN)/python -m tools.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# The page script and the map's outlines of the review room, which each install makes as well.
assets: .venv/run
	$(BIN)/python -m tools.assets

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sayso needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements.txt requirements-build.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements.txt -r requirements-build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(PIP) install --require-hashes -r requirements-dev.txt
	touch $@

# PostgreSQL's tests run against a real server: Debian's package, installed where apt can.
# The review room's tests drive a real browser: Debian's package chromium, in the same manner.
.PHONY: servers
servers:
	@command -v pg_ctl >/dev/null || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 \
	  || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql; } >/dev/null 2>&1 \
	  || echo "no PostgreSQL here: the tests in tests/ledger need Debian's package postgresql and will fail"
	@command -v chromium >/dev/null \
	  || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium; } >/dev/null 2>&1 \
	  || echo "no Chromium here: the tests in tests/browser need Debian's package chromium and will fail"

# The pinned and hashed requirements, from pyproject.toml.
lock: .venv/dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group build -o requirements-build.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv build dist site src/sayso/data/places/gazetteer.sqlite
	rm -rf src/sayso/review/static/vendor src/sayso/review/static/outlines tests/browser/vendor
