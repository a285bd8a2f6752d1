"""Marking of a sentence or two in a pupil's own words against the ideas that it must show.

Each idea is shown, not shown, or unsure. A clause shows an idea if it is nearest to a phrasing of it, near enough, and
says the same: `likeness` says how near, and `polarity` whether it says the same or the opposite. Phrasings that deny an
idea, or are too vague to show it, compete for the clause. The thresholds were chosen on the dev half of
`evaluation/benchmarks/explanations.jsonl`, and on the pack's own phrasings, each left out in turn: that a right answer
is called wrong, or a wrong one accepted, must be rare, and leaving one to people is no fault.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Literal

from content_store.answers import Idea, ShortTextAnswer
from tutor.marking.clauses import Clause, clauses_of, in_plain_words
from tutor.marking.likeness import Likeness, Meaning, likeness
from tutor.marking.polarity import relation
from tutor.marking.sense import BARE, stem
from tutor.marking.spelling import is_slip
from tutor.marking.verdict import IdeaMark, IdeaOutcome, Mark, Unread

MAX_LENGTH = 2_000
NO_ANSWER = re.compile(
    r"(?i)\W*(?:i ?(?:do ?n[o'’]?t|dunno) ?know|idk|dunno|no idea|not sure|pass|\?+|-+|n/?a|none|nothing|help)\W*"
)
WORDS = re.compile(r"[^\W\d_]+")

SHOWN = 0.75
"""Likeness from which on a clause may show an idea."""
HAS = 0.75
"""Share of a phrasing that a clause must have to show its idea."""
EACH = 0.10
"""How like some word of the clause each word of the phrasing must be that carries meaning."""
ALL = 0.97
"""Share of a phrasing from which on a clause has all of it, so that one which says less does not compete."""
DENIED = 0.85
DENIED_HAS = 0.90
DENIED_MARGIN = 0.05
EXACT = 0.99
"""Likeness from which on a clause is the author's own denied or vague phrasing."""
CONTRARY = 0.05
"""How much nearer a clause may be to a phrasing that it contradicts, and show the idea by another all the same."""
FAR = 0.20
"""Likeness below which a clause has nothing to do with an idea."""
COMPARED = 0.45
"""Likeness below which it does not matter whether two statements agree."""
LONG = 4
"""Letters from which on a word that only denied phrasings have makes a clause doubtful."""
EMPHASIS = BARE | {"really", "totally", "completely", "entirely", "absolutely", "exactly", "clearly", "actually"}
EMPHASIS |= {"always"}
"""Words that make nothing wrong which is right without them."""

Kind = Literal["accepted", "denied", "vague"]


@dataclass(frozen=True)
class Phrasing:
    """One of the author's phrasings in plain words: of which idea, and what a clause like it does."""

    idea: int
    kind: Kind
    text: str
    misconception: str | None = None
    """What a denied one shows, if anything."""


@dataclass(frozen=True)
class Fit:
    """How a clause fits one phrasing, as `Likeness` has it."""

    near: float
    covered: float
    used: float
    least: float


@dataclass(frozen=True)
class Nearest:
    """How near a clause comes to an idea: to its phrasings that say the same, that it contradicts, and the rest.

    `likest` is how near it comes to any phrasing of the idea at all.
    """

    said: float
    in_full: float
    """To those that say the same and of which the clause has every word."""
    open: float
    """To those that say the same perhaps, or in part."""
    contrary: float
    opposed: float
    """To those that it turns round, without a word besides."""
    denied: float
    vague: float
    likest: float
    reveals: str | None
    """The misconception that the nearest of its denied phrasings shows, if any."""


NEAREST = tuple(field.name for field in fields(Nearest) if field.type is float)


@dataclass(frozen=True)
class Verdict:
    """What the clauses of a text amount to for one idea."""

    outcome: IdeaOutcome
    denied: bool
    disputed: bool
    """One clause shows the idea and another denies it."""
    misconception: str | None = None
    """What the clause that denies the idea shows besides, if anything."""


def mark_short_text(answer: ShortTextAnswer, text: str, meaning: Meaning | None = None) -> Mark:
    """Return the mark of a short text: right once enough ideas are shown and none is denied.

    Where that cannot be told, `right` is None: the pupil checks the text against the ideas. Without `meaning` no idea
    can be told.

    Raises:
        Unread: there is no text.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Write a sentence or two.")
    if not any(character.isalnum() for character in text) or NO_ANSWER.fullmatch(text):
        raise Unread("There is no answer there yet. Write a sentence or two.")
    if meaning is None:
        return Mark(None, None, None, "", ideas=tuple(IdeaMark(idea.name, "unsure") for idea in answer.ideas))
    found = verdicts(answer.ideas, text, meaning)
    right = _right(found, answer.needed)
    misconception = next((one.misconception for one in found if one.misconception), None)
    ideas = tuple(IdeaMark(idea.name, one.outcome) for idea, one in zip(answer.ideas, found, strict=True))
    form = _what_is_there(answer.ideas, found, right, answer.needed)
    return Mark(right, form, misconception if right is False else None, "", ideas=ideas)


def verdicts(ideas: tuple[Idea, ...], text: str, meaning: Meaning) -> list[Verdict]:
    """Return for each idea what the text amounts to."""
    phrasings = _phrasings(ideas)
    clauses = clauses_of(_spelt(in_plain_words(text), phrasings, meaning.words))
    alike = likeness([one.text for one in clauses], tuple(one.text for one in phrasings), meaning)
    strange = _strange(phrasings)
    found = [_nearest(clause, phrasings, fits, len(ideas)) for clause, fits in zip(clauses, _fits(alike), strict=True)]
    odd = [not strange.isdisjoint(_stems(one.text)) for one in clauses]
    return [_verdict(clauses, found, odd, place, _always(idea)) for place, idea in enumerate(ideas)]


def _fits(alike: Likeness) -> Iterator[list[Fit]]:
    """Yield for each clause how it fits each phrasing."""
    for rows in zip(
        alike.whole.tolist(), alike.covered.tolist(), alike.used.tolist(), alike.least.tolist(), strict=True
    ):
        yield [Fit(*one) for one in zip(*rows, strict=True)]


def _nearest(clause: Clause, phrasings: tuple[Phrasing, ...], fits: Sequence[Fit], ideas: int) -> list[Nearest]:
    """Return for each idea how near a clause comes to it."""
    best = [dict.fromkeys(NEAREST, 0.0) for _ in range(ideas)]
    reveals: list[str | None] = [None] * ideas
    strange = _strange(phrasings)
    for phrasing, fit in zip(phrasings, fits, strict=True):
        own = best[phrasing.idea]
        own["likest"] = max(own["likest"], fit.near)
        if fit.near >= COMPARED and (does := _does(clause.text, phrasing, fit, strange)):
            if does == "denied" and fit.near > own[does]:
                reveals[phrasing.idea] = phrasing.misconception
            own[does] = max(own[does], fit.near)
            if does == "said" and fit.covered >= ALL:
                own["in_full"] = max(own["in_full"], fit.near)
    return [Nearest(**one, reveals=reveals[place]) for place, one in enumerate(best)]


def _does(clause: str, phrasing: Phrasing, fit: Fit, strange: frozenset[str]) -> str | None:
    """Return what a clause that is near a phrasing does with its idea, None for nothing.

    What makes a denied phrasing wrong is often one strange word: a clause without it does not deny.
    """
    agrees = relation(clause, phrasing.text)
    if phrasing.kind == "vague":
        return "vague" if agrees != "opposite" else None
    if phrasing.kind == "denied":
        if agrees != "same" or not strange & _stems(phrasing.text) <= _stems(clause):
            return None
        both_ways = fit.covered >= DENIED_HAS and relation(phrasing.text, clause) == "same"
        return "denied" if both_ways else "vague"
    if agrees == "opposite":
        both_ways = max(fit.covered, fit.used) >= DENIED_HAS and relation(phrasing.text, clause) == "opposite"
        return "opposed" if both_ways else "contrary"
    return "said" if agrees == "same" and fit.covered >= HAS and fit.least >= EACH else "open"


def _verdict(
    clauses: Sequence[Clause], found: Sequence[Sequence[Nearest]], odd: Sequence[bool], idea: int, always: str | None
) -> Verdict:
    shown = any(_shows(nearest, idea) for nearest, has_strange in zip(found, odd, strict=True) if not has_strange)
    denying = [
        nearest[idea]
        for clause, nearest in zip(clauses, found, strict=True)
        if (clause.whole or nearest[idea].denied >= EXACT) and _denies(nearest, idea)
    ]
    denied = bool(denying)
    if shown != denied:
        return Verdict("shown" if shown else "not shown", denied, False, _misconception(denying, always))
    far = max(nearest[idea].likest for nearest in found) < FAR
    return Verdict("not shown" if far else "unsure", False, shown and denied)


def _misconception(denying: Sequence[Nearest], always: str | None) -> str | None:
    """Return what the clauses that deny an idea show: that of the phrasing each says, or what denying it always shows.

    A clause that only turns an accepted phrasing round is like none that the author tied to a misconception.
    """
    found = (nearest.reveals if nearest.denied >= DENIED else always for nearest in denying)
    return next((one for one in found if one), None)


def _always(idea: Idea) -> str | None:
    """Return the misconception that every denied phrasing of an idea shows, None where they do not show the same."""
    shown = {misconception for _, misconception in idea.wrong()}
    return shown.pop() if len(shown) == 1 else None


def _shows(nearest: Sequence[Nearest], idea: int) -> bool:
    """Return whether a clause shows an idea: nothing that denies any, or is too vague for this one, is nearer."""
    own = nearest[idea]
    vague = own.vague if own.in_full < SHOWN or own.vague >= EXACT else 0.0
    rivals = max(vague, max(own.contrary, own.opposed) - CONTRARY, *(one.denied for one in nearest))
    return own.said >= SHOWN and own.said > rivals


def _denies(nearest: Sequence[Nearest], idea: int) -> bool:
    """Return whether a clause denies an idea: nothing that shows any, or is too vague for any, is as near."""
    own = nearest[idea]
    rivals = max(*(one.vague for one in nearest), *(one.said for one in nearest), *(one.open for one in nearest))
    against = max(own.denied, own.opposed)
    return against >= DENIED and against >= rivals + (0 if own.denied >= EXACT else DENIED_MARGIN)


@lru_cache(maxsize=512)
def _phrasings(ideas: tuple[Idea, ...]) -> tuple[Phrasing, ...]:
    return tuple(
        Phrasing(place, kind, in_plain_words(text), misconception)
        for place, idea in enumerate(ideas)
        for kind, text, misconception in _written(idea)
    )


@lru_cache(maxsize=512)
def _strange(phrasings: tuple[Phrasing, ...]) -> frozenset[str]:
    """Return the words that only denied phrasings have: a clause with one of them is not taken to show an idea."""
    denied = {word for one in phrasings if one.kind == "denied" for word in _stems(one.text)}
    return frozenset(denied.difference(*(_stems(one.text) for one in phrasings if one.kind == "accepted")))


def _stems(text: str) -> frozenset[str]:
    words = (word for word in WORDS.findall(text.casefold()) if len(word) >= LONG)
    return frozenset(stem(word) for word in words if word not in EMPHASIS)


def _written(idea: Idea) -> Iterator[tuple[Kind, str, str | None]]:
    yield from (("accepted", text, None) for text in idea.accepted)
    yield from (("denied", text, misconception) for text, misconception in idea.wrong())
    yield from (("vague", text, None) for text in idea.vague)


def _spelt(text: str, phrasings: Iterable[Phrasing], known: frozenset[str]) -> str:
    """Return a text whose words that are none are put right, where a phrasing has them but for a slip of the pen."""
    wanted = sorted({word for one in phrasings for word in WORDS.findall(one.text.casefold())})

    def put_right(found: re.Match[str]) -> str:
        typed = found[0].casefold()
        if typed in known or typed in wanted:
            return found[0]
        return next((word for word in wanted if is_slip(typed, word)), found[0])

    return WORDS.sub(put_right, text)


def _right(found: Sequence[Verdict], needed: int) -> bool | None:
    """Return the verdict: wrong is what denies an idea or has to do with none; what says too little is unsure."""
    shown = sum(one.outcome == "shown" for one in found)
    if any(one.denied for one in found):
        return None if shown >= needed else False
    if shown >= needed:
        return None if any(one.disputed for one in found) else True
    return False if all(one.outcome == "not shown" for one in found) else None


def _what_is_there(ideas: Sequence[Idea], found: Sequence[Verdict], right: bool | None, needed: int) -> str | None:
    """Return which ideas are there, where some are and the answer needs more: the half that is right is told."""
    shown = [idea.name for idea, one in zip(ideas, found, strict=True) if one.outcome == "shown"]
    if right is True or not 0 < len(shown) < needed:
        return None
    there = " and ".join(f"“{name}”" for name in shown)
    return f"This is there: {there}." + " The rest is not right yet." * (right is False)
