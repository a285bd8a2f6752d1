"""What is said of working beside a right answer: a sum that does not come out, a line that does not follow.

The mark is not touched, and nothing is recorded against the pupil. Says nothing where the pupil has put the line right,
withdraws it, or only tries a value: a right answer is no place for a doubt.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from tutor.marking import Mark, Unreadable
from tutor.marking.lines import VALUE
from tutor.marking.verdict import WrongLine
from tutor.marking.wrong_rules import SLIP as ARITHMETIC
from tutor.marking.wrong_rules import WRONG_RULES

Finder = Callable[[str], WrongLine | Unreadable | None]

SUM = "One thing in the working is not so: “{}”. The answer is right all the same."
LINE = "The answer is right, and one line of the working does not lead to it: “{}” does not follow from {}."
WHY = "The answer is right, and one line of the working does not lead to it: “{}”. {}"
QUESTION, BEFORE = "the question", "the line before it"
RELATION = re.compile(
    r"(?i)(?=.*(?<![a-z])[a-z](?![a-z]))(?=.*\d)[^=<>≤≥]*[a-z\d)²]\s*(?:<=|>=|[=<>≤≥])\s*[-−(\d.a-z].*"
)
"""A line of an equation or an inequality in a letter."""
WITHDRAWN = re.compile(
    r"(?i)\b(?:no|not|nope|wrong|oops|scrap|mistake|cross(?:ed)?|ignore|actually|instead|try|tried|trying|trial|guess"
    r"|test|check|if|suppose|say|too (?:big|small|high|low))\b"
)
GOES_ON = re.compile(r"=\s*[-−(\d.a-z\\√].*", re.IGNORECASE)
"""A line that says what the one before it is equal to."""
LOST = frozenset({"root-lost", "zero-root-lost"})
"""Of a line that keeps one of two solutions nothing is false."""
LONGEST = 80


def with_slip(mark: Mark, working: str, wrong: WrongLine | Unreadable | None, find: Finder) -> Mark:
    """Return the mark of a right answer with a word on what of its working is not so.

    `find` returns the first wrong line of another working on the same question.
    """
    if not isinstance(wrong, WrongLine) or mark.form:
        return mark
    said = (wrong.clause or wrong.text).strip()
    if wrong.before is None or wrong.same_line:
        return replace(mark, form=SUM.format(said)) if re.search(r"\d.*=", said) else mark
    words = _of_line(said, working, wrong)
    return mark if not words or _is_put_right(working, wrong, find) else replace(mark, form=words)


def _of_line(said: str, working: str, wrong: WrongLine) -> str:
    """Return what is said of a line of algebra that does not follow, empty where it may be no step at all."""
    rule = WRONG_RULES.get(wrong.rule) if wrong.rule not in (None, ARITHMETIC) else None
    tried = VALUE.fullmatch(said) is not None or WITHDRAWN.search(working) is not None
    step = RELATION.fullmatch(said) or (rule and GOES_ON.fullmatch(said))
    if tried or wrong.rule in LOST or len(said) > LONGEST or not step:
        return ""
    if rule:
        return WHY.format(said, rule.correction)
    return LINE.format(said, BEFORE if wrong.before in _lines(working)[: wrong.number - 1] else QUESTION)


def _is_put_right(working: str, wrong: WrongLine, find: Finder) -> bool:
    """Return whether a later line does what the wrong one should: without that line all the others follow."""
    lines = _lines(working)
    steps = [one for one in lines[wrong.number :] if RELATION.fullmatch(one) or GOES_ON.fullmatch(one)]
    after = [one for one in steps if not VALUE.fullmatch(one)]
    rest = [*lines[: wrong.number - 1], *lines[wrong.number :]]
    return bool(after) and find("\n".join(rest)) is None


def _lines(working: str) -> list[str]:
    """Return the lines as marking counts them."""
    return [line.strip() for line in working.splitlines() if line.strip()]
