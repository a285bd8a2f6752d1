"""The shape of the code: which way imports run, how large its parts are, and what is kept of people."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from tutor import api_keys, curation_records, records, teaching_records  # noqa: F401 - each registers its tables

ROOT = Path(__file__).parent.parent
PACKAGES = ("content_store", "retrieval", "tutor", "evaluation", "web")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MIGRATIONS = ROOT / "tutor" / "migrations" / "versions"
"""Written once and never changed afterwards, so their length is nobody's burden."""
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
DRAWERS = {"core", "common", "utils", "util", "helpers", "helper", "services", "managers", "base", "misc"}
DATA_PROTECTION = ROOT / "docs" / "data-protection.md"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_run_the_way_that_the_contracts_say():
    linter = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_no_module_is_longer_than_can_be_read_at_once():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = {name: length for name, length in lengths.items() if length > MOST_LINES}
    assert {name for name in long if not (ROOT / name).is_relative_to(MIGRATIONS)} == set(), long


def test_no_function_is_longer_than_a_screen():
    long = {}
    for path in MODULES:
        if path.is_relative_to(MIGRATIONS):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    long[f"{name_of(path)}:{node.name}"] = length
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=[name_of(path) for path in MODULES])
def test_a_module_begins_by_saying_what_it_is(path):
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said
    assert said.split("\n\n")[0].rstrip().endswith((".", ":"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_it_knows_and_what_it_does_not(package):
    said = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert re.search(r"\b(not|never|nothing|only)\b", said)


def test_no_module_is_a_drawer_for_everything():
    named = {
        name_of(path): DRAWERS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} for path in MODULES
    }
    assert {name for name, drawers in named.items() if drawers} == set()


def test_only_one_module_puts_the_tutor_together():
    """Others are given a `Tutor` or call `Tutor.from_settings`: what is evaluated is what is served."""
    makers = [path for path in MODULES if re.search(r"\bTutor\(", path.read_text(encoding="utf-8"))]
    assert makers == []
    inside = (ROOT / "tutor" / "assembly.py").read_text(encoding="utf-8")
    assert "def from_settings" in inside


def test_the_environment_is_read_in_few_places():
    """Settings come from tutor/settings.py; the address of a model hub is every program's variable."""
    readers = {
        name_of(path) for path in MODULES if re.search(r"os\.(environ(?!\.setdefault)|getenv)", path.read_text("utf-8"))
    }
    assert readers == {"tutor/settings.py", "tutor/model_routes.py"}


# What is kept of people


def documented_columns() -> dict[str, set[str]]:
    """Return the columns that docs/data-protection.md lists for each table of the records."""
    text = DATA_PROTECTION.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text, re.MULTILINE)
    return {table: set(re.findall(r"`(\w+)`", columns)) for table, columns in rows}


@pytest.mark.parametrize("table", SQLModel.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_kept_about_people_is_described(table):
    assert documented_columns().get(table.name) == {column.name for column in table.columns}


def test_nothing_is_described_that_is_not_kept():
    assert documented_columns().keys() == {table.name for table in SQLModel.metadata.sorted_tables}
    assert all(hasattr(records, name) for name in ("Account", "Turn", "Wording"))
