"""Where a talk about a pasted question stands: what the pupil last said, what holds, and what does not yet.

The newest working outranks older working. Decides neither the move nor the words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tutor import sums, sums_reading
from tutor.checker import content_words, named_numbers_in
from tutor.conclusions import ANSWER_IS, agreeing_sum, another_kind, conclusion, in_another_unit, is_right, stands_alone
from tutor.equations import Break, equations_in, first_break, first_letters, plain
from tutor.fault_kinds import Fault
from tutor.faults import first_fault, unfinished
from tutor.message import read_message
from tutor.mistakes import Mistake
from tutor.shown_mistakes import explained, surer
from tutor.sub_answers import SHORT, admitted, answers_other, sub_answer
from tutor.sums import Number
from tutor.working import Judged, Solution, Step

Who = Literal["pupil", "tutor"]
Wants = Literal["answer", "verdict", "help"]

STUCK = re.compile(
    r"\b(?:(?:don'?t|dont|do not|can'?t|cannot) (?:know|understand|get|see|remember|do)|no idea|not sure|unsure|stuck|"
    r"confus\w+|help|hint|lost|idk|huh|"
    r"what do you mean|how (?:do|would|should|can|to)\b|what (?:do|should|does|is|are)\b)",
    re.IGNORECASE,
)
VERDICT = re.compile(
    r"\b(?:(?:is|am|was) (?:it|that|this|my \w+|i) (?:right|correct|wrong|ok)|did i get|right\?|correct\?)",
    re.IGNORECASE,
)
SMALL_TALK = "yes no ok okay right sure see sorry forgot mistake add times divide understand"
THANKS = 5
"""Words up to which a message without a number leaves standing what came before it."""


@dataclass(frozen=True)
class Turn:
    """One utterance."""

    who: Who
    text: str


@dataclass(frozen=True)
class Standing:
    """Where a talk stands after the pupil's last message."""

    wants: Wants | None
    right: bool | None
    """Whether the last message ends in the answer; None where it ends in none or there is nothing to compare with."""
    doubtful: bool
    """The last message ends in the answer's value, but as the answer to something else."""
    answer: Fraction | None
    """The right answer, where it is one number."""
    final: Number | None
    """The newest final answer that the pupil named."""
    ends: Number | None
    """The number that the last message ends in."""
    last_sum: str
    """The last sum of the last message, where it makes the answer and something else is named after it."""
    other_kind: str
    """The word for a set, such as pair, where the answer is right but for counting sets or single things."""
    admitted: Number | None
    """A number that the last message names in answer to the tutor and that the fault's step has and its sum has not."""
    other_unit: bool
    """The last message ends in the answer's amount in another unit."""
    settled: str
    """What the last message newly has right, as a sum or a number; empty where nothing."""
    fault: Fault | None
    fault_is_new: bool
    """The fault stands in the last message."""
    broken: Break | None
    broken_first: bool
    """The equation that does not hold stands before the fault, in the same message."""
    letters: str
    """The first equation that relates several letters to a number; empty where there is none."""
    next_step: Step | None
    reached: frozenset[Fraction]
    """The results of the solution that the pupil has."""
    mistake: Mistake | None
    """What explains the answer that the last message ends in, if one mistake does."""
    has_working: bool
    on_topic: bool


def standing(solution: Solution, answer: str, turns: Sequence[Turn]) -> Standing:
    """Return where a talk stands."""
    written = solution.blank()
    pupil = [solution.plain(turn.text) for turn in turns if turn.who == "pupil"]
    judged = [solution.judge(text, written) for text in pupil]
    last = pupil[-1] if pupil else ""
    asked = next((turn.text for turn in reversed(turns) if turn.who == "tutor"), "")
    if judged:
        judged[-1] = _about_the_question(solution, asked, pupil, judged[-1])
    reached = _reached(solution, pupil, judged)
    asked_slip, settled = sub_answer(solution, asked, last, judged[-1] if judged else [])
    ends = [conclusion(text) for text in pupil]
    place, fault, mistake = _placed_fault(solution, pupil, judged, ends, asked_slip)
    named = not pupil or judged[-1] or ANSWER_IS.search(last)
    doubtful = not named and answers_other(solution.question, asked, last)
    final = _final(pupil, ends)
    broken = _broken(solution, pupil)
    return Standing(
        wants=_wants(last, bool(judged and judged[-1])),
        right=None if doubtful else _is_right(solution, answer, pupil, ends),
        doubtful=doubtful,
        answer=solution.answer,
        final=final,
        ends=ends[-1] if ends else None,
        last_sum=agreeing_sum(solution, last, judged[-1], ends[-1]) if pupil else "",
        other_kind=another_kind(solution, final),
        admitted=admitted(asked, last, judged, fault),
        other_unit=bool(pupil) and in_another_unit(solution, last, ends[-1]),
        settled="" if (fault is not None and place == len(pupil) - 1) or _repeats(ends) else settled,
        fault=fault,
        fault_is_new=fault is not None and place == len(pupil) - 1,
        broken=broken,
        broken_first=_stands_first(pupil[place], broken, fault) if pupil else False,
        letters=next(filter(None, map(first_letters, pupil)), ""),
        next_step=_next_step(solution, reached),
        reached=frozenset(reached),
        mistake=mistake,
        has_working=any(judged) or any(equations_in(text) for text in pupil) or any(map(_has_reasons, pupil)),
        on_topic=_on_topic(solution, last, asked),
    )


def _placed_fault(
    solution: Solution,
    pupil: Sequence[str],
    judged: Sequence[Sequence[Judged]],
    ends: Sequence[Number | None],
    slip: Fault | None,
) -> tuple[int, Fault | None, Mistake | None]:
    """Return the message with the newest fault, the fault, and the one mistake that explains the last message."""
    if slip is not None or not pupil:
        return len(pupil) - 1, slip, None
    last = len(pupil) - 1
    place, fault = _newest_fault(solution, pupil, judged)
    mistake = explained(solution, judged[last], ends[last])
    if mistake is not None and (fault is None or place == last):
        fault = surer(solution, fault, mistake, judged[last])
        place = place if fault is None else last
    return place, fault, mistake


def _is_right(solution: Solution, answer: str, pupil: Sequence[str], ends: Sequence[Number | None]) -> bool | None:
    """Return whether the talk ends in the answer: in the last message, or before one that has no number."""
    for text, end in zip(reversed(pupil), reversed(ends), strict=True):
        if sums_reading.numbers_in(text) or solution.answer is None or len(text.split()) > THANKS:
            return is_right(solution, answer, text, end)
    return None


def _final(pupil: Sequence[str], ends: Sequence[Number | None]) -> Number | None:
    """Return the newest final answer; an answer that stood alone and is told again outranks another number there."""
    newest = next((place for place in reversed(range(len(ends))) if ends[place]), None)
    if newest is None:
        return None
    told = {number.value for number in sums_reading.numbers_in(pupil[newest])}
    before = [end for text, end in zip(pupil[:newest], ends, strict=False) if end and stands_alone(text)]
    again = bool(before) and before[-1].value in told and not stands_alone(pupil[newest])
    return before[-1] if again else ends[newest]


def _repeats(ends: Sequence[Number | None]) -> bool:
    """Return whether the last message ends in an answer that an earlier one ended in."""
    return bool(ends) and ends[-1] is not None and any(end and end.value == ends[-1].value for end in ends[:-1])


def _about_the_question(solution: Solution, asked: str, pupil: Sequence[str], judged: list[Judged]) -> list[Judged]:
    """Return the sums of the last message but for those on numbers that the tutor brought in for an example."""
    before = " ".join(pupil[:-1])
    known = solution.values | {number.value for number in sums_reading.numbers_in(before)}
    new = {number.value for number in sums_reading.numbers_in(asked)} - known
    new = {value for value in new if not solution.gives(value)}
    return [one for one in judged if one.verdict == "slip" or not new & set(sums.values(one.claim.left))]


def _reached(solution: Solution, pupil: Sequence[str], judged: Sequence[Sequence[Judged]]) -> set[Fraction]:
    """Return the solution's results that the pupil's sums have reached, or that a message names."""
    results = [one.claim.stated.value for row in judged for one in row if one.verdict == "step"]
    once = {value for value in solution.on_the_way if value == solution.answer and results.count(value) < 2}
    made = set(results) - once
    named = {number.value for text in pupil for number in sums_reading.numbers_in(text)}
    return made | {value for value in (solution.values & named) - {solution.answer} if not solution.gives(value)}


def _next_step(solution: Solution, reached: set[Fraction]) -> Step | None:
    """Return the first step that has not been reached; one with the answer's value by chance is no last step."""
    by_chance = {solution.answer} & solution.on_the_way
    found = solution.unreached({*reached, *(value for value in by_chance if value is not None)})
    return found or (solution.steps[-1] if by_chance - reached else None)


def _newest_fault(
    solution: Solution, pupil: Sequence[str], judged: Sequence[Sequence[Judged]]
) -> tuple[int, Fault | None]:
    """Return the newest message with a fault that later messages have not put right, and the fault."""
    later: set[Fraction] = set()
    ends = _ends(pupil)
    for place in reversed(range(len(judged))):
        first, told = _told_first(ends, place), judged[_told_first(ends, place) : place + 1]
        fault = first_fault(solution, judged[place], later, ends[place]) if _tells_anew(judged, first, place) else None
        if fault is None and judged[first] and first < place:
            fault = first_fault(solution, judged[first], later, ends[first])
        fault = fault or first_fault(solution, [one for row in told for one in row], later, ends[place])
        if fault is not None:
            return place, fault
        later |= solution.up_to(_reached(solution, pupil[place : place + 1], judged[place : place + 1]))
    partial = ((place, unfinished(solution, judged[place], ends[place])) for place in reversed(range(len(judged))))
    return next((one for one in partial if one[1] is not None), (-1, None))


def _tells_anew(judged: Sequence[Sequence[Judged]], first: int, place: int) -> bool:
    """Return whether a message ends in another wrong sum than the earlier ones that end in the same number."""
    before = {one.claim.text for row in judged[first:place] for one in row}
    last = judged[place][-1] if judged[place] else None
    return first < place and last is not None and last.verdict == "slip" and last.claim.text not in before


def _ends(pupil: Sequence[str]) -> list[Fraction | None]:
    """Return what each message ends in; one that ends in nothing but names the end before it tells the same again."""
    ends: list[Fraction | None] = []
    for text in pupil:
        end, before = conclusion(text), ends[-1] if ends else None
        named = {number.value for number in sums_reading.numbers_in(text)}
        ends.append(end.value if end else before if before in named else None)
    return ends


def _told_first(ends: Sequence[Fraction | None], place: int) -> int:
    """Return the place of the first of the messages up to one that all end in the same."""
    start = place
    while start and ends[place] is not None and ends[start - 1] == ends[place]:
        start -= 1
    return start


def _broken(solution: Solution, pupil: Sequence[str]) -> Break | None:
    """Return where the newest equations stop holding; working that was told again is read where it stood first."""
    values = [solution.answer] if solution.answer is not None else []
    ends = _ends(pupil)
    told = {equation.text.replace(" ", "") for equation in equations_in(solution.question)}
    breaks = [first_break(equations_in(text), [*values, *sorted(solution.values)], solution.roots) for text in pupil]
    breaks = [one if one is None or one.broken.text.replace(" ", "") not in told else None for one in breaks]
    newest = next((place for place in reversed(range(len(breaks))) if breaks[place]), None)
    if newest is None:
        return None
    same = [one for one, end in zip(breaks, ends, strict=True) if one is not None and end == ends[newest]]
    found = [one for one in reversed(breaks) if one is not None]
    return same[0] if len(same) > 1 else next((one for one in found if one.before is not None), found[0])


def _stands_first(text: str, broken: Break | None, fault: Fault | None) -> bool:
    """Return whether a broken equation stands in a message before the sentence of a fault."""
    if broken is None or fault is None:
        return False
    texts = (plain(text), broken.broken.text, plain(fault.claim.sentence))
    whole, equation, sentence = ("".join(one.split()) for one in texts)
    at, after = whole.find(equation), whole.find(sentence)
    return at > -1 and (after < 0 or at < after)


def _wants(text: str, has_sums: bool) -> Wants | None:
    """Return what a message asks for; one that works something out asks at most whether it is right."""
    if VERDICT.search(text):
        return "verdict"
    if has_sums or len(text.split()) > SHORT * 2:
        return None
    if read_message(text, None).kind == "answer request" and not sums_reading.numbers_in(text):
        return "answer"
    return "help" if STUCK.search(text) or text.strip().endswith("?") else None


def _has_reasons(text: str) -> bool:
    return len(sums_reading.numbers_in(text)) >= 3


def _on_topic(solution: Solution, last: str, asked: str) -> bool:
    """Return whether a message has anything to do with the question: a number, its words, or an answer to the tutor."""
    if sums_reading.numbers_in(last) or named_numbers_in(last):
        return True
    talk = content_words(f"{solution.question} {asked} {SMALL_TALK}")
    return bool(content_words(last) & talk) or len(last.split()) <= 2
