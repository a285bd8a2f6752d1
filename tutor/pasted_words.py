"""The authored words about a pasted question: what the pupil wrote, where to look, and something to do.

Quotes only sums and sentences of the question, never the pupil's own words, so that nothing typed can speak for the
tutor. Number words such as "one" are left out on purpose: the answer may be that number.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from fractions import Fraction

from tutor import sums, sums_reading
from tutor.checker import content_words, named_numbers_in
from tutor.equations import Break
from tutor.fault_kinds import Fault
from tutor.sums import Claim, Number
from tutor.working import SHARES, Solution, Step

LONGEST_QUOTE = 26
"""Words of the question that are quoted at most; a longer sentence is quoted from the clause that matters."""
BEFORE = 5
"""Words before the number that matters, in a clause that is still too long."""
SHORTEST_CLAUSE = 4
CLAUSE = re.compile(r"(?:,\s+(?:and\s+|but\s+|so\s+)?|\s+but\s+|\s+(?=(?:if|when|while|which)\s))(?![^()]*\))")
ASKS = re.compile(r"\b(?:how|what|which|who|where|why|when|find|calculate)\b", re.IGNORECASE)
ENOUGH = 2.0
WANTED, OWN, ODD = 2.5, 1.5, 6.0
"""How much a number that a step rests on counts for the piece of the question it stands in, one that stands in the step
itself beside that, and one of the pupil's that is asked about."""
ITS_OWN = frozenset({"operation", "order", "early", "again"})
"""The kinds of fault whose numbers are right, so that the piece is told by what the step needs."""
MOST_ALIKE = 3.0
"""What shared words count for a piece of the question at most; numbers tell more."""
MOST_NUMBERS = 3
"""Numbers that are named in one question."""

PER_CENT = 100
"""A number that only turns a percentage into a share, so that nobody is asked what it stands for."""
BELONGS = ", and does it belong there?"
"""The end of a question that can go where there are too many words."""
UNCLEAR = re.compile(r"/\s?\d+\s?[a-z]")
"""2/3x can be two thirds of x or two over 3x, so that nothing is certain of it."""
BACKWARDS = {"+": "−", "−": "+", "×": "÷", "÷": "×"}


def look_again(fault: Fault, solution: Solution) -> str:
    """Return the words that send a pupil back to the sum where the working goes wrong.

    Only a sum that does not come out is called wrong. Of any other, what it stands for is asked: the pupil may have
    taken another right way, and the sum is only the likeliest place.
    """
    text = f"Look again at “{fault.claim.text}”"
    if fault.kind == "slip":
        return f"{text}: that sum does not come out. {_check(fault.claim)}"
    if fault.again:
        text += ", where it is written the second time"
    about = asked(solution.question) if fault.kind == "past" else _about(fault, solution)
    return " ".join(part for part in (f"{text}.", about, _ask(fault, solution)) if part)


def lacking(solution: Solution, step: Step | None) -> str:
    """Return the question for a step that working lacks, by the question's numbers in it; empty where it has none."""
    leaves = [] if step is None else sums.leaves(step.claim.left)
    given = [number for number in leaves if solution.gives(number.value) and number.value not in (0, 1)]
    numbers = list(dict.fromkeys(number.text for number in given))
    if len(numbers) == 1:
        return f"Where in the working does the {numbers[0]} come in, and what is done with it?"
    return f"Where in the working do {' and '.join(numbers)} come in, and what is done with them?" if numbers else ""


def broken_line(broken: Break, question: str) -> str:
    """Return the words that send a pupil back to the first equation that does not hold."""
    if UNCLEAR.search(broken.broken.text) or (broken.before is not None and UNCLEAR.search(broken.before.text)):
        return f"Look again at “{broken.broken.text}”. What does each side of that equation stand for?"
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


def about_step(solution: Solution, step: Step | None, fault: Fault | None = None) -> str:
    """Return the sentence of the question that a step of the solution rests on, quoted; empty where none stands out.

    A number of a fault's sum whose meaning is asked for counts most: the pupil has to see where it stands.
    """
    found = parts(solution.question)
    if step is None or not found:
        return ""
    claim = None if fault is None or fault.kind in ITS_OWN else fault.claim
    wanted = solution.wanted(step, claim) or solution.wanted(step)
    own = {value for value in sums.values(step.claim.left) if solution.gives(value)} & wanted
    odd = fault.odd.value if fault and fault.odd and claim and not fault.made_by else None
    alike = _likeness(found, step.claim.sentence)
    scores = [
        OWN * len(own & _held(part)) + WANTED * len(wanted & _held(part)) + ODD * (odd in _held(part)) + near
        for part, near in zip(found, alike, strict=True)
    ]
    shown = {odd} if odd is not None else wanted
    return quoted(found[scores.index(max(scores))], shown) if max(scores) >= ENOUGH else ""


def about_letters(question: str, equation: str) -> str:
    """Return the words that ask what the letters of an equation stand for, with the piece of the question it is of."""
    return f"Look again at “{equation}”. {_about_equation(question, equation)} What does each letter there stand for?"


def _about_equation(question: str, equation: str) -> str:
    """Return the piece of the question that shares most numbers with an equation, what it tells before what it asks."""
    found = parts(question)
    numbers = {number.value for number in sums_reading.numbers_in(equation)}
    numbers |= {Fraction(number) for number in re.findall(r"(?<![\d.])\d+(?=[a-z])", equation)}
    scores = [2 * len(numbers & _held(part)) - part.endswith("?") for part in found]
    best = max(scores, default=0)
    return quoted(found[len(scores) - 1 - scores[::-1].index(best)]) if best > 0 else asked(question)


def about_words(question: str, claim: Claim) -> str:
    """Return the piece of the question that shares most with a sum, its numbers and rare words above all, quoted."""
    found, numbers = parts(question), set(sums.values(claim.left))
    alike = _likeness(found, claim.sentence)
    scores = [WANTED * len(numbers & _held(part)) + near for part, near in zip(found, alike, strict=True)]
    return quoted(found[scores.index(max(scores))], numbers) if scores and max(scores) >= 1 else asked(question)


def asked(question: str) -> str:
    """Return what the question asks for, quoted."""
    found = [part for part in parts(question) if part.endswith("?")] or parts(question)[-1:]
    return quoted(found[-1]) if found else ""


def parts(question: str) -> list[str]:
    """Return the sentences of a question, long ones by their clauses."""
    return [piece for sentence in sums_reading.sentences(question) for piece in _clauses(sentence)]


def quoted(part: str, wanted: Container[Fraction] = ()) -> str:
    """Return a piece of the question between quotation marks, without its question mark; a long one by its numbers."""
    verb = "asks" if part.endswith("?") and ASKS.search(part) else "says"
    words = part.strip(" .,;:?!").split()
    places = [place for place, word in enumerate(words) if any(value in wanted for value in _held(word))]
    start = max(0, min(places[0] - BEFORE, len(words) - LONGEST_QUOTE)) if places else 0
    start = start if start > 2 else 0
    cut = " ".join(words[start : start + LONGEST_QUOTE])
    ends = ("…" if start else "", "…" if len(words) > start + LONGEST_QUOTE else "")
    return f"The question {verb} “{ends[0]}{cut.replace('?', '')}{ends[1]}”."


def _likeness(found: Sequence[str], sentence: str) -> list[float]:
    """Return how much each piece of a question shares with a sentence, rare words above all."""
    stems = [content_words(part) for part in found]
    rare = Counter(word for part in stems for word in part)
    return [min(MOST_ALIKE, sum(1 / rare[word] for word in part & content_words(sentence))) for part in stems]


def _about(fault: Fault, solution: Solution) -> str:
    """Return the piece of the question that the sum has to be held against."""
    question = solution.question
    if fault.lacks is not None:
        return about_step(solution, fault.lacks) or about_words(question, fault.lacks.claim)
    if fault.kind == "within":
        return ""
    if fault.odd is not None and solution.gives(fault.odd.value) and fault.kind in {"extra", "twice"}:
        about = fault.claim.sentence + (fault.step.claim.sentence if fault.step else "")
        return _about_number(question, fault.odd.value, about) or about_words(question, fault.claim)
    if fault.step is None or fault.kind in {"other", "pair"}:
        return about_words(question, fault.claim)
    return about_step(solution, fault.step, fault) or about_words(question, fault.claim)


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


def _held(part: str) -> set[Fraction]:
    """Return the numbers of a piece of the question, in figures and in words."""
    shares = {Fraction(n) for word, n in SHARES.items() if re.search(rf"\b{word}\b", part, re.IGNORECASE)}
    figures = {number.value for number in sums_reading.numbers_in(part)}
    figures |= {number.value * 100 for number in sums_reading.numbers_in(part) if number.text.endswith("%")}
    return figures | set(named_numbers_in(part)) | shares | {1 / value for value in shares}


def _ask(fault: Fault, solution: Solution) -> str:
    """Return the question about a sum that may lead astray; it claims nothing that is not certain."""
    if fault.kind in {"operation", "order"}:
        return _ask_how(fault)
    if fault.kind == "missing":
        return _ask_what_counts(fault)
    if fault.kind == "past":
        answer = fault.step.result if fault.step else None
        known = [number.text for number in sums.leaves(fault.claim.left) if number.value == answer]
        return f"What does the {known[0]} in that step stand for?" if known else "Is that step needed to answer it?"
    if fault.odd is not None and fault.odd.value != PER_CENT:
        return _ask_about_number(fault, fault.odd, solution)
    numbers = list(dict.fromkeys(number.text for number in sums.leaves(fault.claim.left)))
    if len(numbers) == 2:
        return f"What do the {' and the '.join(numbers)} stand for, and do they belong together?"
    if fault.kind == "part":
        return f"What does the {fault.claim.stated.text} stand for, and is that what the question asks for?"
    return "What does each number there stand for, and is each counted as often as it should be?"


def _ask_how(fault: Fault) -> str:
    """Return the question how the right numbers go together."""
    numbers = list(dict.fromkeys(number.text for number in sums.leaves(fault.claim.left)))
    ours = sums.signs(fault.claim.left)
    theirs = sums.signs(fault.step.claim.left) if fault.step else set()
    opposite = len(numbers) == 2 and ours | theirs in ({"+", "−"}, {"×", "÷"}) and len(ours) == len(theirs) == 1
    if fault.kind == "operation" and opposite and min(sums.values(fault.claim.left)) > 1:
        largest = max(sums.leaves(fault.claim.left), key=lambda number: number.value)
        return f"Should the result be more or less than {largest.text}, and why?"
    if fault.kind == "order" and len(numbers) == 2 and ours <= {"−", "÷"}:
        return f"Which of the two is {'taken away from' if ours == {'−'} else 'divided by'} the other, and why?"
    if len(numbers) == 1:
        return f"What does each {numbers[0]} there stand for?"
    if len(numbers) <= MOST_NUMBERS:
        return f"What do {' and '.join(numbers)} stand for, and how do they go together?"
    return "What does each number there stand for, and how do they go together?"


def _ask_what_counts(fault: Fault) -> str:
    """Return the question what a sum counts, by a result that the pupil has and that it lacks where there is one."""
    made = fault.made_by
    if made is None:
        return "Which amounts does that step count, and are those all of them?"
    if made.stated.value in sums.values(fault.claim.left):
        return f"How many times should the {made.stated.text} be counted there?"
    return f"Where is the {made.stated.text}, from “{made.text}”, counted?"


def _ask_about_number(fault: Fault, odd: Number, solution: Solution) -> str:
    """Return the question what a number of a sum stands for."""
    made = f", from “{fault.made_by.text}”," if fault.made_by else ""
    others = [number.text for number in sums.leaves(fault.claim.left) if number.value != odd.value]
    if fault.kind == "again" and fault.made_by:
        used = f"The {odd.text} is used in “{fault.made_by.text}” already"
        return f"{used}: what does the {fault.made_by.stated.text} stand for?"
    if fault.kind == "within" and others:
        return f"Is any of the {odd.text}{made or ','} counted in the {others[0]} already?".replace(",, ", ", ")
    if sums.values(fault.claim.left).count(odd.value) > 1:
        return f"What does each {odd.text} there stand for?"
    if fault.made_by:
        return f"What does the {odd.text}{made} stand for{BELONGS}"
    if not solution.gives(odd.value) and fault.kind in {"operand", "extra"}:
        return f"Where does the {odd.text} come from?"
    return f"What does the {odd.text} stand for, and is that what this step needs?"


def _check(claim: Claim) -> str:
    """Return a way to check a sum that does not tell its result."""
    left = claim.left
    plain = isinstance(left, sums.Sum) and isinstance(left.left, Number) and isinstance(left.right, Number)
    if isinstance(left, sums.Sum) and plain and left.sign in BACKWARDS and "%" not in sums.shown(left):
        back = f"{claim.stated.text} {BACKWARDS[left.sign]} {sums.shown(left.right)}"
        same = f"compare that with {sums.shown(left.left)}"
        return f"Check it backwards: work out {back} and {same}. What should the sum make?"
    return "Work it out again a piece at a time, from left to right: what does it make?"
