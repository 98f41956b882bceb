# make run: the application on http://127.0.0.1:8000. make test: every check. The rest is for those who change the code.

HOST ?= 127.0.0.1
PORT ?= 8000
python := .venv/bin/python
pip_install := $(python) -m pip install -qq --disable-pip-version-check --no-warn-script-location --editable

.PHONY: run test lint format bench office translations clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

run: .venv/.installed
	@$(python) -m radar serve --host '$(HOST)' --port '$(PORT)'

test: lint
	@$(python) -m tests.browser.chromium
	@$(python) -m pytest -n 2 --dist loadgroup

lint: .venv/.installed-for-tests
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/djlint templates --lint --check

format: .venv/.installed-for-tests
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .
	@.venv/bin/djlint templates --reformat --quiet || true

bench: .venv/.installed-for-tests
	@$(python) -m bench

# Opens exported plans in LibreOffice, which must be there: its command is soffice.
office: .venv/.installed-for-tests
	@$(python) -m tests.office

# Brings the English catalogue up to date with the texts of templates and code, and compiles it.
translations: .venv/.installed-for-tests
	@$(python) -m tests.catalogue

clean:
	@rm -rf .venv build dist *.egg-info .*_cache .hypothesis .import_linter_cache

.venv/pyvenv.cfg:
	@sh .ci/make-venv

.venv/.installed: .venv/pyvenv.cfg setup.cfg pyproject.toml
	@echo 'Installing the application (the first time: a minute or two)'
	@$(pip_install) .
	@touch $@

.venv/.installed-for-tests: .venv/pyvenv.cfg setup.cfg pyproject.toml
	@echo 'Installing the application and what its tests need (the first time: a few minutes)'
	@$(pip_install) '.[test]'
	@touch $@ .venv/.installed
