# Everything a person or CI does with this project. `make` alone lists the targets.
# A target sets up what it needs in .venv first; a second run installs nothing.

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
BUNDLER := $(VENV)/.bundler
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/microblog_desktop.po)
COMPILED := $(CATALOGUES:.po=.mo)
TEMPLATE := translations/microblog_desktop.pot
# All tests are worth several processes, a file for each at a time; some are begun sooner in one.
CHOSEN := $(or $(ARGS),-n auto --maxprocesses=4 --dist=loadfile)

# The build of our own package obeys the same pins as everything else.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help demo test check lint format types contracts translations translations-check bench build clean
.DELETE_ON_ERROR:

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-20s %s\n", $$1, $$2}' Makefile

demo: $(RUNTIME) $(COMPILED) ## Try it: a server with demonstration data and the client (KEEP=1 keeps the data)
	@$(BIN)/microblog-desktop --demo $(if $(KEEP),--profile .demo)

test: $(DEV) $(COMPILED) ## Run all tests (ARGS= for pytest)
	@$(BIN)/python -m tests.system_parts --install
	$(BIN)/python -m pytest $(CHOSEN)

check: lint types contracts translations-check ## Lint, types, import contracts, complete translations

lint: $(DEV) ## Find mistakes and formatting with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV) ## Format all code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV) ## Check types with mypy --strict
	$(BIN)/mypy

contracts: $(DEV) ## Check which folder may import which
	$(BIN)/lint-imports

translations: $(DEV) ## Take new strings into the catalogues and compile them
	@$(BIN)/pybabel -q extract --mapping-file=translations/babel.cfg --output-file=$(TEMPLATE) --omit-header --no-wrap \
		--add-location=file --sort-by-file --add-comments=TRANSLATORS: --strip-comments microblog_desktop
	@for catalogue in $(CATALOGUES); do \
		language=$${catalogue#translations/}; \
		$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap \
			--input-file=$(TEMPLATE) --output-file=$$catalogue --locale=$${language%%/*} || exit 1; \
	done
	@$(MAKE) --no-print-directory $(COMPILED)

translations-check: $(DEV) $(COMPILED) ## Fail when a sentence is not translated
	$(BIN)/python -m pytest -q tests/architecture/test_translations.py

bench: $(DEV) $(COMPILED) ## Measure beside a yardstick (NAME= for one benchmark)
	$(BIN)/python -m benchmarks $(NAME)

build: $(BUNDLER) $(COMPILED) ## Make what people install, for the system that this is, in dist/
	@PYTHONPATH=.ci:. $(BIN)/python -m bundling

clean: ## Remove all that make made
	rm -rf $(VENV) build dist tour benchmarks/results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f $(COMPILED)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

%.mo: %.po $(RUNTIME)
	@$(BIN)/pybabel -q compile --input-file=$< --output-file=$@

# The stamps: each is touched only when its step has succeeded.

$(RUNTIME): $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing what the client and the server need into $(VENV)"
	@$(BIN)/python -m pip install --quiet --editable '.[server]'
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Installing what the tests need into $(VENV)"
	@$(BIN)/python -m pip install --quiet --editable '.[server,dev]'
	@touch $@

$(BUNDLER): $(RUNTIME)
	@echo "Installing what makes the bundle into $(VENV)"
	@$(BIN)/python -m pip install --quiet --editable '.[server,bundle]'
	@touch $@

$(VENV)/.made:
	@sh .ci/make-venv $(VENV) $(PYTHON)
	@touch $@
