# Everything starts here; each target sets up .venv first, which takes no time when nothing changed.
# Without make (Windows): python tools/bootstrap.py --with report, then .venv\Scripts\lobanalysis report.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
# Tests side by side; a file's tests stay together, since they may share what a fixture made.
PYTEST := $(BIN)/python -m pytest
PARALLEL := -n 2 --dist loadfile

.PHONY: report test test-all lab check lock hooks clean

report:
	@$(PYTHON) tools/bootstrap.py --with report
	@$(BIN)/lobanalysis report

test:
	@$(PYTHON) tools/bootstrap.py --with test
	@$(PYTEST) $(PARALLEL)

# With the tests that take minutes each.
test-all:
	@$(PYTHON) tools/bootstrap.py --with test
	@$(PYTEST) $(PARALLEL) -m "long or not long"

lab:
	@$(PYTHON) tools/bootstrap.py --with lab
	@$(BIN)/jupyter lab

# Quick enough for before a commit: style, notebooks without outputs, and the tests of single functions.
check:
	@$(PYTHON) tools/bootstrap.py --with test
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python tools/strip_notebooks.py
	@$(PYTEST) $(PARALLEL) tests/unit tests/properties

lock:
	@$(BIN)/python tools/lock.py

hooks:
	@git config core.hooksPath tools/hooks
	@echo "Hooks of tools/hooks are in use."

clean:
	@$(BIN)/lobanalysis clean
