"""Finds visible words of templates, and of what views say, that do not go through gettext."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

GETTEXT = ("_", "gettext", "ngettext", "pgettext", "npgettext")
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
SAID_ATTRIBUTES = ("aria-label", "alt", "title", "placeholder")
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {
    "Attain", "– Attain", "Authorization: Bearer", "openapi.json", "ABCDEFGHIJKLMN",
    "This is how fast it is read. x squared plus 3 x equals 10.",
}  # fmt: skip
"""Names and signs, the same in every language, and what an English voice reads."""
CODES = {
    "nearly secure", "getting there", "needs practice", "not started", "self check", "after attempt", "with leave",
    "not right", "set aside", "not begun", "needs-practice", "full name", "external id",
}  # fmt: skip
"""What code calls things, with a space in it: compared or looked up, never shown as it is."""


class _Visible(HTMLParser):
    """Collects the texts between tags, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SAID_ATTRIBUTES and value]


def words_of_template(source: str) -> list[str]:
    """Return the words that a template shows as they stand in it, whatever the language of the page."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    html = "".join(one.data if isinstance(one, nodes.TemplateData) else HOLE for one in _written(tree))
    reader = _Visible()
    reader.feed(html)
    reader.close()
    texts = [text.replace(HOLE, " ").strip() for text in reader.found if '="' not in text]
    texts += [one for one in _constants(tree) if _is_said(one)]
    return [text for text in texts if WORD.search(text) and text not in NAMES | CODES]


def _written(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what is written, in turn: text as it stands, or something worked out."""
    for output in tree.find_all(nodes.Output):
        yield from output.nodes


def _constants(node: nodes.Node) -> Iterator[str]:
    """Yield the strings in expressions that may be shown: not those that are translated, compared or looked up."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in (*GETTEXT, "url_for"):
        return
    if isinstance(node, nodes.Compare | nodes.Test | nodes.FromImport | nodes.Import | nodes.Include | nodes.Extends):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    parts = [node.node] if isinstance(node, nodes.Filter) and node.node else node.iter_child_nodes()
    for part in parts:
        yield from _constants(part)


def _is_said(text: str) -> bool:
    """Return whether a string of an expression reads like words for people: with a space or a capital letter."""
    return (
        bool(WORD.search(text)) and "=" not in text and bool(re.search(r"[A-Za-z] [A-Za-z]|^[A-Z][a-z]", text.strip()))
    )


def words_of_view(source: str) -> list[str]:
    """Return what a module flashes, or tells of a field, without passing it through gettext."""
    calls = [one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    return [ast.unparse(one) for one in calls if one.args and _tells(one) and _has_words(one.args[0])]


def _tells(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    return name in ("flash", "InputRequired", "DataRequired") or name.endswith("Field")


def _has_words(node: ast.AST) -> bool:
    """Return whether a text stands in an expression to be told: not in a call, which has made it, nor compared."""
    if isinstance(node, ast.Call | ast.Compare):
        return False
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(WORD.search(node.value))
    return any(_has_words(part) for part in ast.iter_child_nodes(node))


def templates(folder: Path) -> list[Path]:
    """Return every template."""
    return sorted(folder.rglob("*.html"))
