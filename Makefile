# The only set-up there is: each target makes .venv and installs into it, and is quick the second time.
# PIP_CONSTRAINT pins the build backend too, which `pip -c` would not.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint soak bench clean

demo: $(VENV)/.installed
	@$(BIN)/tenken precedents

test: $(VENV)/.installed lint
	$(BIN)/pytest -n 2 -m "not soak"

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

soak: $(VENV)/.installed
	$(BIN)/pytest -m soak

bench: $(VENV)/.installed
	$(BIN)/python bench/cold_start.py

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	CC="gcc -O2" $(BIN)/pip install --quiet --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV)
