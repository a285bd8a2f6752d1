"""The parts that pages share: each is used, described, and written by templates in no other way."""

import re
from pathlib import Path

import pytest

import web

TEMPLATES = Path(web.__file__).parent / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
PAGES = [one for one in TEMPLATES.rglob("*.html") if one.parent != TEMPLATES / "components"]
GUIDE = (Path(web.__file__).parents[1] / "docs" / "design-system.md").read_text()
MACRO = re.compile(r"{% macro (\w+)\(")
PARTS = [(file.name, name) for file in COMPONENTS for name in MACRO.findall(file.read_text())]


def used(name, texts):
    return any(re.search(rf"{{[{{%] ?(?:call )?(?:\w+\.)?{name}\(|\b{name}\(", text) for text in texts)


@pytest.mark.parametrize(("file", "name"), PARTS)
def test_every_part_is_used(file, name):
    others = [MACRO.sub("", one.read_text()) for one in COMPONENTS]
    assert used(name, [one.read_text() for one in PAGES] + others)


@pytest.mark.parametrize(("file", "name"), [part for part in PARTS if part[1] not in ("before", "told")])
def test_every_part_is_described(file, name):
    assert f"`{file}`" in GUIDE
    assert f"`{name}(" in GUIDE


def test_a_part_that_nobody_uses_is_seen():
    assert used("table", ['{% call table("staff", []) %}{% endcall %}'])
    assert used("text", ["{{ fields.text(form.name, errors) }}"])
    assert not used("table", ["<table>", "{% from 'components/table.html' import table %}"])


def test_no_page_writes_a_summary_of_errors_by_itself():
    assert [one.name for one in PAGES if 'class="error-summary"' in one.read_text()] == []
