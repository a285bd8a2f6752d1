# The two commands that everybody needs: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# llama.cpp is compiled for this machine; what the service does not use is left out.
export CMAKE_ARGS ?= -DLLAVA_BUILD=OFF -DCMAKE_PROJECT_llama_cpp_INCLUDE=$(CURDIR)/packaging/llama-cpp.cmake
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell getconf _NPROCESSORS_ONLN)

# Functions whose first argument is translated, besides gettext's own; the order and the lines of a catalogue stay put.
WORDS := -k _l -k to_translate -k Told -k FileRefused -k CellRefused --no-location --sort-output --no-wrap

.PHONY: run test check install install-dev browser pictures measure-pages translations format clean

run: install
	$(BIN)/attain setup
	$(BIN)/attain serve

test: check

check: install-dev browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

install: $(VENV)/.installed web/static/vendor/htmx.min.js

install-dev: install $(VENV)/.installed-dev

# The tests drive Debian's Chromium; where there is none, Playwright fetches its own, once.
browser: install-dev
	@command -v chromium > /dev/null || $(BIN)/playwright install chromium

$(VENV)/.installed: requirements.lock packaging/install pyproject.toml
	PYTHON="$(PYTHON)" sh packaging/install $(VENV) requirements.lock
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	sh packaging/install $(VENV) requirements-dev.lock
	touch $@

web/static/vendor/htmx.min.js: package-lock.json
	npm ci --no-audit --no-fund
	mkdir -p web/static/vendor
	cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/LICENSE web/static/vendor/
	cp node_modules/@fontsource/opendyslexic/files/opendyslexic-latin-[47]00-normal.woff2 web/static/vendor/
	cp node_modules/@fontsource/opendyslexic/LICENSE web/static/vendor/LICENSE.opendyslexic
	touch $@

# Every page at two sizes, and a table of what each weighs, in build/pictures.
pictures: install-dev browser
	PICTURES=$(CURDIR)/build/pictures $(BIN)/python -m pytest -q tests/browser/test_walk.py

# Lighthouse and the time to a verdict, on a demonstration service that runs: make measure-pages URL=... DATA=...
measure-pages: install-dev browser
	$(BIN)/python packaging/measure_pages.py $(URL) $(DATA)

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Collects the words of the pages and brings every catalogue up to date; what is new waits there for a translator.
# Nothing is compiled: the service reads the catalogues as they are.
translations: install-dev
	mkdir -p build
	$(BIN)/pybabel -q extract -F pyproject.toml $(WORDS) --project=Attain --copyright-holder="The Attain authors" -o build/messages.pot .
	$(BIN)/pybabel -q update -i build/messages.pot -d web/translations --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

clean:
	rm -rf $(VENV) node_modules web/static/vendor build *.egg-info
