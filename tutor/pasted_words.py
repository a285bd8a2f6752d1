"""The authored words about a pasted question: what the pupil wrote, where to look, and something to do.

Quotes only sums and sentences of the question, never the pupil's own words, so that nothing typed can speak for the
tutor. Number words such as "one" are left out on purpose: the answer may be that number.
"""

import re
from collections import Counter
from fractions import Fraction

from tutor import sums, sums_reading
from tutor.checker import content_words, named_numbers_in
from tutor.equations import Break
from tutor.faults import Fault
from tutor.sums import Claim, Number
from tutor.working import SHARES, Solution, Step

LONGEST_QUOTE = 26
"""Words of the question that are quoted at most; a longer sentence is quoted from the clause that matters."""
CLAUSE = re.compile(r",\s+(?:and\s+|but\s+|so\s+)?|\s+but\s+")
ENOUGH = 2.0

BACKWARDS = {"+": "−", "−": "+", "×": "÷", "÷": "×"}


def look_again(fault: Fault, solution: Solution) -> str:
    """Return the words that send a pupil back to the sum where the working goes wrong."""
    question, text = solution.question, f"Look again at “{fault.claim.text}”"
    if fault.kind == "slip":
        return f"{text}: that sum does not come out. {_check(fault.claim)}"
    about = _about(fault, solution)
    if fault.kind == "past":
        return f"{text}. {asked(question)} {_meaning(fault)}"
    return " ".join(part for part in (f"{text}{_odd(fault)}.", about, _instead(fault)) if part)


def broken_line(broken: Break, question: str) -> str:
    """Return the words that send a pupil back to the first equation that does not hold."""
    if broken.broken.is_rewriting:
        what = "the sides are not the same amount. What does the left side come to?"
        return f"Look again at “{broken.broken.text}”: {what}"
    if broken.before is None:
        what = "What does each side of that equation stand for?"
        return f"Look again at “{broken.broken.text}”. {asked(question)} {what}"
    return (
        f"Look again at “{broken.broken.text}”: it does not follow from “{broken.before.text}”. "
        "Go on from there again, doing the same to both sides: what do you get?"
    )


def about_step(solution: Solution, step: Step | None, claim: Claim | None = None) -> str:
    """Return the sentence of the question that a step of the solution rests on, quoted; empty where none stands out."""
    found = parts(solution.question)
    if step is None or not found:
        return ""
    wanted = solution.wanted(step, claim) or solution.wanted(step)
    scores = [_score(part, step, wanted) for part in found]
    return quoted(found[scores.index(max(scores))]) if max(scores) >= ENOUGH else ""


def about_words(question: str, sentence: str) -> str:
    """Return the piece of the question that shares most with a sentence, rare words above all, quoted."""
    found = parts(question)
    stems = [content_words(part) for part in found]
    rare = Counter(word for part in stems for word in part)
    scores = [sum(1 / rare[word] for word in part & content_words(sentence)) for part in stems]
    return quoted(found[scores.index(max(scores))]) if scores and max(scores) >= 1 else asked(question)


def asked(question: str) -> str:
    """Return what the question asks for, quoted."""
    found = [part for part in parts(question) if part.endswith("?")] or parts(question)[-1:]
    return quoted(found[-1]) if found else ""


def parts(question: str) -> list[str]:
    """Return the sentences of a question, long ones by their clauses."""
    return [piece for sentence in sums_reading.sentences(question) for piece in _clauses(sentence)]


def quoted(part: str) -> str:
    """Return a piece of the question between quotation marks, without its question mark."""
    verb = "asks" if part.endswith("?") else "says"
    words = part.strip(" .,;:?!").split()
    cut = " ".join(words[:LONGEST_QUOTE]) + ("…" if len(words) > LONGEST_QUOTE else "")
    return f"The question {verb} “{cut.replace('?', '')}”."


def _about(fault: Fault, solution: Solution) -> str:
    """Return the piece of the question that shows what is odd about a sum."""
    question = solution.question
    if fault.odd is not None and fault.kind in {"extra", "operand"}:
        told = [part for part in parts(question) if fault.odd.value in {n.value for n in sums_reading.numbers_in(part)}]
        if told:
            return quoted(told[0])
    if fault.kind == "other":
        return about_words(question, fault.claim.sentence)
    claim = None if fault.kind in {"operation", "order"} else fault.claim
    return about_step(solution, fault.step, claim) or asked(question)


def _clauses(sentence: str) -> list[str]:
    if len(sentence.split()) <= LONGEST_QUOTE:
        return [sentence]
    pieces = [piece for piece in CLAUSE.split(sentence) if len(piece.split()) >= 4]
    return pieces or [sentence]


def _score(part: str, step: Step, wanted: set[Fraction]) -> float:
    """Return how much a piece of the question has to do with a step, above all with the numbers that it needs."""
    held = {number.value for number in sums_reading.numbers_in(part)} | set(named_numbers_in(part))
    shares = {Fraction(n) for word, n in SHARES.items() if re.search(rf"\b{word}\b", part, re.IGNORECASE)}
    held |= shares | {1 / value for value in shares}
    words = len(content_words(part) & content_words(step.claim.sentence))
    return 3 * len(wanted & held) + words / 2


def _odd(fault: Fault) -> str:
    """Return what is odd about a sum, as the end of the sentence that names it."""
    if fault.kind in {"operand", "extra"} and fault.odd is not None:
        source = f", from “{fault.made_by.text}”," if fault.made_by else ""
        return f": the {fault.odd.text}{source} does not fit there"
    return {
        "operation": ": the numbers fit, but not what is done with them",
        "order": ": the numbers fit, but not the way they are put together",
        "missing": ": something is left out of it",
        "extra": ": it counts something that should not be counted there",
    }.get(fault.kind, "")


def _instead(fault: Fault) -> str:
    """Return the question that asks for a better step."""
    if fault.kind == "operand":
        return "Which number belongs there instead?"
    if fault.kind == "part":
        return "What has not been taken into account there?"
    if fault.kind == "missing":
        return "What else has to be counted in that step?"
    if fault.kind == "extra":
        return (
            f"What does the {fault.odd.text} stand for?"
            if fault.odd
            else "What is counted there more often than it should be?"
        )
    if fault.kind in {"operation", "order"}:
        numbers = " and ".join(dict.fromkeys(number.text for number in sums.leaves(fault.claim.left)))
        return f"What should be done with {numbers} instead?"
    return "How does that step fit it, and what should it be?"


def _meaning(fault: Fault) -> str:
    """Return the question about what a number stood for before a step too many."""
    step = fault.step
    known = [n for n in sums.leaves(fault.claim.left) if step and n.value == step.claim.stated.value]
    return f"What does the {known[0].text} in that step stand for?" if known else "Is that step needed to answer it?"


def _check(claim: Claim) -> str:
    """Return a way to check a sum that does not tell its result."""
    left = claim.left
    plain = isinstance(left, sums.Sum) and isinstance(left.left, Number) and isinstance(left.right, Number)
    if isinstance(left, sums.Sum) and plain and left.sign in BACKWARDS and "%" not in sums.shown(left):
        back = f"{claim.stated.text} {BACKWARDS[left.sign]} {sums.shown(left.right)}"
        same = f"compare that with {sums.shown(left.left)}"
        return f"Check it backwards: work out {back} and {same}. What should the sum make?"
    return "Work it out again a piece at a time, from left to right: what does it make?"
