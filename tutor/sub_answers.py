"""What a pupil's last message makes of the tutor's last question: a slip, or what it has right."""

from collections.abc import Sequence

from tutor import sums, sums_reading
from tutor.checker import content_words, named_numbers_in
from tutor.conclusions import conclusion
from tutor.equations import equations_in
from tutor.fault_kinds import Fault
from tutor.sums import Claim, Number
from tutor.working import Judged, Solution

SHORT = 25
"""Words up to which a message without working can be a request."""
ALIKE = 0.6
"""The share of the asked-for words that a statement's source must have for its number to count as the one asked for."""


def sub_answer(solution: Solution, asked: str, last: str, judged: Sequence[Judged]) -> tuple[Fault | None, str]:
    """Return what the last message makes of the tutor's last question: a slip, or what it has right."""
    part = sums_reading.first_sum(asked) if not judged else None
    value = sums.value_of(part) if part is not None else None
    named = sums_reading.numbers_in(last)
    if part is not None and value is not None and named and len(last.split()) <= SHORT:
        claim = Claim(part, value, _told(last, named), last)
        if value in {number.value for number in named}:
            return None, Claim(part, value, next(n for n in named if n.value == value), last).text
        return (None if claim.true else Fault("slip", claim)), ""
    ends = conclusion(last)
    slips = [one.claim for one in judged if one.verdict == "slip"]
    if slips and ends is not None and ends.value == solution.answer:
        return Fault("slip", slips[0]), ""
    if judged:
        return None, _good(solution, last, judged) if asked else ""
    fitting = (number.text for number in named if _is_asked_for(solution, asked, number))
    return None, next(fitting, "") if len(last.split()) <= SHORT else ""


def _told(last: str, named: Sequence[Number]) -> Number:
    """Return the number that a short message tells, which may be a fraction."""
    part = sums_reading.first_sum(last)
    value = sums.value_of(part) if part is not None and sums.signs(part) == {"÷"} else None
    return Number(value, sums.shown(part)) if part is not None and value is not None else named[-1]


def _good(solution: Solution, last: str, judged: Sequence[Judged]) -> str:
    """Return the newest right step of a message in which nothing goes wrong; the answer itself is no step."""
    good = [one.claim for one in judged[-1:] if solution.makes(one) and one.claim.stated.value != solution.answer]
    fine = all(one.verdict in {"step", "part"} for one in judged) and not equations_in(last)
    ends = conclusion(last)
    return good[-1].text if good and fine and (ends is None or ends.value in solution.values) else ""


def _is_asked_for(solution: Solution, asked: str, number: Number) -> bool:
    """Return whether a number is the result of the step that the tutor's question is about."""
    wanted = content_words(asked)
    for step in solution.steps:
        value = step.result
        if value != number.value or solution.gives(value) or value == solution.answer or not wanted:
            continue
        numbers = {one.value for one in sums_reading.numbers_in(asked)} | set(named_numbers_in(asked))
        operands = {one.value for one in sums.leaves(step.claim.left)}
        alike = len(wanted & content_words(step.claim.sentence)) / len(wanted)
        return operands <= numbers or alike >= ALIKE
    return False


def admitted(asked: str, last: str, judged: Sequence[Sequence[Judged]], fault: Fault | None) -> Number | None:
    """Return the number of a short answer to the tutor that the step of a fault has and its sum has not."""
    if not asked or fault is None or fault.step is None or judged[-1] or len(last.split()) > SHORT:
        return None
    missing = set(sums.values(fault.step.claim.left)) - set(sums.values(fault.claim.left))
    found = [number for number in sums_reading.numbers_in(last) if number.value in missing and number.value > 1]
    return found[0] if len(found) == 1 else None


def answers_other(question: str, asked: str, last: str) -> bool:
    """Return whether a message answers a question of the tutor's about something that the question does not ask for."""
    parts = sums_reading.sentences(question)
    wanted = content_words(next((part for part in reversed(parts) if part.endswith("?")), parts[-1] if parts else ""))
    other = (content_words(question) - wanted) & content_words(asked) & content_words(last)
    if not content_words(question) & content_words(last) and content_words(asked) & content_words(last):
        return True
    return "?" in asked and bool(other) and bool(wanted - content_words(asked) - content_words(last))
