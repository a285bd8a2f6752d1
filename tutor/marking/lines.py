"""The first line of a pupil's working that does not follow, and the wrong rule that explains it.

A line is only ever called wrong where it is meant to follow: an equation in the letter of those before, an
expression after one that it rewrites, or a sum that is false by itself. What cannot be read is passed over.
Run-on equals signs, `3 + 4 = 7 × 2 = 14`, are a matter of form: where every result is true, so is the line.
"""

from tutor.marking.line_page import Page
from tutor.marking.line_reading import Line, read_lines
from tutor.marking.line_relations import Wrong
from tutor.marking.verdict import WrongLine
from tutor.marking.wrong_rules import WRONG_RULES, WrongRule

__all__ = ["WRONG_RULES", "WrongLine", "WrongRule", "first_wrong_line"]

LONGEST = 4000
"""How many characters of working are read: ten lines have a few hundred."""


def first_wrong_line(working: str, question: str = "") -> WrongLine | None:
    """Return the first line of working that does not follow, None where there is none.

    The first line follows from the equation or expression of the question where that is certain.
    """
    page = Page(question[:LONGEST])
    lines = read_lines(working[:LONGEST], page.letters)
    found: list[WrongLine] = []
    for line in lines:
        if line.new_part:
            page = Page("")
        wrong = next((wrong for piece in line.pieces if (wrong := page.read(piece, line.number)) is not None), None)
        if wrong is not None:
            found.append(_wrong_line(line, wrong))
            break
    later = [line for line in lines if not found or line.number > found[0].number]
    for number, wrong in page.losses_not_made_good(later):
        found.append(_wrong_line(lines[number - 1], wrong))
    return min(found, key=lambda one: one.number, default=None)


def _wrong_line(line: Line, wrong: Wrong) -> WrongLine:
    chains = [chain for piece in line.pieces for reading in piece.readings for chain in reading]
    own = {piece.text for piece in line.pieces} | {text for chain in chains for text in chain.texts[:-1]}
    return WrongLine(line.number, line.text, wrong.before, wrong.rule, same_line=wrong.before in own)
