# One command for each task; `make` alone lists them. They need Python 3.11 or newer, and install everything else
# into .venv from requirements-dev.txt, which pins every package by version and hash.

PYTHON ?= python3
MODEL ?= openai/qwen2.5-coder-1.5b

BIN := .venv/bin
DATE := 2024-11-01
DEMO := cassettes/demo/seeds.yaml
LOCK := requirements-dev.txt
PIP_FLAGS := -qq --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 8
UV := build/uv/bin/uv

SAY := @printf '» %s\n'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help demo test check format golden record benchmarks lock test-floors clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: .venv/ready ## brief the two articles in seeds/ from recorded responses of a real model
	$(SAY) "Briefing seeds/ from $(DEMO)" >&2
	@$(BIN)/summarize seeds/ --replay $(DEMO) --date $(DATE)

test: .venv/ready ## run every test
	$(SAY) "Running the tests"
	@$(PYTEST)

check: .venv/ready ## everything CI checks: format, lint, types, layers, wheel, benchmark floors, tests with coverage
	$(SAY) "Checking the format"
	@$(BIN)/ruff format --check --quiet .
	$(SAY) "Linting"
	@$(BIN)/ruff check --quiet .
	$(SAY) "Checking the types"
	@$(BIN)/mypy --strict -p summarizer -p benchmarks -p tools
	$(SAY) "Checking that the layers import downwards only"
	@$(BIN)/lint-imports --no-logo
	$(SAY) "Building the wheel and running it alone, from another folder"
	@$(BIN)/python -m tools.check_wheel
	$(SAY) "Holding the benchmarks to their floors"
	@$(BIN)/python -m benchmarks.floors
	$(SAY) "Running the tests with coverage"
	@$(PYTEST) --cov

format: .venv/ready ## format the code, and mend what the linter can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

golden: .venv/ready ## rewrite the golden files of the renderers; review the diff before you commit it
	$(SAY) "Rewriting the golden files"
	@UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/writing/test_golden.py tests/writing/test_slack.py tests/writing/test_discord.py tests/writing/test_html.py

record: .venv/ready ## record every cassette anew: OPENAI_BASE_URL=… MODEL=openai/…
	$(SAY) "Recording $(DEMO) with $(MODEL)"
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO:.yaml=.new.yaml)
	@$(BIN)/summarize seeds/ --record $(DEMO:.yaml=.new.yaml) --date $(DATE) --model $(MODEL) > /dev/null
	@mv $(DEMO:.yaml=.new.yaml) $(DEMO)

benchmarks: .venv/ready ## measure quality and speed, and compare them with their floors
	@$(BIN)/python -m benchmarks.floors

lock: $(UV) ## write requirements-dev.txt after a change in pyproject.toml; newest releases: make lock UPGRADE=--upgrade
	$(SAY) "Resolving for every supported Python and platform"
	@$(UV) pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --all-extras --group dev $(UPGRADE) \
		--custom-compile-command "make lock" --output-file $(LOCK) pyproject.toml > /dev/null

test-floors: $(UV) ## run the tests with the oldest dependencies allowed, on Python 3.11
	$(SAY) "Resolving to the oldest releases that pyproject.toml allows"
	@$(UV) pip compile --quiet --no-config --resolution lowest-direct --python-version 3.11 --all-extras --group dev \
		--output-file build/floors.txt pyproject.toml > /dev/null
	$(SAY) "Installing them into build/floors"
	@$(UV) venv --quiet --no-config --clear --python 3.11 build/floors
	@$(UV) pip sync --quiet --no-config --python build/floors build/floors.txt
	@$(UV) pip install --quiet --no-config --python build/floors --no-deps --no-build-isolation --editable .
	$(SAY) "Running the tests"
	@build/floors/bin/python -m pytest -n auto --maxprocesses 8

clean: ## remove everything that these commands made
	@rm -rf .venv build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ── How the environment is made ─────────────────────────────────────────────────────────────────────

# Each stamp is touched last, so a step that was interrupted is done again.
.venv/ready: .venv/locked pyproject.toml
	$(SAY) "Installing the project into .venv" >&2
	@$(BIN)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/locked: $(LOCK)
	$(SAY) "Making .venv" >&2
	@$(call new-venv,.venv)
	$(SAY) "Installing what $(LOCK) pins (about a minute the first time)" >&2
	@$(BIN)/python -m pip install $(PIP_FLAGS) --require-hashes --requirement $(LOCK)
	@touch $@

$(UV):
	$(SAY) "Installing uv into build/uv" >&2
	@$(call new-venv,build/uv)
	@build/uv/bin/python -m pip install $(PIP_FLAGS) uv

# $(call new-venv,FOLDER): an empty environment, of the first Python found that is new enough and can make one.
define new-venv
for python in $(PYTHON) python3.13 python3.12 python3.11 python3.14; do \
	if "$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
		exec "$$python" -m venv --clear $(1); \
	fi; \
done; \
echo "No Python 3.11 or newer with its venv module was found. Install one, or name it: make PYTHON=/path/to/python3" >&2; \
exit 1
endef
