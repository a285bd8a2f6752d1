"""What a pupil is asked about a sum that may lead astray; nothing is claimed that is not certain."""

import re

from tutor import quoting, sums
from tutor.fault_kinds import Fault
from tutor.sums import Claim, Number, Sum
from tutor.working import Solution

MOST_NUMBERS = 3
"""Numbers that are named in one question."""
PER_CENT = 100
"""A number that only turns a percentage into a share, so that nobody is asked what it stands for."""
BELONGS = ", and does it belong there?"
"""The end of a question that can go where there are too many words."""
BACKWARDS = {"+": "−", "−": "+", "×": "÷", "÷": "×"}
COMPARES = re.compile(
    r"\b(?:times|twice|double|half|third|quarter|as (?:many|much|\w+ as)|more|less|fewer)\b", re.IGNORECASE
)
"""Words from which a product or a quotient is an amount of the same kind, so that it can be more or less than it."""


def ask(fault: Fault, solution: Solution) -> str:
    """Return the question about a sum that may lead astray."""
    if fault.kind in {"operation", "order"}:
        return _ask_how(fault, solution)
    if fault.kind == "missing":
        return _ask_what_counts(fault)
    if fault.kind == "past":
        return _ask_past(fault, solution)
    number = fault.odd if fault.kind != "other" or len(sums.amounts(fault.claim.left)) > 2 else None
    many = fault.kind == "operand" and fault.made_by is None and len(sums.leaves(fault.claim.left)) > MOST_NUMBERS + 1
    if number is not None and number.value != PER_CENT and not many:
        return _ask_about_pattern(fault, number) or _ask_about_number(fault, number, solution)
    return _ask_about_sum(fault, solution)


def ask_with(admitted: Number) -> str:
    """Return the question about a sum that lacks a number which the pupil has just named."""
    return f"Your last message has {admitted.text}: what does that stand for, and how does it change this sum?"


def brought_in(fault: Fault, solution: Solution) -> Number | None:
    """Return the one number of the question that a sum beyond the answer brings in, unused by the solution."""
    used = {value for step in solution.steps for value in sums.values(step.claim.left)}
    numbers = [number for number in sums.leaves(fault.claim.left) if number.value != solution.answer]
    fresh = [number for number in numbers if solution.gives(number.value) and number.value not in used]
    return fresh[0] if len(numbers) == len(fresh) == 1 and fresh[0].value > 1 else None


def asks_what_it_is(fault: Fault, solution: Solution) -> bool:
    """Return whether the sum multiplies or divides a right result the wrong way, so that its meaning is asked."""
    if fault.kind != "operation" or not sums.signs(fault.claim.left) <= {"×", "÷"}:
        return False
    return _result(fault, solution) is not None and not _is_comparison(fault, solution)


def check(claim: Claim) -> str:
    """Return a way to check a sum that does not tell its result."""
    left = claim.left
    plain = isinstance(left, Sum) and isinstance(left.left, Number) and isinstance(left.right, Number)
    if isinstance(left, Sum) and plain and left.sign in BACKWARDS and "%" not in sums.shown(left):
        back = f"{claim.stated.text} {BACKWARDS[left.sign]} {sums.shown(left.right)}"
        same = f"compare that with {sums.shown(left.left)}"
        return f"Check it backwards: work out {back} and {same}. What should the sum make?"
    return "Work it out again a piece at a time, from left to right: what does it make?"


def _result(fault: Fault, solution: Solution) -> Number | None:
    """Return the number of a sum that a step of the solution makes and the question does not tell."""
    made = {step.result for step in solution.steps}
    numbers = sums.leaves(fault.claim.left)
    return next((number for number in numbers if number.value in made and not solution.gives(number.value)), None)


def _is_comparison(fault: Fault, solution: Solution) -> bool:
    """Return whether the question compares like amounts at the numbers of a sum that it tells itself."""
    told = {value for value in sums.values(fault.claim.left) if solution.gives(value)}
    pieces = [part for part in quoting.parts(solution.question) if told & quoting.held(part)]
    return any(COMPARES.search(part) for part in pieces)


def _ask_past(fault: Fault, solution: Solution) -> str:
    """Return the question about a sum that goes on from the answer."""
    answer = fault.step.result if fault.step else None
    known = [number.text for number in sums.leaves(fault.claim.left) if number.value == answer]
    number = brought_in(fault, solution)
    if number is not None and known:
        return f"What happened to the {number.text}, and does that change what the {known[0]} stands for?"
    return f"What does the {known[0]} in that step stand for?" if known else "Is that step needed to answer it?"


def _ask_how(fault: Fault, solution: Solution) -> str:
    """Return the question how the right numbers go together."""
    numbers = list(dict.fromkeys(number.text for number in sums.leaves(fault.claim.left)))
    result = _result(fault, solution)
    if asks_what_it_is(fault, solution) and result is not None:
        return f"What does the {result.text} stand for, and what would “{fault.claim.text}” then tell you?"
    largest = max(sums.leaves(fault.claim.left), key=lambda number: number.value)
    if fault.kind == "operation" and len(numbers) == 2 and _on_the_other_side(fault, largest, solution):
        return f"Should the result be more or less than {largest.text}, and why?"
    if fault.kind == "order" and len(numbers) == 2 and sums.signs(fault.claim.left) <= {"−", "÷"}:
        verb = "taken away from" if sums.signs(fault.claim.left) == {"−"} else "divided by"
        return f"Which of the two is {verb} the other, and why?"
    if len(numbers) == 1:
        return f"What does each {numbers[0]} there stand for?"
    if len(numbers) <= MOST_NUMBERS:
        return f"What do {' and '.join(numbers)} stand for, and how do they go together?"
    return "What does each number there stand for, and how do they go together?"


def _on_the_other_side(fault: Fault, largest: Number, solution: Solution) -> bool:
    """Return whether a sum's result and its step's lie on two sides of its largest number."""
    if fault.step is None or min(sums.values(fault.claim.left)) <= 1:
        return False
    apart = (fault.claim.value - largest.value) * (fault.step.result - largest.value) < 0
    return apart and not (sums.signs(fault.claim.left) <= {"×", "÷"} and solution.gives(fault.claim.value))


def _ask_what_counts(fault: Fault) -> str:
    """Return the question what a sum counts, by a result that the pupil has and that it lacks where there is one."""
    made = fault.made_by
    if made is None:
        return "Which amounts does that step count, and are those all of them?"
    if made.stated.value in sums.values(fault.claim.left):
        return f"How many times should the {made.stated.text} be counted there?"
    return f"Where is the {made.stated.text}, from “{made.text}”, counted?"


def _ask_about_pattern(fault: Fault, odd: Number) -> str:
    """Return the question about a pattern of working; empty where the fault is another."""
    made = f", from “{fault.made_by.text}”," if fault.made_by else ""
    if fault.kind == "double" and fault.made_by and fault.also:
        return f"The {odd.text} is in “{fault.made_by.text}” and in “{fault.also.text}”: how often should it count?"
    return {
        "sign": f"Should the {odd.text} be added or taken away there, and why?",
        "repeats": f"How many times does the {odd.text} come in altogether, and why?",
        "whole": f"Is the {odd.text} the whole amount or only a part of it, and so what is the percentage taken of?",
        "share": f"Which amounts are in the {odd.text}{made} and does this step fit each of them?",
        "count": f"How many times is the {odd.text} counted there, and how many times should it be?",
        "unfounded": f"Where does the {odd.text} come from, and what does it stand for?",
    }.get(fault.kind, "")


def _ask_about_number(fault: Fault, odd: Number, solution: Solution) -> str:
    """Return the question what a number of a sum stands for."""
    made = f", from “{fault.made_by.text}”," if fault.made_by else ""
    others = [number.text for number in sums.leaves(fault.claim.left) if number.value != odd.value]
    if fault.kind == "again" and fault.made_by:
        return _ask_again(fault, odd, fault.made_by, solution)
    if fault.kind == "within" and others:
        return f"Is any of the {odd.text}{made or ','} counted in the {others[0]} already?".replace(",, ", ", ")
    if sums.values(fault.claim.left).count(odd.value) > 1:
        return f"What does each {odd.text} there stand for?"
    if fault.made_by:
        return f"What does the {odd.text}{made} stand for{BELONGS}"
    if not solution.gives(odd.value) and fault.kind in {"operand", "extra"}:
        return f"Where does the {odd.text} come from?"
    if fault.kind == "extra":
        return f"What does the {odd.text} stand for{BELONGS}"
    return f"What does the {odd.text} stand for, and is that what this step needs?"


def _ask_again(fault: Fault, odd: Number, made_by: Claim, solution: Solution) -> str:
    """Return the question about a number that an earlier sum has; where it is told twice, it may be another one."""
    result = made_by.stated.text
    told = sum(odd.value in quoting.held(word) for word in solution.question.split())
    if told > 1:
        return f"What does the {result}, from “{made_by.text}”, stand for, and what does the {odd.text} here stand for?"
    return f"The {odd.text} is used in “{made_by.text}” already: what does the {result} stand for?"


def _ask_about_sum(fault: Fault, solution: Solution) -> str:
    """Return the question about a sum of which no single number is odd."""
    numbers = list(dict.fromkeys(number.text for number in sums.amounts(fault.claim.left)))
    stated = fault.claim.stated.text
    if fault.made_by is not None:
        return f"What does the {fault.made_by.stated.text}, from “{fault.made_by.text}”, stand for{BELONGS}"
    if len(numbers) == 2:
        return f"What do the {' and the '.join(numbers)} stand for, and what does the {stated} then tell you?"
    if fault.kind == "part":
        return f"What does the {stated} stand for, and is that what the question asks for?"
    if len(sums.leaves(fault.claim.left)) > MOST_NUMBERS:
        return "Which amounts does that step count, and are those all of them, each as often as it should be?"
    return "What does each number there stand for, and is each counted as often as it should be?"
