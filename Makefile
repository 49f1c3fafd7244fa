# The commands people run. `make` alone lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.SHELLFLAGS := -eu -c

PORT ?= 8000
WORKERS ?= 2
ARGS ?=
SECONDS ?= 60
AWAY ?= 8
FRONTEND_PORT ?= 4321
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/nuages
TEST_REDIS_URL ?= redis://127.0.0.1:6379/15

# Always "python -m tool": the scripts in .venv/bin name the folder they were made in, and folders get moved.
VENV := .venv
RUN := $(VENV)/bin/python
INSTALLED := $(VENV)/installed
# A file's tests stay together, so that what a module shares is made once.
PYTEST := $(RUN) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m piptools compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# The reference frontend: what npm installs from its lock, and what is built from its sources.
FRONTEND := examples/frontend
FRONTEND_MODULES := $(FRONTEND)/node_modules/.package-lock.json
FRONTEND_BUILT := $(FRONTEND)/dist/server/entry.mjs
FRONTEND_SOURCES := $(shell find $(FRONTEND)/src $(FRONTEND)/public -type f ! -name '*.gen.ts') \
	$(wildcard $(FRONTEND)/*.json $(FRONTEND)/*.mjs $(FRONTEND)/*.ts) graphql/schema.graphql
NPM := npm --prefix $(FRONTEND)

LINTERS := lint-ruff lint-format lint-types lint-imports lint-migrations lint-schema lint-documents lint-settings lint-repository \
	lint-dockerfile

.PHONY: help install run worker test test-services test-browser coverage lint $(LINTERS) format schema schema-check documents \
	settings-reference lock audit dependency-audit secret-scan frontend frontend-build fuzz proof faults soak bench bench-large \
	bench-attacks dockerfile-check clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(INSTALLED)  ## make the virtual environment and install what is locked

# The editable install names this folder, so the stamp does too: a moved folder is installed again.
ifneq ($(shell cat $(INSTALLED) 2>/dev/null),$(CURDIR))
.PHONY: $(INSTALLED)
endif
# The lock is complete: nothing is left to resolve, and an older pip refuses a locked package that another one wants with an extra.
$(INSTALLED): requirements/dev.txt pyproject.toml
	@scripts/make_venv.sh $(VENV)
	@echo "Installing (a minute or two the first time) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@printf '%s\n' "$(CURDIR)" > $(INSTALLED)

run: $(INSTALLED)  ## migrate, load the demo content, serve on 127.0.0.1 (PORT=8000, RELOAD=1 on changes) with the worker
	@exec $(RUN) scripts/run.py $(PORT)

worker: $(INSTALLED)  ## run the worker alone
	@exec $(RUN) manage.py worker

test: $(INSTALLED)  ## the whole suite on SQLite (ARGS="-k words" is passed on to pytest)
	@$(PYTEST) $(ARGS)

coverage: $(INSTALLED)  ## the same, with branch coverage: fails below 95 %; takes twice the time
	@$(PYTEST) --cov --cov-report=term $(ARGS)

test-services: $(INSTALLED)  ## the same suite on PostgreSQL and Redis
	@DATABASE_URL="$(TEST_DATABASE_URL)" REDIS_URL="$(TEST_REDIS_URL)" $(RUN) scripts/check_services.py
	@DATABASE_URL="$(TEST_DATABASE_URL)" REDIS_URL="$(TEST_REDIS_URL)" $(PYTEST) $(ARGS)

test-browser: $(INSTALLED)  ## the browser tests alone
	@$(RUN) -m pytest tests/browser $(ARGS)

lint: $(INSTALLED)  ## every check that runs no test
	@$(MAKE) --jobs=2 --keep-going --output-sync=target $(LINTERS)

lint-ruff: $(INSTALLED)
	@$(RUN) -m ruff check --quiet .
lint-format: $(INSTALLED)
	@$(RUN) -m ruff format --quiet --check .
lint-types: $(INSTALLED)
	@$(RUN) -m mypy
lint-imports: $(INSTALLED)
	@$(RUN) -c "from importlinter.cli import lint_imports_command as lint; lint()"
lint-migrations: $(INSTALLED)
	@DATABASE_URL=sqlite://:memory: $(RUN) manage.py makemigrations --check --dry-run
	@$(RUN) scripts/lint_migrations.py
lint-schema: $(INSTALLED)
	@$(RUN) manage.py write_schema --check
lint-documents: $(INSTALLED)
	@$(RUN) scripts/compose_documents.py --check
lint-settings: $(INSTALLED)
	@$(RUN) scripts/settings_reference.py --check
lint-repository: $(INSTALLED)
	@$(RUN) scripts/check_repository.py
lint-dockerfile: $(INSTALLED)
	@$(VENV)/bin/hadolint Dockerfile

secret-scan: $(INSTALLED)  ## look for secrets in all that is or would be committed
	@$(RUN) scripts/secret_scan.py

dependency-audit: $(INSTALLED)  ## known vulnerabilities of what is locked (needs the network and Node.js); 3: could not be asked
	@scripts/install_node.sh
	@$(RUN) scripts/dependency_audit.py

format: $(INSTALLED)  ## put the Python files in order
	@$(RUN) -m ruff check --fix-only --quiet .
	@$(RUN) -m ruff format .

schema: $(INSTALLED)  ## write graphql/schema.graphql from the code
	@$(RUN) manage.py write_schema

documents: $(INSTALLED)  ## compose the frontend's trusted documents, graphql/operations/frontend_*.graphql
	@$(RUN) scripts/compose_documents.py

settings-reference: $(INSTALLED)  ## write docs/settings.md from the code and .env.example
	@$(RUN) scripts/settings_reference.py

schema-check: $(INSTALLED)  ## list what has changed since the released schema; fail on breaking changes
	@$(RUN) manage.py compare_schema

audit: $(INSTALLED)  ## the audits of GraphQL over HTTP against the running endpoint (needs Node.js)
	@scripts/install_node.sh
	@$(RUN) scripts/audit.py

frontend: $(INSTALLED) $(FRONTEND_BUILT)  ## the reference frontend on 127.0.0.1:4321, beside `make run` (FRONTEND_PORT=4321, PORT=8000)
	@$(RUN) manage.py set_frontend "http://127.0.0.1:$(FRONTEND_PORT)" --if-unset
	@cd $(FRONTEND) && NUAGES_API="$${NUAGES_API:-http://127.0.0.1:$(PORT)}" HOST=127.0.0.1 PORT=$(FRONTEND_PORT) \
		exec node dist/server/entry.mjs

frontend-build: $(FRONTEND_BUILT)  ## check and build the reference frontend from its lock file (needs Node.js)

$(FRONTEND_MODULES): $(FRONTEND)/package-lock.json $(FRONTEND)/package.json
	@scripts/install_node.sh
	@echo "Installing the frontend's packages ..."
	@$(NPM) ci --no-progress --loglevel=error
	@touch $@
$(FRONTEND_BUILT): $(FRONTEND_MODULES) $(FRONTEND_SOURCES)
	@echo "Building the frontend ..."
	@$(NPM) run --silent build
	@touch $@

fuzz: $(INSTALLED)  ## 2,000 generated calls of the running endpoint (CALLS=2000)
	@$(RUN) scripts/fuzz.py

proof: $(INSTALLED)  ## the long runs: random editorial work, services that are killed, a soak; writes docs/proof.md (ARGS="faults lag": parts)
	@TEST_DATABASE_URL="$(TEST_DATABASE_URL)" TEST_REDIS_URL="$(TEST_REDIS_URL)" $(RUN) -m tests.proof $(ARGS)

faults: $(INSTALLED)  ## each service killed and started again in turn, under load (AWAY=8 seconds)
	@$(RUN) -m tests.proof.faults --seconds $(AWAY)

soak: $(INSTALLED)  ## all services at four fifths of what they can do, and their memory (SECONDS=60)
	@$(RUN) -m tests.proof.soak --seconds $(SECONDS)

bench-attacks: $(INSTALLED)  ## the processor time of each refused attack; fail above 100 ms
	@$(RUN) -m benchmarks.attacks

lock: $(INSTALLED)  ## compile requirements/*.txt from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(COMPILE) $(ARGS) --output-file=requirements/base.txt pyproject.toml
	@$(COMPILE) $(ARGS) --extra=sentry --extra=tracing --constraint=requirements/base.txt --output-file=requirements/extras.txt pyproject.toml
	@$(COMPILE) $(ARGS) --extra=dev --constraint=requirements/base.txt --output-file=requirements/dev.txt pyproject.toml

dockerfile-check: $(INSTALLED)  ## run the Dockerfile's steps in an empty folder, without Docker
	@$(VENV)/bin/hadolint Dockerfile
	@$(RUN) scripts/prove_dockerfile.py

bench: $(INSTALLED)  ## measure against 1,000 articles and plain Grapple, and write docs/performance.md
	@TEST_DATABASE_URL="$(TEST_DATABASE_URL)" $(RUN) -m benchmarks $(ARGS)

bench-large: $(INSTALLED)  ## the same with 100,000 articles beside it
	@TEST_DATABASE_URL="$(TEST_DATABASE_URL)" $(RUN) -m benchmarks --large $(ARGS)

clean:  ## remove the environment and everything that runs have written
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
