# Works from any folder: make -f path/to/Makefile test
SHELL := /bin/sh
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
# Every command and every process that a test starts would compile all it imports, each time: images set this
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help demo test lint soak access bench examples lock bundle browser clean
override ROOT := $(patsubst %/,%,$(dir $(realpath $(lastword $(MAKEFILE_LIST)))))
VENV ?= $(ROOT)/.venv
PYTHON ?= python3
PORT ?= 8050
MARKS ?= not soak
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
EXPORT := uv export -q --all-extras --format requirements-txt --no-emit-project --no-header

help: ## this list
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' '$(ROOT)/Makefile'

demo: $(STAMP) bundle ## the demo alliances on http://127.0.0.1:8050 (another port: make demo PORT=8051)
	@cd '$(ROOT)' && FREMDRIFT_PORT='$(PORT)' exec '$(BIN)/fremdrift' demo

# A browser is asked for only where its tests are: make test MARKS='not soak and not browser'
test: lint bundle $(if $(findstring not browser,$(MARKS)),,browser) ## lint, then every test, browser and PostgreSQL too (more words for pytest: ARGS=...)
	cd '$(ROOT)' && exec '$(BIN)/python' -m pytest -q -n auto --dist worksteal -m '$(MARKS)' $(ARGS)

lint: $(STAMP) ## ruff, its formatting, the direction of imports, types
	cd '$(ROOT)' && '$(BIN)/ruff' check . && '$(BIN)/ruff' format --check . && '$(BIN)/lint-imports' && '$(BIN)/mypy'

soak: $(STAMP) bundle browser ## the long tests: more examples, other ones on every run
	cd '$(ROOT)' && exec '$(BIN)/python' -m pytest -m soak --hypothesis-profile=soak --durations=10 $(ARGS)

access: $(STAMP) bundle browser ## every page for everyone; writes what the accessibility statement says
	cd '$(ROOT)' && exec '$(BIN)/python' -m pytest -q -n 0 tests/dashboard/access --access-report dashboard/access.json --ignore tests/dashboard/access/test_statement.py $(ARGS)

bench: $(STAMP) bundle ## measure: every script in bench/
	@cd '$(ROOT)' && for script in bench/[!_]*.py; do echo "== $$script"; '$(BIN)/python' "$$script" || exit 1; done

examples: $(STAMP) ## write the example workbooks anew
	cd '$(ROOT)' && '$(BIN)/python' -m examples.make_examples

lock: ## newest versions of all dependencies into both lock files (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv; nothing else here does." >&2; exit 2; }
	cd '$(ROOT)' && uv lock -q --upgrade
	cd '$(ROOT)' && $(EXPORT) --all-groups -o requirements.lock && $(EXPORT) -o requirements-run.lock
	@cd '$(ROOT)' && if grep -n '://' requirements.lock requirements-run.lock; then echo "A lock file names an address; it must not." >&2; exit 1; fi

bundle: $(STAMP) ## fetch the small plotly.js (without npm: a word, and the full one is served)
	@'$(BIN)/python' '$(ROOT)/.ci/plotly_bundle.py'

browser: $(STAMP) ## what the browser tests need from the system (root on Debian: installs it)
	@sh '$(ROOT)/.ci/browser' '$(BIN)/python'

clean: ## remove the environment, caches and everything fetched or built; var/ stays
	cd '$(ROOT)' && rm -rf '$(VENV)' dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	cd '$(ROOT)' && rm -f dashboard/static/plotly-basic.min.js

$(STAMP): $(ROOT)/requirements.lock $(ROOT)/pyproject.toml
	@sh '$(ROOT)/.ci/environment' '$(VENV)' '$(PYTHON)'
