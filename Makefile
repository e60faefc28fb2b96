# Nurinet's daily commands. `make` alone explains them.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PORT ?= 8000
HOST ?= 127.0.0.1
VAR_DIR ?= $(CURDIR)/var
JOBS ?= auto
ARGS ?=
CORPUS ?=
PATHS ?= .

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py

# The sample district: production's settings on one's own machine. What differs is said here.
SAMPLE_ENV = VAR_DIR="$(VAR_DIR)" DEBUG=$${DEBUG:-0} HTTPS=$${HTTPS:-0} STAFF_MFA_REQUIRED=$${STAFF_MFA_REQUIRED:-0} \
	SECRET_KEY="$${SECRET_KEY:-$$(cat "$(VAR_DIR)/secret_key")}" BASE_URL="$${BASE_URL:-http://$(HOST):$(PORT)}" \
	EMAIL_BACKEND=$${EMAIL_BACKEND:-django.core.mail.backends.filebased.EmailBackend} LOG_LEVEL=$${LOG_LEVEL:-WARNING} \
	REQUEST_LOG_LEVEL=$${REQUEST_LOG_LEVEL:-WARNING} LINK_CHECKS=$${LINK_CHECKS:-0} PULLING=$${PULLING:-0} \
	IDENTITY_DEVELOPMENT=$${IDENTITY_DEVELOPMENT:-1}
DEV_ENV = VAR_DIR="$(VAR_DIR)" DEBUG=1

VENDOR_SOURCES := package-lock.json $(shell find scripts templates -type f \( -name '*.mjs' -o -name '*.html' \) 2>/dev/null)

.PHONY: help run test lint fix check migrations seed lock bench search-serve static vendor

help:  ## 이 도움말을 보입니다 / show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.runtime vendor static  ## 예시 구를 만들고 서버를 띄웁니다 (PORT=8000) / sample district, served
	@$(SAMPLE_ENV) exec $(MANAGE) serve --sample --host "$(HOST)" --port "$(PORT)"

test: $(VENV)/.dev vendor  ## 모든 시험 (ARGS="-k 이름") / the whole test suite
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		echo "Chromium이 없어 브라우저 시험을 건너뜁니다. / No Chromium: browser tests are skipped. (Debian: apt-get install chromium fonts-noto-cjk)"
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -n $(JOBS) $(ARGS)

lint: $(VENV)/.dev  ## 코드와 서식 검사 / check code and templates
	@$(VENV)/bin/ruff check $(PATHS)
	@$(VENV)/bin/ruff format --check $(PATHS)
	@$(VENV)/bin/djlint templates --lint --quiet

fix: $(VENV)/.dev  ## 고칠 수 있는 것을 고칩니다 / mend what a tool can mend
	@$(VENV)/bin/ruff check --fix $(PATHS)
	@$(VENV)/bin/ruff format $(PATHS)

check: $(VENV)/.dev  ## 이전 파일과 배포 설정 검사 / migrations and deploy settings
	@$(DEV_ENV) $(MANAGE) makemigrations --check --dry-run
	@VAR_DIR="$(VAR_DIR)" SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" DEBUG=0 \
		ALLOWED_HOSTS=nurinet.example BASE_URL=https://nurinet.example $(MANAGE) check --deploy --fail-level WARNING

migrations: $(VENV)/.dev  ## 이전 파일을 만듭니다 (APP= NAME=) / make a migration
	@$(DEV_ENV) $(MANAGE) makemigrations $(APP) -n "$(NAME)"

seed: $(VENV)/.runtime  ## 개발용 데이터베이스에 예시를 넣습니다 / load the sample into the development database
	@$(DEV_ENV) $(MANAGE) migrate --verbosity 0
	@$(DEV_ENV) $(MANAGE) load_sample

static: $(VENV)/.runtime vendor $(VAR_DIR)/secret_key  ## 바뀐 정적 파일을 모읍니다 / collect static files that changed
	@stamp="$(VAR_DIR)/static/.collected"; \
	if [ ! -e "$$stamp" ] || [ -n "$$(find nurinet_cms/static $(VENV)/.runtime -type f -newer "$$stamp" -print -quit)" ]; then \
		$(SAMPLE_ENV) $(MANAGE) collectstatic --noinput --clear --verbosity 0 && touch "$$stamp"; fi

bench: $(VENV)/.dev vendor  ## 속도 비교 (PostgreSQL과 Redis 필요) / benchmark against a plain Wagtail page
	@$(PY) -m bench $(ARGS)

search-serve: $(VENV)/.runtime vendor static  ## 자료 하나만 담은 누리집을 띄웁니다 (CORPUS=파일 PORT=8000) / serve a corpus, to judge the search
	@[ -n "$(CORPUS)" ] || { echo "CORPUS=파일 을 적어 주십시오. / Say CORPUS=FILE."; exit 1; }
	@VAR_DIR="$(VAR_DIR)" exec $(PY) -m bench.corpus "$(CORPUS)" --port "$(PORT)"

lock: $(VENV)/.dev  ## 필요한 꾸러미를 다시 고정합니다 / pin requirements again
	@for name in requirements requirements-dev; do \
		$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-emit-find-links --no-header "$$name.in" -o "$$name.txt"; done

# Steps that are done once --------------------------------------------------------------------

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 이상이 필요합니다. / Python 3.11 or newer is needed (Debian: apt-get install python3 python3-venv; or python.org)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "가상 환경을 만들지 못했습니다. / venv is missing (Debian: apt-get install python3-venv)."; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "필요한 꾸러미를 설치합니다. 처음에는 몇 분 걸립니다. / Installing requirements; a few minutes the first time."
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The government's design system and fonts, from npm. Without Node the site works, in plain clothes.
vendor:
	@if command -v npm >/dev/null; then $(MAKE) -s nurinet_cms/static/vendor/.built; \
	elif [ ! -e nurinet_cms/static/vendor/.built ]; then \
		echo "Node.js(npm)가 없어 디자인 시스템 없이 보입니다. Node.js 20 이상을 설치하고 다시 해 주십시오."; \
		echo "No Node.js (npm): the site shows without its design system. Install Node.js 20 or newer (Debian: apt-get install nodejs npm; or nodejs.org) and run make again."; fi

nurinet_cms/static/vendor/.built: node_modules/.installed $(VENDOR_SOURCES)
	@npm run --silent build
	@mkdir -p $(@D) && touch $@

node_modules/.installed: package-lock.json
	@npm ci --silent --ignore-scripts
	@touch $@

$(VAR_DIR)/secret_key:
	@mkdir -p "$(@D)" && umask 077 && $(PY) -c 'import secrets; print(secrets.token_urlsafe(64))' > "$@"
