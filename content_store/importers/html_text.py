"""HTML inside questions as the text of a pack: paragraphs, lists and maths; nothing else of it survives.

Knows HTML as question banks write it.
"""

from html import unescape
from html.parser import HTMLParser

import nh3

from content_store.importers.found import Unfit
from content_store.importers.wording import with_maths

BREAKS = frozenset(["p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"])
KEPT = {*BREAKS, "sup", "sub"}
MEANT = {
    "img": "an image",
    "svg": "an image",
    "canvas": "an image",
    "picture": "an image",
    "audio": "a recording",
    "video": "a recording",
    "iframe": "something embedded",
    "object": "something embedded",
    "embed": "something embedded",
    "applet": "something embedded",
    "table": "a table",
    "math": "maths that cannot be read",
    "input": "a field of a form",
    "select": "a field of a form",
}
"""What cannot be shown as text, and without which a question does not mean the same."""
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
LONGEST = 50_000
DEEPEST = 100


def raised(text: str, low: bool = False) -> str:
    """Return text as superscript, or with `low` as subscript: in small signs where there are any for all of it."""
    table = LOWERED if low else RAISED
    plain = text.replace("−", "-").strip()
    if plain and all(ord(sign) in table for sign in plain):
        return plain.translate(table)
    return f"{'_' if low else '^'}({plain})" if len(plain) > 1 else f"{'_' if low else '^'}{plain}"


def text_of_html(html: str) -> str:
    """Return HTML as Markdown with LaTeX.

    Raises:
        Unfit: it holds an image or something else that is more than text.
    """
    if len(html) > LONGEST:
        raise Unfit("it is too long")
    if "<" not in html:
        return with_maths(unescape(html))
    seen = _Seen()
    seen.feed(html)
    seen.close()
    if seen.reason:
        raise Unfit(f"it holds {seen.reason}")
    if seen.deepest > DEEPEST:
        raise Unfit("its HTML is nested too deeply")
    writer = _Writer()
    writer.feed(nh3.clean(html, tags=KEPT, attributes={}, clean_content_tags={"script", "style", "title"}))
    writer.close()
    return with_maths(writer.text)


class _Seen(HTMLParser):
    """Notes the first thing that is more than text, and how deep the markup goes."""

    def __init__(self) -> None:
        super().__init__()
        self.reason = ""
        self.deepest = self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.reason = self.reason or MEANT.get(tag, "")
        self._depth += tag not in ("br", "hr", "wbr", "img", "input", "meta", "link")
        self.deepest = max(self.deepest, self._depth)

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(self._depth - 1, 0)


class _Writer(HTMLParser):
    """Writes the text of clean HTML."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._small: list[tuple[str, int]] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("sup", "sub"):
            self._small.append((tag, len(self._parts)))
        elif tag in BREAKS:
            self._parts.append("\n" if tag in ("br", "li") else "\n\n")
            self._parts += ["• "] if tag == "li" else []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("sup", "sub") and self._small:
            kind, start = self._small.pop()
            inside = "".join(self._parts[start:])
            self._parts[start:] = [raised(inside, low=kind == "sub")] if inside.strip() else []
        elif tag in BREAKS and tag not in ("br", "li"):
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
