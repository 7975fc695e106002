# The two commands are `make run` and `make test`. What each needs is brought by setup/, once.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
KIOSK_PORT ?= 8000
CONSOLE_PORT ?= 8001
DATA ?= var
VENV := .venv/bin

.PHONY: run test check book people bench accessibility lock
.DEFAULT_GOAL := run

run:
	@$(PYTHON) -m setup run
	@exec $(VENV)/python run_kiosk.py --kiosk-port $(KIOSK_PORT) --console-port $(CONSOLE_PORT) --data "$(DATA)" --demo

test:
	@$(PYTHON) -m setup test
	@exec $(VENV)/python -m pytest -n 2

check:
	@$(PYTHON) -m setup check
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .
	@$(VENV)/mypy
	@$(VENV)/bandit -q -r carnet web kiosk helpdesk setup run_kiosk.py -ll
	@$(VENV)/lint-imports
	@exec $(VENV)/python -m pytest -n 2 tests/unit

book:
	@$(PYTHON) -m setup run
	@exec $(VENV)/python -m words book

people:
	@$(PYTHON) -m setup run
	@exec $(VENV)/python -m carnet demonstration people --data "$(DATA)"

bench:
	@$(PYTHON) -m setup test
	@exec $(VENV)/python -m benchmarks

accessibility:
	@$(PYTHON) -m setup test
	@exec $(VENV)/python -m pytest -n 2 tests/accessibility --every-combination

# Versions and hashes anew, from requirements*.in and package.json; needs the network.
lock:
	@$(PYTHON) -m setup run
	@exec $(PYTHON) -m setup.locks
