"""The first line of a pupil's working that does not follow, and the wrong rule that explains it.

A line is only ever called wrong where it is meant to follow: an equation in the letter of those before, an
expression after one that it rewrites, or a sum that is false by itself. What cannot be read is passed over.
Run-on equals signs, `3 + 4 = 7 × 2 = 14`, are a matter of form: where every result is true, so is the line.
"""

import re
from collections.abc import Sequence

from tutor.marking.line_page import Page
from tutor.marking.line_reading import Line, read_lines
from tutor.marking.line_relations import Wrong
from tutor.marking.remainders import false_division
from tutor.marking.set_up import set_up
from tutor.marking.verdict import WrongLine
from tutor.marking.wrong_rules import SLIP, WRONG_RULES, WrongRule

__all__ = ["WRONG_RULES", "WrongLine", "WrongRule", "first_wrong_line"]

VALUE = re.compile(r"\W*[A-Za-z]\s*=\s*[-−–]?[\d./]+\W*")
"""A letter with a value: it may be tried, or belong to something else."""
EQUATION = re.compile(r"(?i)[a-z].*[=<>]|[=<>].*[a-z]")
LONGEST = 4000
"""How many characters of working are read: ten lines have a few hundred."""


def first_wrong_line(working: str, question: str = "", steps: Sequence[str] = ()) -> WrongLine | None:
    """Return the first line of working that does not follow, None where there is none.

    The first line follows from the equation or expression of the question where that is certain. Where the question
    has its equation in words only, `steps`, the worked solution, say which one it is.
    """
    found = _first_wrong(working, Page(question[:LONGEST]))
    return found or _against_steps(working, question, steps)


def _against_steps(working: str, question: str, steps: Sequence[str]) -> WrongLine | None:
    """Return the first equation of a working that does not follow from that of the worked solution.

    A value that is reached or tried is not judged so: only what is still to be solved.
    """
    page = Page(question[:LONGEST])
    given = set_up(steps) if not page.facts else None
    if given is None or not given.solutions.letters <= page.letters:
        return None
    page.facts.append(given)
    page.last_is_relation = True
    found = _first_wrong(working, page)
    if found is None or VALUE.fullmatch(found.clause or found.text):
        return None
    return found if found.rule is not None or EQUATION.search(found.clause or found.text) else None


def _first_wrong(working: str, page: Page) -> WrongLine | None:
    """Return the first line that does not follow from those before it on a page, None where there is none."""
    lines = read_lines(working[:LONGEST], page.letters)
    found: list[WrongLine] = []
    for line in lines:
        if line.new_part:
            page = Page("")
        if wrong_line := _wrong_on(line, page):
            found.append(wrong_line)
            break
    later = [line for line in lines if not found or line.number > found[0].number]
    for number, wrong in page.losses_not_made_good(later):
        found.append(_wrong_line(lines[number - 1], wrong))
    return min(found, key=lambda one: one.number, default=None)


def _wrong_on(line: Line, page: Page) -> WrongLine | None:
    """Return what is wrong with a line, None where nothing is."""
    for piece in line.pieces:
        if (wrong := page.read(piece, line.number)) is not None:
            return _wrong_line(line, wrong, piece.clause)
    if (division := false_division(line.text)) is not None:
        return WrongLine(line.number, line.text, None, SLIP, clause="" if division == line.text else division)
    return None


def _wrong_line(line: Line, wrong: Wrong, clause: str = "") -> WrongLine:
    chains = [chain for piece in line.pieces for reading in piece.readings for chain in reading]
    own = {piece.text for piece in line.pieces} | {text for chain in chains for text in chain.texts[:-1]}
    return WrongLine(line.number, line.text, wrong.before, wrong.rule, same_line=wrong.before in own, clause=clause)
