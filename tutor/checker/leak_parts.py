"""Whether a text gives away any part of an answer that has parts: solutions, points, orders, matches, gaps, ideas.

The telling of one part counts: a pupil who is told one of two solutions has been told half of what is asked.
"""

import re
from fractions import Fraction
from math import gcd

from content_store.answers import (
    ClozeAnswer,
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    MatchingAnswer,
    OrderingAnswer,
    QuotationAnswer,
    RatioAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    WritingAnswer,
)
from tutor import wording_rules
from tutor.checker.leak_values import tells_expression, tells_values
from tutor.checker.leak_words import LETTERS, points_to, tells_text, tells_words
from tutor.checker.vocabulary import content_words, squeezed
from tutor.figures import numbers_in

COMPARISONS = (
    (r"(?:is )?(?:greater|more|larger|bigger) than or equal to|(?:is )?at least|≥|\\geq?|>=", ">="),
    (r"(?:is )?(?:less|smaller|fewer) than or equal to|(?:is )?at most|≤|\\leq?|<=", "<="),
    (r"(?:is )?(?:greater|more|larger|bigger) than", ">"),
    (r"(?:is )?(?:less|smaller|fewer) than", "<"),
)
MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
RATIO = re.compile(r"(?<![\d.:])\d+(?:\.\d+)?(?:\s*(?::|to)\s*\d+(?:\.\d+)?)+(?![\d:])")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
LEAST_OF_A_QUOTATION = 3
"""Words running of an accepted quotation that point to it."""


def tells_solutions(text: str, answer: SolutionsAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text tells a solution, or that there is none."""
    if not answer.accepted:
        return tells_text(text, "no solution", allowed) or tells_text(text, "no solutions", allowed)
    return tells_values(text, {number for one in answer.accepted for number in numbers_in(one)}, allowed)


def tells_equation(text: str, answer: EquationAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text has the equation, or the expression that its subject equals."""
    sides = [side.strip() for one in answer.accepted for side in one.split("=")]
    telling = tuple(side for side in sides if len(side) > 1 and re.search(r"[A-Za-z]", side))
    if telling and tells_expression(text, ExpressionAnswer(telling), allowed):
        return True
    before = squeezed(" ".join(allowed))
    return any(squeezed(one) in squeezed(text) and squeezed(one) not in before for one in answer.accepted)


def tells_inequality(text: str, answer: InequalityAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text has the inequality either way round, in signs or words, or tells one of its ends."""
    if tells_values(text, {number for one in answer.accepted for number in numbers_in(one)}, allowed):
        return True
    said, before = _in_signs(text), _in_signs(" ".join(allowed))
    parts = [part for one in answer.accepted for part in re.split(r"\bor\b|\band\b", one)]
    ways = {way for part in parts for way in (_in_signs(part), _turned(_in_signs(part)))}
    return any(way in said and way not in before for way in ways)


def _in_signs(text: str) -> str:
    for words, sign in COMPARISONS:
        text = re.sub(words, sign, text, flags=re.IGNORECASE)
    return squeezed(text)


def _turned(inequality: str) -> str:
    pieces = re.split(r"(<=|>=|<|>)", inequality)
    return "".join(MIRRORED.get(piece, piece) for piece in reversed(pieces))


def tells_coordinates(text: str, answer: CoordinatesAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text has one of the points, or a number that only they have."""
    before = squeezed(" ".join(allowed))
    points = [squeezed(one).strip("()") for one in answer.accepted]
    if any(point in squeezed(text) and point not in before for point in points):
        return True
    return tells_values(text, {number for one in answer.accepted for number in numbers_in(one)}, allowed)


def tells_ratio(text: str, answer: RatioAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text has a ratio, equivalent to the answer, that is not before the pupil."""
    before = {_parts(one) for one in RATIO.findall(" ".join(allowed))}
    told = {_parts(one) for one in RATIO.findall(text)} - before
    wanted = {_simplest(_parts(one)) for one in answer.accepted}
    return any(_simplest(one) in wanted for one in told)


def _parts(ratio: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(part) for part in re.findall(r"\d+(?:\.\d+)?", ratio))


def _simplest(parts: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    scale = 1
    for part in parts:
        scale *= part.denominator
    whole = [int(part * scale) for part in parts]
    shared = gcd(*whole) or 1
    return tuple(Fraction(part, shared) for part in whole)


def tells_several(text: str, answer: SeveralAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text names any of the right options, or points to its letter."""
    right = [(LETTERS[place], choice.text) for place, choice in enumerate(answer.choices) if choice.right]
    before = " ".join(allowed)
    return any(
        tells_text(text, words, allowed) or points_to(text, letter) or tells_words(text, words, before)
        for letter, words in right
    )


def tells_ordering(text: str, answer: OrderingAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text gives all the parts in order, the place of one, or which of two comes before."""
    parts = [answer.parts[position].casefold().rstrip(".") for position in answer.order]
    said, before = text.casefold(), " ".join(allowed).casefold()
    places = [said.find(part) for part in parts]
    if min(places) >= 0 and places == sorted(places) and not all(part in before for part in parts):
        return True
    return any(re.search(way, said) and not re.search(way, before) for way in _ways_to_tell(parts))


def _ways_to_tell(parts: list[str]) -> list[str]:
    """Return patterns of what tells a place in an order."""
    ways = []
    link = r"[\W_]*(?:comes|goes|is|must come|must be|belongs)?[\W_]*(?:just |straight |right )?"
    for place, part in enumerate(parts):
        names = [ORDINALS[place]] if place < len(ORDINALS) else []
        names += ["last", "final"] if place == len(parts) - 1 else []
        names += ["to begin with"] if place == 0 else []
        ways += [f"{re.escape(part)}{link}{name}" for name in names]
        ways += [rf"\b{name}(?: part| step| one)?(?: is| comes|:|,)[\W_]*(?:the )?{re.escape(part)}" for name in names]
        for later in parts[place + 1 :]:
            ways += [f"{re.escape(part)}{link}before[\\W_]*(?:the )?{re.escape(later)}"]
            ways += [f"{re.escape(later)}{link}after[\\W_]*(?:the )?{re.escape(part)}"]
    return ways


def tells_matching(text: str, answer: MatchingAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether one sentence of a text has both of a pair where none before the pupil does."""
    before = [one.casefold() for source in allowed for one in wording_rules.sentences(source)]
    said = [one.casefold() for one in wording_rules.sentences(text)]
    for left, place in zip(answer.left, answer.pairs, strict=True):
        pair = (left.casefold().rstrip("."), answer.right[place].casefold().rstrip("."))
        if any(all(part in one for part in pair) for one in said):
            return not any(all(part in one for part in pair) for one in before)
    return False


def tells_cloze(text: str, answer: ClozeAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text has what belongs in a gap: a number in any form, a word as it is."""
    for gap in answer.gaps:
        for accepted in gap.accepted:
            numbers = set(numbers_in(accepted)) if re.fullmatch(r"[-−]?[\d./ ]+%?", accepted.strip()) else set()
            if numbers and tells_values(text, numbers, allowed):
                return True
            if not numbers and tells_text(text, accepted, allowed):
                return True
    return False


def tells_short_text(text: str, answer: ShortTextAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text has a phrasing of a wanted idea, or all of its words that are not before the pupil."""
    before = " ".join(allowed)
    phrasings = [phrase for idea in answer.ideas for phrase in idea.accepted]
    return any(
        tells_text(text, phrase, allowed) or (len(content_words(phrase)) > 1 and tells_words(text, phrase, before))
        for phrase in (*phrasings, answer.example)
    )


def tells_quotation(text: str, answer: QuotationAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text points to an accepted quotation by words of it that only the source had."""
    source = " ".join(wording_rules.words(answer.source))
    before = " ".join(wording_rules.words(" ".join(allowed))).replace(source, "")
    said = " ".join(wording_rules.words(text))
    for accepted in answer.accepted:
        pieces = wording_rules.words(accepted)
        length = min(LEAST_OF_A_QUOTATION, len(pieces))
        runs = [" ".join(pieces[start : start + length]) for start in range(len(pieces) - length + 1)]
        if any(f" {run} " in f" {said} " and f" {run} " not in f" {before} " for run in runs):
            return True
    return False


def tells_writing(text: str, answer: WritingAnswer, allowed: tuple[str, ...]) -> bool:
    """Return that nothing is told: there is no right answer to a piece of writing."""
    return False
