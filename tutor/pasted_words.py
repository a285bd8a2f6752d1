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
from tutor.fault_kinds import Fault
from tutor.sums import Claim, Number
from tutor.working import SHARES, Solution, Step

LONGEST_QUOTE = 26
"""Words of the question that are quoted at most; a longer sentence is quoted from the clause that matters."""
SHORTEST_CLAUSE = 4
CLAUSE = re.compile(r"(?:,\s+(?:and\s+|but\s+|so\s+)?|\s+but\s+)(?![^()]*\))")
ENOUGH = 2.0

ODD = {
    "operand": "does not fit there",
    "extra": "does not fit there",
    "early": "cannot be used there as it is",
    "again": "has been used already",
    "twice": "is counted twice",
}
"""What is odd about a number of a sum, by the fault's kind."""
INSTEAD = {
    "operand": "Which number belongs there instead?",
    "early": "What has to be worked out from it first?",
    "twice": "How often should it be counted?",
    "missing": "What else has to be counted in that step?",
    "extra": "What is counted there more often than it should be?",
    "part": "What has not been taken into account there?",
}
"""The question that asks for a better step, where it does not name a number."""
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


def lacking(solution: Solution, step: Step | None) -> str:
    """Return the question for a step that working lacks, by the question's numbers in it; empty where it has none."""
    leaves = [] if step is None else sums.leaves(step.claim.left)
    given = [number for number in leaves if solution.gives(number.value) and number.value not in (0, 1)]
    numbers = list(dict.fromkeys(number.text for number in given))
    if len(numbers) == 1:
        return f"A step with the {numbers[0]} is missing: what has to be worked out with it?"
    return f"A step with {' and '.join(numbers)} is missing: what has to be done with them?" if numbers else ""


def broken_line(broken: Break, question: str) -> str:
    """Return the words that send a pupil back to the first equation that does not hold."""
    if broken.broken.is_rewriting:
        what = "the sides are not the same amount. What does the left side come to?"
        return f"Look again at “{broken.broken.text}”: {what}"
    if broken.before is None:
        what = "What does each side of that equation stand for?"
        return f"Look again at “{broken.broken.text}”. {_about_equation(question, broken.broken.text)} {what}"
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


def _about_equation(question: str, equation: str) -> str:
    """Return the piece of the question that shares most numbers with an equation, what it tells before what it asks."""
    found = parts(question)
    numbers = {number.value for number in sums_reading.numbers_in(equation)}
    numbers |= {Fraction(number) for number in re.findall(r"(?<![\d.])\d+(?=[a-z])", equation)}
    scores = [2 * len(numbers & _held(part)) - part.endswith("?") for part in found]
    best = max(scores, default=0)
    return quoted(found[len(scores) - 1 - scores[::-1].index(best)]) if best > 0 else asked(question)


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
    if fault.kind == "extra" and fault.odd is not None and solution.gives(fault.odd.value):
        about = fault.claim.sentence + (fault.step.claim.sentence if fault.step else "")
        return _about_number(question, fault.odd.value, about) or about_words(question, about)
    if fault.kind == "other" and fault.step is None:
        return about_words(question, fault.claim.sentence)
    claim = None if fault.kind in {"operation", "order", "early", "again"} else fault.claim
    return about_step(solution, fault.step, claim) or about_words(question, fault.claim.sentence)


def _about_number(question: str, value: Fraction, sentence: str) -> str:
    """Return the piece of the question that tells a number, the one nearest to a sentence where there are several."""
    told = [part for part in parts(question) if value in _held(part)]
    wanted = content_words(sentence)
    return quoted(max(told, key=lambda part: len(content_words(part) & wanted))) if told else ""


def _clauses(sentence: str) -> list[str]:
    """Return a long sentence by its clauses, short ones joined to the next."""
    if len(sentence.split()) <= LONGEST_QUOTE:
        return [sentence]
    ends = [match.span() for match in CLAUSE.finditer(sentence)]
    pieces, start = [], 0
    for end, after in [*ends, (len(sentence), len(sentence))]:
        if len(sentence[start:end].split()) >= SHORTEST_CLAUSE:
            pieces.append(sentence[start:end])
            start = after
    return pieces or [sentence]


def _score(part: str, step: Step, wanted: set[Fraction]) -> float:
    """Return how much a piece of the question has to do with a step, above all with the numbers that it needs."""
    words = len(content_words(part) & content_words(step.claim.sentence))
    return 3 * len(wanted & _held(part)) + words / 2


def _held(part: str) -> set[Fraction]:
    """Return the numbers of a piece of the question, in figures and in words."""
    shares = {Fraction(n) for word, n in SHARES.items() if re.search(rf"\b{word}\b", part, re.IGNORECASE)}
    figures = {number.value for number in sums_reading.numbers_in(part)}
    return figures | set(named_numbers_in(part)) | shares | {1 / value for value in shares}


def _odd(fault: Fault) -> str:
    """Return what is odd about a sum, as the end of the sentence that names it."""
    if fault.odd is not None and fault.kind in ODD:
        number = fault.odd.text
        if fault.kind == "operand" and sums.values(fault.claim.left).count(fault.odd.value) > 1:
            return f": not every {number} fits there"
        if fault.made_by is None:
            return f": the {number} {ODD[fault.kind]}"
        if fault.kind == "again":
            return f": the {number} {ODD[fault.kind]}, in “{fault.made_by.text}”"
        return f": the {number}, from “{fault.made_by.text}”, {ODD[fault.kind]}"
    return {
        "operation": ": the numbers fit, but not what is done with them",
        "order": ": the numbers fit, but not the way they are put together",
        "missing": ": something is left out of it",
        "extra": ": it counts something that should not be counted there",
    }.get(fault.kind, "")


def _instead(fault: Fault) -> str:
    """Return the question that asks for a better step."""
    if fault.kind == "again" and fault.made_by:
        return f"What does the {fault.made_by.stated.text} stand for?"
    if fault.kind == "extra" and fault.odd:
        return f"What does the {fault.odd.text} stand for?"
    if fault.kind in {"operation", "order"}:
        numbers = " and ".join(dict.fromkeys(number.text for number in sums.leaves(fault.claim.left)))
        return f"What should be done with {numbers} instead?"
    return INSTEAD.get(fault.kind, "Which part of that step does not match it?")


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
