r"""Reads question banks in GIFT, the plain-text format of Moodle.

Knows GIFT: `::title:: text {=right ~wrong#feedback}`, with categories, numbers, matching and a backslash before signs.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from content_store.importers.categories import place_of
from content_store.importers.found import Imported, Unfit
from content_store.importers.graded import Graded, choice, number_answer, short_answer, told
from content_store.importers.html_text import text_of_html
from content_store.importers.limits import as_text, files_in, name_in, read_bytes
from content_store.importers.questions import Question, matching, number
from content_store.importers.shelf import Shelf
from content_store.importers.terms import Terms, source_of
from content_store.importers.wording import short_hash, with_maths
from content_store.item_spec import ItemKind
from content_store.progress import Report, silent

Made = tuple[ItemKind, dict[str, Any]]
HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate("\\:#={}~n")}
"""Signs of the private area that stand for the escaped ones while the text is taken apart."""
SHOWN = {hidden: "\n" if sign == "n" else sign for sign, hidden in HIDDEN.items()}
ESCAPED = re.compile(r"\\([\\:#={}~n])")
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
CATEGORY = re.compile(r"\$CATEGORY:(.*)")
TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.DOTALL)
ANSWER = re.compile(r"([=~])\s*(?:%(-?\d+(?:\.\d+)?)%)?([^=~]*)")
RANGE = re.compile(r"\s*(\S+)\s*\.\.\s*(\S+)\s*")
GAP = r"\_\_\_\_\_"


def read_gift(place: Path, terms: Terms, report: Report = silent) -> Imported:
    """Return what can be used of a GIFT file, or of every one in a folder.

    Raises:
        InvalidContent: a file is not text, no licence is known or it forbids importing, or nothing can be used.
    """
    files = files_in(place, (".gift", ".txt"))
    contents = [(name_in(file, place), read_bytes(file, name_in(file, place))) for file in files]
    shelf = Shelf(source_of(Terms(title=place.stem), terms, place.name, (content for _, content in contents)))
    for done, (name, content) in enumerate(contents):
        report("Reading files", done, len(contents))
        _add_questions(shelf, as_text(content, name), name)
    return shelf.imported(place.name)


def _add_questions(shelf: Shelf, text: str, file: str) -> None:
    """Add the questions of a file, each to the category that stands before it."""
    unit = lesson = ""
    for line, block in _blocks(text):
        if category := CATEGORY.fullmatch(block.strip()):
            unit, lesson = place_of(category[1].strip())
            continue
        where = f"{file}:{line}"
        try:
            question = _question(block, (unit, lesson))
        except Unfit as reason:
            shelf.skip("question", where, str(reason))
            continue
        shelf.add_question(shelf.objective(unit, lesson), question, where)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each question with its first line's number: they stand apart by empty lines."""
    held: list[str] = []
    first = 1
    for line_number, line in enumerate([*text.split("\n"), ""], 1):
        line = line.strip("\r")
        if line.lstrip().startswith("//"):
            continue
        if line.startswith("$CATEGORY:"):
            yield line_number, line
        elif line.strip():
            first = first if held else line_number
            held.append(ESCAPED.sub(lambda found: HIDDEN[found[1]], line))
        elif held:
            yield first, "\n".join(held)
            held = []


def _shown(text: str) -> str:
    """Return text with its escaped signs."""
    return "".join(SHOWN.get(sign, sign) for sign in text).strip()


def _question(block: str, place: tuple[str, str]) -> Question:
    """Return one question.

    Raises:
        Unfit: it cannot be marked, or cannot be shown.
    """
    titled = TITLE.match(block)
    title, rest = (_shown(titled[1]), block[titled.end() :]) if titled else ("", block)
    written = FORMAT.match(rest)
    html, rest = (written[1] in ("html", "moodle"), rest[written.end() :]) if written else (False, rest)
    before, brace, after = rest.partition("{")
    inside, closed, after = after.partition("}")
    if not brace or not closed:
        raise Unfit("it asks nothing" if not brace else "its answers have no end")
    if "{" in after or "{" in inside:
        raise Unfit("it has several answers within its text")
    inside, _, general = inside.partition("####")
    kind, answer, feedback = _answer(inside.strip(), html)
    return Question(
        name=f"{title}-{short_hash(*place, block)}"[-60:],
        text=_text(before, html) + (f" {GAP} {_text(after, html)}" if after.strip() else ""),
        kind=kind,
        answer=answer,
        solution=_or_nothing(general, html) or feedback,
    )


def _answer(inside: str, html: bool) -> tuple[ItemKind, dict[str, Any], str]:
    """Return the kind, the answer and the feedback of what stands between the braces."""
    if not inside:
        raise Unfit("an essay cannot be marked")
    if inside.startswith("#"):
        return *_numerical(inside[1:]), ""
    if found := TRUE_FALSE.fullmatch(inside):
        return *_truefalse(found[1].startswith("T")), ""
    answers = list(_answers(inside, html))
    if not answers:
        raise Unfit("its answers cannot be read")
    marks = {mark for mark, _ in answers}
    graded = [one for _, one in answers]
    if marks == {"="} and all("->" in one.text for one in graded):
        return *_matching(graded, html), ""
    if marks == {"="}:
        return *short_answer([Graded(_shown(one.text), one.share) for one in graded]), told(graded)
    shown = [Graded(_text(one.text, html), one.share, feedback=one.feedback) for one in graded]
    return *choice(shown, single="=" in marks), told(graded)


def _answers(inside: str, html: bool) -> Iterator[tuple[str, Graded]]:
    """Yield each answer with the sign before it; the texts are as they were written."""
    for mark, share, text in ANSWER.findall(inside):
        own, _, feedback = text.partition("#")
        share = share or ("100" if mark == "=" else "0")
        yield mark, Graded(own.strip(), number(share), feedback=_or_nothing(feedback, html))


def _truefalse(true: bool) -> Made:
    return choice([Graded("True", Fraction(100 * true)), Graded("False", Fraction(100 * (not true)))], single=True)


def _numerical(inside: str) -> Made:
    """Return the kind and the answer of numbers: `12:0.5`, `11.5..12.5`, or several of them, each after a sign."""
    if not inside.lstrip().startswith("="):
        return number_answer([_number(inside.partition("#")[0], Fraction(100))])
    found = [(share or "100", text.partition("#")[0]) for mark, share, text in ANSWER.findall(inside) if mark == "="]
    return number_answer([_number(text, number(share)) for share, text in found])


def _number(text: str, share: Fraction) -> Graded:
    if found := RANGE.fullmatch(text):
        low, high = sorted((number(found[1]), number(found[2])))
        middle = (low + high) / 2
        if middle.denominator > 10**6:
            raise Unfit("its answer is no number")
        return Graded(f"{float(middle):.12g}", share, (high - low) / 2)
    value, _, tolerance = text.partition(":")
    return Graded(_shown(value), share, number(tolerance or "0"))


def _matching(answers: list[Graded], html: bool) -> Made:
    pairs, spare = [], []
    for one in answers:
        left, _, right = one.text.partition("->")
        if left.strip():
            pairs.append((_text(left, html), _text(right, html)))
        else:
            spare.append(_text(right, html))
    return matching(pairs, spare)


def _text(text: str, html: bool) -> str:
    """Return a text as a pack writes it.

    Raises:
        Unfit: it holds more than text.
    """
    shown = _shown(text)
    return text_of_html(shown) if html or "<" in shown else with_maths(shown)


def _or_nothing(text: str, html: bool) -> str:
    """Return feedback; empty where it cannot be shown, for the question can do without."""
    try:
        return _text(text, html)
    except Unfit:
        return ""
