"""Which piece of a pasted question a pupil has to hold a sum against, quoted.

Numbers and words choose it: numbers of the step that the pupil's sum lacks count most, and words that the solution has
there and the pupil does not.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tutor import sums, sums_reading
from tutor.checker import content_words, named_numbers_in
from tutor.sums import Claim
from tutor.working import MONEY, SHARES, Solution, Step

LONGEST_QUOTE = 26
"""Words of the question that are quoted at most; a longer piece is quoted from the number that matters."""
LONGEST_PIECE = 18
"""Words from which a sentence is taken clause by clause."""
BEFORE = 5
"""Words before the number that matters, in a clause that is still too long."""
SHORTEST_CLAUSE = 5
CLAUSE = re.compile(
    r"(?:,\s+(?:and\s+|but\s+|so\s+|then\s+)?|;\s*|\s+but\s+|\s+(?=(?:if|when|while|which)\s)"
    r"|\s+and\s+(?=(?:he|she|they|it|then|plans|has|had)\b))(?![^()]*\))"
)
ASKS = re.compile(r"\b(?:how|what|which|who|where|why|when|find|calculate)\b", re.IGNORECASE)
ENOUGH, ENOUGH_WORDS = 2.0, 1.0
"""How well a piece has to suit a target, and one that is looked for by its words alone."""
LACKED, HAS, ODD = 2.5, 1.0, 2.5
"""How much a number counts for the piece of the question it stands in: one that the step needs and the sum lacks, one
that the sum has, and one that is asked about."""
DISTINCT, UNSURE = 0.5, 0.3
"""Shared words from which a number is the same one, and what it counts with fewer."""
NEW = 0.8
"""What a word of the solution's counts that the pupil's sentence does not have; one that it has counts one."""
MOST_ALIKE = 4.0
"""What shared words count for a piece of the question at most."""
QUESTION_ITSELF = 1.0
"""What the sentence that asks counts less: its words are those of every line."""


@dataclass(frozen=True)
class Target:
    """What a piece of the question should have: numbers with their weights, and words."""

    numbers: Mapping[Fraction, float] = field(default_factory=dict)
    odd: Fraction | None = None
    """The number that is asked about; another number of its value may stand for something else."""
    said: str = ""
    """What the pupil wrote around the sum."""
    solved: str = ""
    """What the solution says there."""
    priced: bool | None = None
    """Whether its numbers are amounts of money; None where that is not known."""

    @property
    def shown(self) -> set[Fraction]:
        """The numbers that a quotation which is cut has to show."""
        return set(self.numbers) | ({self.odd} if self.odd is not None else set())


def find(question: str, target: Target) -> str:
    """Return the piece of a question that suits a target best, quoted; empty where none stands out."""
    found = parts(question)
    fits = [
        fit - QUESTION_ITSELF * part.endswith("?") for part, fit in zip(found, _likeness(found, target), strict=True)
    ]
    best = max(fits, default=0)
    enough = ENOUGH if target.numbers or target.odd is not None else ENOUGH_WORDS
    return quoted(found[fits.index(best)], target.shown) if best >= enough else ""


def _likeness(found: Sequence[str], target: Target) -> list[float]:
    stems = [content_words(part) for part in found]
    rare = Counter(word for part in stems for word in part)
    said, solved = content_words(target.said), content_words(target.solved)
    fits = []
    for part, words in zip(found, stems, strict=True):
        meant = _meant(words & said, rare) if said else 1.0
        odd = meant * ODD if target.odd is not None and target.odd in held(part) else 0.0
        numbers = odd + sum(weight for value, weight in target.numbers.items() if value in held(part, target.priced))
        alike = sum((1 if word in said else NEW) / rare[word] for word in words & (said | solved))
        fits.append(round(numbers + min(MOST_ALIKE, alike), 6))  # so that no order of adding up decides
    return fits


def _meant(shared: set[str], rare: Mapping[str, int]) -> float:
    """Return how sure it is that a number of a piece is the one that a sentence of the pupil's has, by shared words."""
    return 1.0 if sum(1 / rare[word] for word in shared) >= DISTINCT else UNSURE


def about_step(solution: Solution, step: Step | None, reached: frozenset[Fraction] = frozenset()) -> str:
    """Return the piece of the question that a step of the solution rests on, quoted; empty where none stands out."""
    if step is None:
        return ""
    own = {value for value in sums.values(step.claim.left) if solution.gives(value)}
    numbers = {value: LACKED + HAS * (value in own) for value in solution.wanted(step, None, reached)}
    return find(solution.question, Target(numbers, solved=step.claim.sentence, priced=priced(step.claim)))


def about_sum(question: str, claim: Claim) -> str:
    """Return the piece of the question that shares most with a sum, or else what is asked."""
    numbers = dict.fromkeys(sums.values(claim.left), LACKED)
    return find(question, Target(numbers, said=claim.sentence)) or asked(question)


def about_equation(question: str, equation: str) -> str:
    """Return the piece of the question that shares most numbers with an equation, what it tells before what it asks."""
    found = parts(question)
    numbers = {number.value for number in sums_reading.numbers_in(equation)}
    numbers |= {Fraction(number) for number in re.findall(r"(?<![\d.])\d+(?=[a-z])", equation)}
    fits = [2 * len(numbers & held(part)) - part.endswith("?") for part in found]
    best = max(fits, default=0)
    return quoted(found[len(fits) - 1 - fits[::-1].index(best)]) if best > 0 else asked(question)


def makers(solution: Solution, step: Step) -> list[Step]:
    """Return the steps whose results a step uses, the question's own numbers left out."""
    used = {value for value in sums.values(step.claim.left) if not solution.gives(value)}
    return [one for one in solution.steps if one.result in used and one is not step]


def sentences_of(steps: Iterable[Step]) -> str:
    """Return what the solution says around some steps."""
    return " ".join(step.claim.sentence for step in steps)


def priced(claim: Claim) -> bool | None:
    """Return whether a sum's numbers are money: True where they are all written so, None where nothing is certain."""
    written = [bool(MONEY.search(number.text)) for number in sums.leaves(claim.left)]
    return True if written and all(written) else None


def asked(question: str) -> str:
    """Return what the question asks for, quoted."""
    whole = [one for one in sums_reading.sentences(question) if one.endswith("?")][-1:]
    if whole and len(whole[0].split()) <= LONGEST_QUOTE:
        return quoted(whole[0])
    found = [part for part in parts(question) if part.endswith("?")] or parts(question)[-1:]
    return quoted(found[-1]) if found else ""


def naming(question: str, word: str) -> str:
    """Return the piece of a question that has a word, quoted; empty where none has."""
    return next((quoted(part) for part in parts(question) if re.search(rf"\b{word}s?\b", part, re.IGNORECASE)), "")


def parts(question: str) -> list[str]:
    """Return the sentences of a question, long ones by their clauses."""
    return [piece for sentence in sums_reading.sentences(question) for piece in _clauses(sentence)]


def quoted(part: str, wanted: Container[Fraction] = ()) -> str:
    """Return a piece of the question between quotation marks, without its question mark; a long one by its numbers."""
    verb = "asks" if part.endswith("?") and ASKS.search(part) else "says"
    words = part.strip(" .,;:?!").split()
    places = [place for place, word in enumerate(words) if any(value in wanted for value in held(word))]
    start = max(0, min(places[0] - BEFORE, len(words) - LONGEST_QUOTE)) if places else 0
    start = start if start > 2 else 0
    cut = " ".join(words[start : start + LONGEST_QUOTE])
    ends = ("…" if start else "", "…" if len(words) > start + LONGEST_QUOTE else "")
    return f"The question {verb} “{ends[0]}{cut.replace('?', '')}{ends[1]}”."


def held(part: str, of_money: bool | None = None) -> set[Fraction]:
    """Return the numbers of a piece of the question, in figures and in words; amounts of money alone, or all."""
    numbers = sums_reading.numbers_in(part)
    if of_money:
        return {number.value for number in numbers if MONEY.search(number.text)}
    shares = {Fraction(n) for word, n in SHARES.items() if re.search(rf"\b{word}\b", part, re.IGNORECASE)}
    figures = {number.value for number in numbers}
    figures |= {number.value * 100 for number in numbers if number.text.endswith("%")}
    return figures | set(named_numbers_in(part)) | shares | {1 / value for value in shares}


def _clauses(sentence: str) -> list[str]:
    """Return a long sentence by its clauses, short ones joined to the next."""
    if len(sentence.split()) <= LONGEST_PIECE:
        return [sentence]
    ends = [match.span() for match in CLAUSE.finditer(sentence)]
    pieces, start, last = [], 0, 0
    for end, after in [*ends, (len(sentence), len(sentence))]:
        if len(sentence[start:end].split()) >= SHORTEST_CLAUSE:
            pieces.append(sentence[start:end])
            start, last = after, start
    if pieces and start < len(sentence):
        pieces[-1] = sentence[last:]  # what is too short to stand alone stays with the clause before it
    return pieces or [sentence]
