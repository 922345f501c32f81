# Every verb of the project. `make chat` is all a newcomer needs.
PYTHON := .venv/bin/python

.PHONY: chat setup train test test-all lint eval bench encoder pictures

chat: .venv/installed
	@$(PYTHON) -m bot chat $(if $(PORT),--port $(PORT))

setup: .venv/installed
	@$(PYTHON) -m bot setup

train: setup

test: setup .venv/developing
	@PYTHON=$(PYTHON) bash tests/run.sh

test-all: setup .venv/developing
	@PYTHON=$(PYTHON) bash tests/run.sh --all

lint: .venv/developing
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy

eval: setup
	@$(PYTHON) -m bot eval

bench: setup
	@$(PYTHON) -m bot bench

encoder: .venv/developing
	@.venv/bin/uv sync --quiet --frozen --all-groups --inexact && TF_CPP_MIN_LOG_LEVEL=3 $(PYTHON) -m bot.nlu.tune

pictures: setup .venv/developing
	@PYTHONPATH=. $(PYTHON) docs/pictures.py

.venv/installed: pyproject.toml uv.lock bot/install.sh
	@bash bot/install.sh && touch $@

.venv/developing: .venv/installed
	@bash bot/install.sh --group dev && touch $@
