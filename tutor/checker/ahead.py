"""Whether a draft runs ahead: to rungs that the pupil has not reached, or to an answer told piece by piece."""

from fractions import Fraction
from itertools import pairwise

from content_store.answers import Answer
from tutor.checker.leak import gives_away
from tutor.checker.leak_values import stretches
from tutor.checker.vocabulary import content_words, squeezed
from tutor.figures import named_numbers_in, numbers_in
from tutor.wording_rules import sentences

TELLING = 4
"""So many words of one later sentence that nothing before it had make the same point as that sentence."""
TOLD = 0.8


def runs_ahead(draft: str, later: tuple[str, ...], allowed: tuple[str, ...]) -> bool:
    """Return whether a draft tells what only a later rung or step would: a number, a line of maths, or its point."""
    if not later:
        return False
    new = _numbers(" ".join(later)) - _numbers(" ".join(allowed))
    if _numbers(draft) & new:
        return True
    return _tells_a_line(draft, later, allowed) or _makes_a_point(draft, later, allowed)


def _numbers(text: str) -> set[Fraction]:
    return {*numbers_in(text), *named_numbers_in(text)}


def _tells_a_line(draft: str, later: tuple[str, ...], allowed: tuple[str, ...]) -> bool:
    """Return whether a draft has a piece of maths, with a sign in it, that only a later rung has."""
    before = squeezed(" ".join(allowed))
    told = {squeezed(piece) for one in later for piece in stretches(one)} & {
        squeezed(piece) for piece in stretches(draft)
    }
    return any(len(piece) > 2 and not piece.isalnum() and piece not in before for piece in told)


def _makes_a_point(draft: str, later: tuple[str, ...], allowed: tuple[str, ...]) -> bool:
    known = set().union(*(content_words(one) for one in allowed))
    said = [set(), *(content_words(sentence) for sentence in sentences(draft))]
    points = [content_words(sentence) - known for one in later for sentence in sentences(one)]
    return any(
        len(point & (one | other)) >= TELLING and len(point & (one | other)) >= TOLD * len(point)
        for point in points
        for one, other in pairwise(said)
    )


def completes(draft: str, answer: Answer | None, said: tuple[str, ...], allowed: tuple[str, ...]) -> bool:
    """Return whether a draft, with what the tutor has said on this item, tells an answer that neither told alone.

    `said` is what was said before and, last, the authored text that the draft stands in for: what those tell together
    is the authors' choice, not the draft's.
    """
    if answer is None or not said:
        return False
    so_far, with_draft = " ".join(said), " ".join((*said[:-1], draft))
    return gives_away(with_draft, answer, allowed) and not gives_away(so_far, answer, allowed)
