"""Mixed XML (paragraphs with words and maths in them) as the text of a pack.

Knows how such text is put together; which element is a paragraph, is left out or is more than text, each format says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content_store.importers.found import Unfit
from content_store.importers.html_text import raised
from content_store.importers.mathml import latex_of
from content_store.importers.safe_xml import Element, local
from content_store.importers.wording import LONGEST, clean, escaped, inline_maths


@dataclass(frozen=True)
class Markup:
    """What the elements of a format mean for their text."""

    blocks: frozenset[str]
    quiet: frozenset[str] = frozenset()
    """Elements left out with all that is in them."""
    unfit: Mapping[str, str] = field(default_factory=dict)
    """Elements that are more than text, with the reason."""
    small: Mapping[str, bool] = field(default_factory=lambda: {"sup": False, "sub": True})
    """Elements set high or low."""
    gaps: frozenset[str] = frozenset()
    """Elements in whose place a pupil writes."""


GAP = r"\_\_\_\_\_"


def text_of(element: Element, markup: Markup, longest: int = LONGEST) -> str:
    """Return the text of an element as Markdown with LaTeX.

    Raises:
        Unfit: it holds what is more than text, or maths that cannot be read, or is too long.
    """
    parts: list[str] = []
    _write(element, markup, parts)
    text = clean("".join(parts))
    if len(text) > longest:
        raise Unfit(f"it is longer than {longest:,} characters")
    return text


def _write(element: Element, markup: Markup, parts: list[str]) -> None:
    name = local(element)
    if name in markup.unfit:
        raise Unfit(f"it holds {markup.unfit[name]}")
    if name == "math":
        parts.append(inline_maths(latex_of(element)))
    elif name in markup.gaps:
        parts.append(f" {GAP} ")
    elif name in markup.small:
        inside = "".join(element.itertext())
        parts.append(escaped(raised(inside, low=markup.small[name])) if inside.strip() else "")
    elif name and name not in markup.quiet:
        _write_inside(element, markup, parts)


def _write_inside(element: Element, markup: Markup, parts: list[str]) -> None:
    edge = "\n\n" if local(element) in markup.blocks else ""
    parts += [edge, _flat(element.text)]
    for part in element:
        _write(part, markup, parts)
        parts.append(_flat(part.tail))
    parts.append(edge)


def _flat(text: str | None) -> str:
    """Return text as it flows, its line breaks being spaces."""
    return escaped((text or "").replace("\n", " ")) if text else ""
