# Cairn's commands. `make` alone lists them.
#
# Needed: git, make, and python3 (3.11 or newer) with venv. Everything else is fetched, checked against the
# hashes in requirements/, and put into .tools and .venv here.

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench soak reset lock sync
export UV_PYTHON_DOWNLOADS := never

PYTHON := .venv/bin/python
DEV := .venv/stamp-dev
UV_PIP := scripts/uv pip
EXACT := --quiet --require-hashes --python $(PYTHON)

help:  ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

# A development environment holds all that `make run` needs: it is not taken apart again.
ifneq ($(wildcard $(DEV)),)
RUN := $(DEV)
else
RUN := .venv/stamp-run
endif

run reset: export DATA_DIR := $(or $(DATA_DIR),var)
run: export PORT := $(or $(PORT),8000)

run: $(RUN)  ## Run Cairn with its demo week: PORT (8000), DATA_DIR (var)
	@exec $(PYTHON) -m config.embedded run

test: $(DEV)  ## Run every test; SKIP_BROWSER=1 leaves the browser's out
	@scripts/test

lint: $(DEV)  ## Check style, types, templates and floors
	@scripts/lint

format: $(DEV)  ## Put the code into form
	@$(PYTHON) -m ruff check --fix && $(PYTHON) -m ruff format

bench: $(DEV)  ## Measure the live engine and the pages, beside their limits
	@$(PYTHON) -m bench

soak: $(DEV)  ## Run the live engine for long
	@$(PYTHON) -m bench.soak

reset: $(RUN)  ## Remove the data of `make run`
	@exec $(PYTHON) -m config.embedded reset

lock:  ## Choose the libraries' versions anew, from pyproject.toml
	@scripts/lock

sync: $(DEV)  ## Make the development environment

.venv/bin/python:
	@scripts/uv venv --quiet --python "$$(scripts/python)" .venv

.venv/stamp-run: requirements/run.txt | .venv/bin/python
	@echo "Fetching what Cairn runs on …"
	@$(UV_PIP) install $(EXACT) -r $<
	@touch $@

.venv/stamp-dev: requirements/dev.txt | .venv/bin/python
	@echo "Fetching what Cairn is built and tested with …"
	@$(UV_PIP) sync $(EXACT) $<
	@touch $@ .venv/stamp-run
