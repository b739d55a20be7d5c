# One command for each thing. `make` alone lists them.

SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
RUN := $(VENV)/requirements.stamp
DEV := $(VENV)/requirements-dev.stamp
INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --no-input --require-hashes --requirement
RESOLVE := $(PY) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"
PYTHONS ?= python3 python3.14 python3.13 python3.12 python3.11 python

.PHONY: help run demo test check format bench lock clean

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || \
		sed -nE 's/^([a-z]+):.*## (.*)/  make \1: \2/p' $(MAKEFILE_LIST)
	@echo '  More words for the command go into ARGS:  make test ARGS="-k phase"   make run ARGS="--server.port 9000"'

run: $(RUN)  ## install what is needed and serve the application at http://localhost:8501
	@$(PY) -m streamlit run app.py $(ARGS)

demo: $(RUN)  ## the same with an invented municipality, to try every page on; prints links that let you in
	@$(PY) -m assessment demo && DATABASE_URL=sqlite:///data/demo.db $(PY) -m streamlit run app.py $(ARGS)

test: $(DEV)  ## all tests, with a real browser and a real PostgreSQL
	@$(PY) -m tests.browser
	@$(PY) -m pytest $(ARGS)

check: $(DEV)  ## style, types, the rule of imports, and everything that people write in YAML and .po
	@echo 'Style:   ruff' && $(PY) -m ruff format --check . && $(PY) -m ruff check .
	@echo 'Types:   mypy' && $(PY) -m mypy
	@echo 'Imports: import-linter' && $(VENV)/bin/lint-imports --no-logo --no-cache
	@echo 'Texts:   python -m assessment check' && $(PY) -m assessment check

format: $(DEV)  ## put the code into the house style
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

bench: $(DEV)  ## measure speed and weight
	@$(PY) -m benchmarks $(ARGS)

lock: $(DEV)  ## write the lock files anew after a change of requirements*.txt
	@$(RESOLVE) --output-file requirements.lock requirements.txt $(ARGS)
	@$(RESOLVE) --output-file requirements-dev.lock requirements-dev.txt $(ARGS)

clean:  ## remove what was installed and cached; answers in data/ stay
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that is new enough and can make an environment. Names without a working program behind them are passed over.
$(PY):
	@found=; \
	for name in $(PYTHONS); do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    if $$name -c 'import ensurepip, venv' 2>/dev/null; then found=$$name; break; \
	    else without=$$name; fi; \
	  fi; \
	done; \
	if [ -z "$$found" ] && [ -n "$$without" ]; then \
	  echo "$$($$without --version) is here without the modules venv and ensurepip, which this needs." >&2; \
	  echo "Install them: on Debian and Ubuntu, apt install python3-venv." >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "Python 3.11 or newer is needed, and none was found (looked for: $(PYTHONS))." >&2; \
	  echo "Install it, or name it: make PYTHONS=/path/to/python3.12 run" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$found --version)"; \
	$$found -m venv --clear $(VENV)

$(RUN): requirements.lock | $(PY)
	@echo 'Installing what the application needs (about a minute the first time)'
	@$(INSTALL) requirements.lock
	@touch $@

# The locks of both agree on every version, so this serves `make run` too.
$(DEV): requirements-dev.lock requirements.lock | $(PY)
	@echo 'Installing what the tests and checks need (about a minute the first time)'
	@$(INSTALL) requirements-dev.lock
	@touch $@ $(RUN)
