# Needs python3 (3.11 or later), python3-venv and make. `make` alone lists the targets.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help venv run test check docs bench lock clean fhir-server
FHIR_READY := .venv-fhir/ready
FHIR_LOCK := tests/fhir_server/requirements.lock

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 13

venv: $(READY) ## make .venv from the lock file

# The stamp is made last, and a step that fails takes the folder away: there is no half-made environment.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	rm -rf .venv
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock \
	  && $(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable . \
	  && touch $(READY) || { rm -rf .venv; exit 1; }

fhir-server: $(FHIR_READY) ## make .venv-fhir, the FHIR server that some tests need

$(FHIR_READY): $(FHIR_LOCK)
	rm -rf .venv-fhir
	$(PYTHON) -m venv .venv-fhir || { rm -rf .venv-fhir; exit 1; }
	.venv-fhir/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r $(FHIR_LOCK) \
	  && touch $(FHIR_READY) || { rm -rf .venv-fhir; exit 1; }

run: $(READY) ## serve on http://127.0.0.1:8080; another port: make run PORT=8081
	$(BIN)/bone-health-cds serve $(if $(PORT),--port $(PORT))

test: $(READY) ## run all tests with coverage; options of pytest: make test MORE=-x
	$(BIN)/python -m pytest -q -n auto -rs --cov $(MORE)

check: $(READY) ## lint, types, import rules
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY) ## write the generated pages
	$(BIN)/bone-health-cds docs

bench: $(READY) ## server CPU and latency against a bare Flask call
	$(BIN)/python -m tests.load.bench

lock: ## resolve requirements.lock anew (asks the package index)
	$(PYTHON) -m venv .venv.building
	.venv.building/bin/python -m pip install --disable-pip-version-check --quiet uv
	.venv.building/bin/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
	  --group dev --output-file requirements.lock pyproject.toml
	.venv.building/bin/uv pip compile --quiet --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
	  --output-file $(FHIR_LOCK) tests/fhir_server/requirements.in
	rm -rf .venv.building

clean: ## remove what tools made
	rm -rf .venv .venv.building .venv-fhir .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist *.egg-info
