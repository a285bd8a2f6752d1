"""A sheet of working as a pupil hands it in: steps left out or run together, sides swapped, words between.

Knows habits of layout; nothing about what is right, except which line is the wrong one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from evaluation.benchmarks.plain_algebra import letters_of
from evaluation.benchmarks.pupil_writing import Habit, written
from evaluation.benchmarks.sheet import Sheet

RELATION = re.compile(r"<=|>=|=|<|>")
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
WORDS = ("now simplify", "collect terms", "do the same to both sides", "expand first", "then tidy up")
REMARKS = ("(collect terms)", "(simplify)", "(both sides)", "(tidy up)")
SHARES = {"question": 0.15, "step": 0.15, "turned": 0.08, "words": 0.05, "remark": 0.05, "joined": 0.1}
"""How often each habit of layout shows. Guesses, so that each comes some hundred times in a thousand cases or two."""


@dataclass(frozen=True)
class Page:
    """Lines with the number of the wrong one, if one is."""

    lines: tuple[str, ...]
    wrong: int | None


def handed_in(sheet: Sheet, way: Habit, chance: Random) -> Page:
    """Return what a pupil with this habit hands in."""
    page = Page(tuple(sheet.lines), sheet.wrong_line)
    if sheet.formula and len(page.lines) > 3 and chance.random() < SHARES["question"]:
        page = _without(page, 1)
    if len(page.lines) > 4 and chance.random() < SHARES["step"]:
        page = _without(page, chance.randrange(2, len(page.lines)))
    if chance.random() < SHARES["turned"]:
        page = replace(page, lines=(*map(_turned, page.lines[:-1]), page.lines[-1]))
    shown = replace(page, lines=tuple(_shown(line, index, way, chance) for index, line in enumerate(page.lines)))
    habits: dict[str, Callable[[Page, Random], Page]] = {"joined": _joined, "words": _with_words, "remark": _remarked}
    for name, change in habits.items():
        if chance.random() < SHARES[name]:
            return change(shown, chance)
    return shown


def _without(page: Page, number: int) -> Page:
    """Leave a line out, unless it is wrong or the wrong one comes from it; the question's own line may always go."""
    if number > 1 and page.wrong in {number, number + 1}:
        return page
    wrong = page.wrong - 1 if page.wrong and number < page.wrong else page.wrong
    return Page((*page.lines[: number - 1], *page.lines[number:]), wrong)


def _turned(line: str) -> str:
    """Return an equation or inequality with its sides swapped."""
    if " or " in line or not letters_of(line) or not (sign := RELATION.search(line)):
        return line
    left, right = (side.strip() for side in RELATION.split(line))
    return f"{right} {TURNED[sign.group()]} {left}"


def _shown(line: str, index: int, way: Habit, chance: Random) -> str:
    text = written(line, way)
    if index and RELATION.search(line):
        return chance.choice(way.leads) + text
    gap = " " if way.spaces else ""
    return f"={gap}{text}" if index and way.equals else text


def _joined(page: Page, chance: Random) -> Page:
    """Run two lines together into one: `2x = 10 => x = 5`, and `3(x + 4) = 3x + 12`."""
    number = chance.randrange(1, len(page.lines))
    first, second = page.lines[number - 1 : number + 1]
    if RELATION.search(second.removeprefix("=")):
        arrow = "" if second[0] in "=⇒∴" or second.startswith(("so", "therefore")) else "=> "
        text = f"{first} {arrow}{second}"
    else:
        text = f"{first} = {second.removeprefix('=').strip()}"
    wrong = page.wrong - 1 if page.wrong and page.wrong > number else page.wrong
    return Page((*page.lines[: number - 1], text, *page.lines[number + 1 :]), wrong)


def _with_words(page: Page, chance: Random) -> Page:
    """Put a line of words between two lines; it is counted as a line."""
    number = chance.randrange(1, len(page.lines))
    wrong = page.wrong + 1 if page.wrong and page.wrong > number else page.wrong
    return Page((*page.lines[:number], chance.choice(WORDS), *page.lines[number:]), wrong)


def _remarked(page: Page, chance: Random) -> Page:
    """Put a remark after a line."""
    number = chance.randrange(0, len(page.lines))
    text = f"{page.lines[number]}  {chance.choice(REMARKS)}"
    return replace(page, lines=(*page.lines[:number], text, *page.lines[number + 1 :]))
