# Peninsula Watch. `make help` lists the commands; each sets up what it needs.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
PY := .venv/bin/python
# A place of our own for what libraries cache, so that a home folder is neither needed nor touched.
export MPLCONFIGDIR := $(CURDIR)/.venv/matplotlib
export IPYTHONDIR := $(CURDIR)/.venv/ipython
export PYTHONHASHSEED := 0
export PYDEVD_DISABLE_FILE_VALIDATION := 1
# Results must not depend on how many threads a linear-algebra library takes.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

NBVAL := -p tests.nbval_offline --nbval --nbval-current-env --nbval-cell-timeout 300 --nbval-sanitize-with tests/nbval_sanitize.cfg

.PHONY: help venv venv-lab notebooks test test-code test-notebooks test-lab lab lint format check site data refresh bench lock clean

help:  ## List these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | awk -F'\t' '{printf "  make %-16s %s\n", $$1, $$2}'

venv:  ## Set up .venv from the lock (once; later calls do nothing)
	@$(PYTHON) scripts/setup_env.py

notebooks: venv  ## The main job: run every notebook afresh, then build the report site
	@$(PY) scripts/run_notebooks.py
	$(PY) scripts/build_site.py

test: venv test-code test-notebooks  ## Everything: tests, doctests, strict nbval; in a browser too, where there is one

test-code: venv  ## Tests and doctests only
	@$(PY) -m pytest -n 2 --dist loadfile

test-notebooks: venv  ## Strict nbval on every notebook only
	@$(PY) -m pytest $(NBVAL) -n 2 --dist loadfile notebooks

test-lab: venv-lab  ## Only the tests in a real browser (needs Chromium)
	@$(PY) -m pytest tests/lab

venv-lab: venv  ## Set up what the browser tests need besides
	@$(PYTHON) scripts/setup_env.py lab

lab: venv  ## Open JupyterLab on the notebooks
	@$(PY) -m jupyter lab --notebook-dir . --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

lint: venv  ## Check style
	@$(PY) -m ruff check src tests scripts benchmarks
	$(PY) -m ruff format --check src tests scripts benchmarks

format: venv  ## Mend style
	@$(PY) -m ruff check --fix src tests scripts benchmarks
	$(PY) -m ruff format src tests scripts benchmarks

check: venv  ## Check the data tables
	@$(PY) -m peninsula check

site: venv  ## Build the report site from the notebooks as they are
	@$(PY) scripts/build_site.py

data:  ## Rebuild the tables: make data REFERENCE=folder with the outside lists
	@$(PYTHON) scripts/setup_env.py
	$(PYTHON) scripts/setup_env.py build
	test -d "$(REFERENCE)" || { echo "make data REFERENCE=folder; data/README.md says where the lists live" >&2; exit 2; }
	$(PY) scripts/build_evidence.py "$(REFERENCE)"
	$(PY) scripts/build_texts.py "$(REFERENCE)"
	$(PY) scripts/build_statements.py "$(REFERENCE)"
	$(PY) scripts/build_periods.py
	$(PY) scripts/build_datapackage.py

refresh: venv  ## After a change of the tables: codebook, data package, notebooks, README, site
	@$(PY) scripts/build_datapackage.py
	$(PY) scripts/run_notebooks.py
	$(PY) scripts/build_readme.py
	$(PY) scripts/build_site.py

bench:  ## Run the benchmarks (takes minutes)
	@$(PYTHON) scripts/setup_env.py
	$(PYTHON) scripts/setup_env.py bench
	for script in benchmarks/*.py; do $(PY) $$script; done

lock:  ## Solve the lock files anew (needs uv and the network)
	@$(PYTHON) scripts/lock.py

clean:  ## Remove what was made, the environment included
	@rm -rf .venv build docs/_build docs/_generated .pytest_cache .ruff_cache src/*.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +
