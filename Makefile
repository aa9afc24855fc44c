# The only set-up there is: each target makes .venv and installs into it, and is quick the second time.
# PIP_CONSTRAINT pins the build backend too, which `pip -c` would not.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint policies docs pictures conformance soak bench clean

demo: $(VENV)/.installed
	@$(BIN)/tenken precedents

test: $(VENV)/.installed lint policies
	$(BIN)/pytest -n 2 -m "not soak" -rs

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The rules themselves: how they are written, and whether their examples would notice a mistake in them.
policies: $(VENV)/.installed
	$(BIN)/tenken policy lint
	$(BIN)/tenken policy test --mutate

# What is generated from the policies and the program; the tests compare it.
docs: $(VENV)/.installed
	$(BIN)/tenken policy docs -o docs/catalogue/ja --format markdown --lang ja
	$(BIN)/tenken policy docs -o docs/catalogue/en --format markdown --lang en
	LC_ALL=ja_JP.UTF-8 $(BIN)/python -m tenken_cli.reference > docs/commands.ja.md
	LC_ALL=en_US.UTF-8 $(BIN)/python -m tenken_cli.reference > docs/commands.md
	LC_ALL=ja_JP.UTF-8 $(BIN)/python -m tenken_cli.law_page > docs/law.ja.md
	LC_ALL=en_US.UTF-8 $(BIN)/python -m tenken_cli.law_page > docs/law.md

# The pictures of the guides, as the tests of the page and of the forms take them.
pictures: $(VENV)/.installed
	$(BIN)/pytest -n 2 tests/acceptance/test_pictures.py
	cp build/looked-at/guide-*.png docs/images/

# What every reading of the portable policy must say of thousands of cases; docs/portable-policy.md.
conformance: $(VENV)/.installed
	@mkdir -p build
	$(BIN)/python tests/support/conformance.py > build/conformance.jsonl

soak: $(VENV)/.installed
	$(BIN)/pytest -m soak

bench: $(VENV)/.installed
	$(BIN)/python bench/cold_start.py
	$(BIN)/python bench/loading.py
	$(BIN)/python bench/page_answers.py

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	CC="gcc -O2" $(BIN)/pip install --quiet --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV)
