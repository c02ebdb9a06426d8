# Two commands need nothing but Python 3.11 or newer (with venv and pip):
#   make run    sets up and opens the reader on the sample articles
#   make test   sets up and runs the whole test suite
# Everything goes into .venv and .sample; nothing outside this folder is touched.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
SAMPLE := .sample/library.db

.PHONY: run test lint format types imports wheel ci bench clean help
.DELETE_ON_ERROR:

run: $(SAMPLE) ## open the reader on the sample articles
	@$(BIN)/newsreader --library $(SAMPLE)

test: $(VENV)/.developing ## run the whole test suite
	$(BIN)/python -m pytest -n 3

lint: $(VENV)/.developing ## look for faults of style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.developing ## put the code in its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.developing ## check the types
	$(BIN)/mypy

imports: $(VENV)/.developing ## check which room imports which
	$(BIN)/lint-imports

wheel: $(VENV)/.developing ## build the wheel into dist/
	$(PIP) wheel --no-deps --wheel-dir dist .

ci: ## everything that must pass before a change goes in
	.ci/run

bench: $(VENV)/.developing ## measure (minutes; figures go to the screen)
	$(BIN)/python -m tests.benchmarks

clean: ## remove what the other targets made
	rm -rf $(VENV) .sample build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

# The stamps: set up once, and again only when pyproject.toml changes.

$(BIN)/python:
	@python=$$(.ci/find-python) && "$$python" -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "setting up $(VENV) (once; a minute or two)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	@echo "setting up $(VENV) with the developer's tools (once; a minute or two)"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(SAMPLE): $(VENV)/.installed $(wildcard seeds/*)
	@mkdir -p $(@D)
	@$(BIN)/newsreader --library $@ index --samples
	@touch $@
