"""What is read aloud of a text: Markdown with its formulas and signs in words, a diagram by its text alternative.

Nothing that comes out holds LaTeX or Markdown. Knows nothing of voices, nor of who listens.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from content_store.answers import Answer, MatchingAnswer, OrderingAnswer
from content_store.asked import asked
from content_store.diagrams.kinds import of_data
from tutor.spoken_formula import spoken_formula
from tutor.spoken_notation import NUMBER_END, left_out, spoken_notation

FIRST_FORMULA = 0xE100
"""From here on, in a part of Unicode that no text uses, each sign stands for one formula of a line."""
ENDS = ("paragraph_close", "heading_close", "list_item_close", "tr_close", "blockquote_close")
RAISED = re.compile(r"\$\^\{?([23])\}?\$")
"""A power written as a formula of its own, after a unit or a word."""
CELL_ENDS = ("td_close", "th_close")


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.use(dollarmath_plugin, allow_space=False, double_inline=True)
    return reader.disable(["image", "link", "autolink"])


READER = _reader()


@lru_cache(maxsize=4096)
def spoken_text(text: str) -> str:
    """Return a text as it is read aloud; empty only for one without words."""
    text = RAISED.sub(lambda found: {"2": "²", "3": "³"}[found[1]], text)
    return left_out(_sentences("".join(_said(READER.parse(text)))))


def spoken_diagram(kept: object) -> str:
    """Return what is read aloud in place of a diagram, or of what was kept of one; empty where there is none."""
    drawn = of_data(kept)
    return f"There is a diagram. {spoken_text(drawn.alt)}" if drawn else ""


def spoken_choices(answer: Answer) -> str:
    """Return what is read aloud of what an answer is chosen, put together or quoted from; empty where it is typed."""
    shown = asked(answer)
    named = "Part" if isinstance(answer, OrderingAnswer | MatchingAnswer) else "Option"
    lines = [f"{named} {number}: {spoken_text(text)}" for number, text in enumerate(shown.options, 1)]
    if shown.partners:
        lines += ["They belong to these:", *map(spoken_text, shown.partners)]
    lines += [spoken_text(text) for text in (shown.source, shown.gap_text) if text]
    for number, options in enumerate(shown.gap_options, 1):
        if options:
            lines.append(f"For gap {number}: {', '.join(map(spoken_text, options))}")
    if shown.criteria:
        lines += ["Work to these criteria:", *map(spoken_text, shown.criteria)]
    return _sentences("\n".join(lines))


def _said(tokens: list[Token]) -> Iterator[str]:
    """Yield the parts of a parsed text in words, one line for each of its blocks."""
    for token in tokens:
        if token.type == "inline":
            yield _line(token.children or [])
        elif token.type == "math_block":
            yield f"{spoken_formula(token.content)}\n"
        elif token.type in ("fence", "code_block"):
            yield f"{spoken_notation(token.content)}\n"
        elif token.type in ENDS:
            yield "\n"
        elif token.type in CELL_ENDS:
            yield ", "


def _line(children: list[Token]) -> str:
    """Return one line in words. Its formulas are put in last: signs of the text are not looked for in them."""
    formulas: list[str] = []
    pieces: list[str] = []
    for child in children:
        if child.type.startswith("math_inline"):
            formulas.append(spoken_formula(child.content))
            ends_in_number = bool(re.search(r"\d$|\bpi$", formulas[-1]))
            pieces.append(chr(FIRST_FORMULA + len(formulas) - 1) + (NUMBER_END if ends_in_number else ""))
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        else:
            pieces.append(child.content)
    line = spoken_notation("".join(pieces)).replace(NUMBER_END, "")
    line = re.sub("(?<=[\ue100-\uf8ff])-(?=[a-z])", " ", line)
    for number, words in enumerate(formulas):
        line = line.replace(chr(FIRST_FORMULA + number), f" {words} ")
    return line


def _sentences(text: str) -> str:
    """Return lines as sentences, each with an end, so that a voice pauses."""
    lines = [line.strip(" ,") for line in text.split("\n")]
    return " ".join(line if re.search(r"[.?!:][”’\")]*$", line) else f"{line}." for line in lines if line)
