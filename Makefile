# The commands to remember: demo · test · check · fix · bench · docs. Each does its own set-up.
# PYTHON may name another interpreter (3.11 or later).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# As many tests at a time as there are processors; those of one file stay together, for they share what they set up.
PARALLEL := --numprocesses auto --dist loadfile
MAKEFLAGS += --no-print-directory
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: help setup dev demo test check fix bundle bench docs lock clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make setup   build .venv from the hash-locked requirements
setup: $(VENV)/.app $(VENV)/.assets
dev: $(VENV)/.dev $(VENV)/.dev-assets

$(VENV)/bin/python:
	@PYTHON="$(PYTHON)" sh tools/make-venv $(VENV)

$(VENV)/.app: requirements/app.txt pyproject.toml | $(VENV)/bin/python
	@echo "安装运行所需的库……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/app.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.app
	@echo "安装测试与检查所需的库……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# Scripts, icons and the tests' accessibility rules, from npm by the lock; nothing of them is committed.
$(VENV)/.assets: package-lock.json tools/collect-assets src/notoneless/ui/icons.txt | $(VENV)/bin/python
	@echo "取页面用的脚本和图标……"
	@$(BIN)/python tools/collect-assets
	@touch $@

$(VENV)/.dev-assets: package-lock.json tools/collect-assets src/notoneless/ui/icons.txt | $(VENV)/bin/python
	@$(BIN)/python tools/collect-assets --dev
	@touch $@

# A browser, a font and PostgreSQL, from Debian.
$(VENV)/.system: tools/system-packages | $(VENV)/bin/python
	@tools/system-packages
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	@echo "安装测速所需的库……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

## make demo    make a sample district, reconcile it, show the score, serve the report   (ARGS="--port N --data DIR")
demo: setup
	@$(BIN)/notoneless demo $(ARGS)

## make test    check, then all tests with coverage; what touches a database on SQLite and on PostgreSQL
test: check $(VENV)/.system
	@$(BIN)/python -m pytest $(PARALLEL) $(ARGS) --cov --cov-report=
	@tools/private-postgres "$$(mktemp -u -d)" $(BIN)/python -m pytest $(PARALLEL) tests/integration --cov --cov-append

## make check   format, lint, types, import contracts, sizes
check: dev
	@$(BIN)/ruff format --check --quiet . || (echo "格式未整理：请运行 make fix" && exit 1)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo || (echo "层次约定被打破" && exit 1)
	@$(BIN)/python tools/sizes.py

## make fix     format and mend what the linter can
fix: dev
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix --quiet .

## make bundle  an archive in dist/ that installs without a network   (OUT=folder)
bundle: setup
	@PYTHON=$(BIN)/python sh tools/make-bundle $(or $(OUT),dist)

## make bench   measurements side by side (bench/README.md)   (ARGS="exact febrl district …")
bench: $(VENV)/.bench
	@$(BIN)/python -m bench $(ARGS)

## make docs    write the generated reference pages anew
docs: dev $(VENV)/.system
	@$(BIN)/python tools/tables_page.py
	@$(BIN)/python tools/authorisation_page.py
	@NOTONELESS_PICTURES=docs/images $(BIN)/python -m pytest --quiet tests/system/browser/test_journey_house.py

## make lock    resolve the requirements anew, with hashes and without hosts
lock: dev
	@sh tools/lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage* build src/*.egg-info
