# Everything happens in .venv, build/ and tests/engines/node_modules. Needs python3 >= 3.11.5 with
# venv, make, node and npm; Jekyll is used where it is installed.

# The first Python that is new enough.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null && echo $$p && break; \
	done)
endif

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
NODE_MODULES := tests/engines/node_modules/.package-lock.json
DEMO := build/demo
PYTEST_OPTIONS ?= -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo develop engines test lint types contracts check format bench fuzz kill clean

help:
	@echo "make demo       convert the sample blog to Hugo and have Hugo build it"
	@echo "make test       all tests, against the real engines"
	@echo "make check      tests, lint, types and import contracts"
	@echo "make format     rewrite the code as 'make lint' wants it"
	@echo "make bench      measure 1,000 and 10,000 posts, and write docs/performance.md"
	@echo "make fuzz       try 20,000 documents that nobody would write (ARGS='--documents 1000000')"
	@echo "                or what hostile ones cost (ARGS=--hostile)"
	@echo "make kill       kill 200 runs each of convert, feed and export, and complete them"
	@echo "make clean      remove what the other targets made"

# -- environments ---------------------------------------------------------------------------------

# Older versions of pip write commands that import what they do not need, before ours begin.
.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11.5 or later with its venv module is needed" >&2; exit 1; }
	$(PYTHON) -m venv --upgrade-deps .venv

.venv/.demo: .venv/pyvenv.cfg pyproject.toml
	$(PIP) --editable '.[engines]'
	@touch $@

.venv/.develop: .venv/pyvenv.cfg pyproject.toml
	$(PIP) --editable '.[dev]'
	@touch .venv/.demo $@

# Without npm the tests that need Docusaurus skip and say so; with CI=true they fail.
$(NODE_MODULES): tests/engines/package.json tests/engines/package-lock.json
	@if command -v npm >/dev/null; then \
		echo "npm ci (Docusaurus, about a minute)"; \
		cd tests/engines && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	else \
		echo "npm is not installed: Docusaurus will not be asked"; \
	fi

develop: .venv/.develop
engines: $(NODE_MODULES)

# -- to see it work -------------------------------------------------------------------------------

demo: .venv/.demo
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/syndicate convert samples/docusaurus $(DEMO)/hugo --to hugo --report $(DEMO)/report.json
	@echo
	$$(echo .venv/lib/python*/site-packages/hugo/binaries/hugo) \
		--source $(DEMO)/hugo --destination $(CURDIR)/$(DEMO)/public
	@echo
	@echo "The Hugo site:      $(DEMO)/hugo"
	@echo "What was reported:  $(DEMO)/report.json"
	@echo "As Hugo built it:   $(DEMO)/public"
	@echo "To look at it:      $(BIN)/python -m http.server --bind 127.0.0.1 --directory $(DEMO)/public"

# -- to be sure -----------------------------------------------------------------------------------

test: .venv/.develop $(NODE_MODULES)
	$(BIN)/pytest $(PYTEST_OPTIONS) $(ARGS)

lint: .venv/.develop
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.develop
	$(BIN)/mypy

contracts: .venv/.develop
	$(BIN)/lint-imports --no-cache --no-logo

check: lint types contracts test

format: .venv/.develop
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# -- to know more ---------------------------------------------------------------------------------

# Some minutes for each of three rounds; ARGS='--rounds 1' for one.
bench: .venv/.develop
	$(BIN)/python -m bench $(ARGS)

fuzz: .venv/.develop
	$(BIN)/python -m tests.fuzz $(ARGS)

kill: .venv/.develop
	KILLS=200 $(BIN)/pytest $(PYTEST_OPTIONS) tests/convert/test_kill.py tests/copies/test_kill.py

clean:
	rm -rf .venv build dist tests/engines/node_modules
