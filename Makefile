# Sayso: `make run` to see it, `make test` to check it. Everything else is in CONTRIBUTING.md.
.PHONY: run test check bench soak stack
.SUFFIXES:

PYTHON := .venv/bin/python

run:
	@deploy/setup requirements.lock
	@exec $(PYTHON) manage.py serve

test:
	@deploy/setup requirements-dev.lock
	@deploy/test

check:
	@deploy/setup requirements-dev.lock
	@deploy/check

bench:
	@deploy/setup requirements-dev.lock
	@$(PYTHON) -m tests.bench

soak:
	@deploy/setup requirements-dev.lock
	@$(PYTHON) -m pytest -m slow

stack:
	@deploy/setup requirements-dev.lock
	@deploy/stack
