"""Authored Markdown and worded replies as safe HTML, with LaTeX as MathML.

Knows nothing of who reads it. What a pupil wrote is never passed through here: it is shown as plain text.
"""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import nh3
from babel.dates import format_date, format_datetime
from flask import Flask
from flask_babel import get_locale
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from content_store.diagrams.kinds import of_data
from web.diagrams.drawing import Shown, shown
from web.language import ENGLISH, LOCALES, english_attribute

ENGLAND = ZoneInfo("Europe/London")

MATHML_TAGS = {
    "math", "mrow", "mi", "mn", "mo", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot", "mtext", "mspace",
    "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "menclose", "semantics",
}  # fmt: skip
TAGS = {
    "p", "em", "strong", "ul", "ol", "li", "code", "pre", "blockquote", "h3", "h4", "table", "thead", "tbody",
    "tr", "th", "td", "br", "hr", "sub", "sup", "span", "div",
} | MATHML_TAGS  # fmt: skip
ATTRIBUTES = {
    "math": {"display", "xmlns"},
    "mo": {"stretchy", "fence", "form", "separator", "lspace", "rspace"},
    "mi": {"mathvariant"},
    "mspace": {"width"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "span": {"class"},
    "div": {"class"},
}


BREAK = "\u200b"
"""A place of no width where a line may end."""

UNBROKEN = 25
"""Characters of LaTeX that fit on one line of a telephone."""


PRIMED = re.compile(r"<msup>(<mi>[^<]*</mi>|<mrow>(?:(?!</?mrow>).)*</mrow>)<mi>((?:&#x0203[2-4];)+)</mi></msup>")
"""A prime as an index: without a font for maths, browsers raise and shrink what is raised and small already."""


def _with_prime(found: re.Match[str]) -> str:
    """Return a letter with its prime beside it, where the sign itself stands high."""
    return f'<mrow>{found[1]}<mo form="postfix" lspace="0" rspace="0">{found[2]}</mo></mrow>'


def maths(latex: str, display: bool = False) -> str:
    """Return LaTeX as MathML; what cannot be converted is shown as it is written."""
    try:
        return PRIMED.sub(_with_prime, convert(latex, display="block" if display else "inline"))
    except Exception:  # latex2mathml raises whatever its parser trips over; the page must not fall with it
        return f"<code>{html.escape(latex)}</code>"


def pieces(latex: str) -> list[str]:
    """Return a long chain of equalities as pieces that begin with their sign: browsers break no formula themselves."""
    if len(latex) <= UNBROKEN or "\\left" in latex or "\\begin" in latex:
        return [latex]
    found, depth = [""], 0
    for sign in latex:
        depth += (sign in "{([") - (sign in "})]")
        if sign == "=" and depth == 0 and found[-1].strip():
            found.append("")
        found[-1] += sign
    return [piece.strip() for piece in found]


def _math_rule(self: RendererHTML, tokens: list[Token], index: int, options: object, env: object) -> str:
    return BREAK.join(maths(piece) for piece in pieces(tokens[index].content))


def _math_block_rule(self: RendererHTML, tokens: list[Token], index: int, options: object, env: object) -> str:
    return f'<div class="maths-block">{maths(tokens[index].content, display=True)}</div>'


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": False, "linkify": False}).enable("table")
    reader.use(dollarmath_plugin, allow_space=False, double_inline=True)
    reader.disable(["image", "link", "autolink"])
    reader.add_render_rule("math_inline", _math_rule)
    reader.add_render_rule("math_inline_double", _math_rule)
    reader.add_render_rule("math_block", _math_block_rule)
    return reader


READER = _reader()


@lru_cache(maxsize=4096)
def rendered(text: str) -> Markup:
    """Return Markdown with LaTeX as HTML that holds nothing but text, structure and MathML."""
    cleaned = nh3.clean(READER.render(text), tags=TAGS, attributes=ATTRIBUTES)
    return Markup(cleaned)  # noqa: S704 - cleaned on the line above


@lru_cache(maxsize=4096)
def rendered_inline(text: str) -> Markup:
    """Return one line of Markdown with LaTeX as HTML, without a paragraph around it."""
    cleaned = nh3.clean(READER.renderInline(text), tags=TAGS, attributes=ATTRIBUTES)
    return Markup(cleaned)  # noqa: S704 - cleaned on the line above


def as_reading(latex: str) -> Markup:
    """Return how an answer was read, from marking's LaTeX."""
    return rendered_inline(f"${latex}$")


def plain(text: str) -> str:
    """Return Markdown with LaTeX as words and signs, for a page title or a label."""
    return re.sub(r"\s+", " ", re.sub(r"[$\\{}*#`]", " ", text)).strip()


PATTERNS = {
    "%a": "EEE", "%A": "EEEE", "%d": "dd", "%b": "MMM", "%B": "MMMM", "%Y": "yyyy", "%H": "HH", "%M": "mm", "%S": "ss",
}  # fmt: skip
"""The signs of a style in the notation of Unicode's locales, which knows the order and the endings of each language."""


def clock(moment: date, style: str = "%a %d %b, %H:%M") -> str:
    """Return a recorded time as the clock on the classroom wall shows it: the service is for schools in England.

    A day without a time stays that day. `style` is as for `strftime`; names are in the language of the page.
    """
    pattern = re.sub("%[a-zA-Z]", lambda sign: PATTERNS[sign[0]], style)
    locale = get_locale() or LOCALES[ENGLISH]
    if not isinstance(moment, datetime):
        return format_date(moment, pattern, locale)
    return format_datetime(moment, pattern, ENGLAND, locale)


def in_english(show: Callable[[str], Markup], element: str) -> Callable[..., Markup]:
    """Return a filter for authored text, which marks it as English on a page in another language.

    With `own=True` the text is the page's own and is not marked.
    """

    def marked(text: str, own: bool = False) -> Markup:
        shown, mark = show(str(text)), "" if own else english_attribute()
        return Markup(f"<{element}{mark}>{shown}</{element}>") if mark else shown  # noqa: S704 - `show` has cleaned it

    return marked


def diagram(kept: object) -> Shown | None:
    """Return a drawn diagram, or what was kept of one, as a page shows it; None where there is none."""
    drawn = of_data(kept)
    if drawn is None:
        return None
    found = shown(drawn)
    return replace(found, markup=Markup(found.markup))  # noqa: S704 - what wrote it has escaped every text


def register(app: Flask) -> None:
    """Give the templates these as filters."""
    app.add_template_filter(diagram, "diagram")
    app.add_template_filter(clock, "clock")
    app.add_template_filter(plain, "plain")
    app.add_template_filter(in_english(rendered, "div"), "markdown")
    app.add_template_filter(in_english(rendered_inline, "span"), "markdown_inline")
    app.add_template_filter(as_reading, "reading")
