# One .venv for everything; each target installs what it needs. Needs only Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
DATA ?=

.PHONY: help run test check bench golden docs screenshots train generate clean
help:  ## List the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/developed: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

.venv/trained: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@

run: .venv/installed  ## Read the sample reports and tell their story: outlets, origins, what changed, what is due
	$(BIN)/reportedly add samples --ledger samples.db
	@printf '\nThe claims that were retold most on the fewest origins:\n\n'
	$(BIN)/reportedly claims --limit 3 --today 2025-10-13 --ledger samples.db
	@printf '\nThe first of them, from its origin on, with what each telling changed:\n\n'
	$(BIN)/reportedly trace 'railway engineers to occupied Abkhazia' --today 2025-10-13 --ledger samples.db
	@printf '\nIts time came on 1 November 2025. Looked at from the 3rd, it is due:\n\n'
	$(BIN)/reportedly claims --state due --limit 1 --today 2025-11-03 --ledger samples.db
	@printf '\nNext, for example:\n'
	@printf '  %s\n' "$(BIN)/reportedly trace 'confidential protocol' --why --ledger samples.db" \
	  "$(BIN)/reportedly due --today 2026-01-15 --ledger samples.db" \
	  "$(BIN)/reportedly sources lithuania --ledger samples.db" \
	  "$(BIN)/reportedly statements 'engineers November' --ledger samples.db" \
	  "$(BIN)/reportedly show samples/03-vistula-monitor.html --ledger samples.db" \
	  "$(BIN)/reportedly serve --ledger samples.db --today 2025-11-03    (the same in a browser)" \
	  "$(BIN)/reportedly add YOUR-FOLDER && $(BIN)/reportedly claims"

.venv/browser:  # the tests of the pages walk through Debian's chromium; where there is none and it cannot be installed, they are left out
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  echo "chromium is not here: the tests in tests/browser are left out"
	@touch $@

test: check .venv/browser  ## Lint, types, layers, then every test
	$(BIN)/python -m pytest

check: .venv/developed  ## Lint, types, layers, generated files
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python resources/generate.py --check
	$(BIN)/python resources/generate_register.py --check
	$(BIN)/python resources/generate_places.py --check
	$(BIN)/python resources/generate_quantities.py --check
	$(BIN)/python resources/generate_outlets.py --check
	$(BIN)/python resources/generate_map.py --check

bench: .venv/developed  ## Quality (with DATA=shared/data also on PolNeAR and gold) and speed
	$(BIN)/python bench/bench.py $(if $(DATA),--data $(DATA))

golden: .venv/developed  ## Rewrite the golden files and the outputs shown in the docs; review the diff
	REPORTEDLY_GOLDEN=write $(BIN)/python -m pytest tests/golden tests/docs

docs: .venv/developed  ## Run every command and check every JSON example in the docs
	$(BIN)/python -m pytest tests/docs

screenshots: .venv/developed .venv/browser  ## Take the pictures of the pages that the docs show
	$(BIN)/python docs/screenshots.py

train: .venv/trained  ## Train the model again: make train DATA=shared/data
	$(BIN)/python training/run.py --data $(DATA)

.venv/generating: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[generate]'
	@touch $@

generate: .venv/generating  ## Make what is packaged from resources/ (the gazetteer itself: resources/generate_places.py)
	$(BIN)/python resources/generate.py
	$(BIN)/python resources/generate_register.py
	$(BIN)/python resources/generate_places.py
	$(BIN)/python resources/generate_quantities.py
	$(BIN)/python resources/generate_outlets.py

clean:  ## Remove what the targets made
	rm -rf .venv samples.db samples.db-*
