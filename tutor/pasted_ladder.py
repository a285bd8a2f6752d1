"""The draft ladder of a question that a teacher pasted, and what is wrong with a paste.

A ladder goes from a nudge to the solution itself, which is its last rung and the only one that tells the answer. Until
a teacher has read and approved it, a pupil is given the rungs before the last at most.
"""

import re
from collections.abc import Iterator, Sequence

from tutor import pasted_words, sums, sums_reading
from tutor.checker import content_words
from tutor.equations import Equation, equations_in, first_break
from tutor.pasted import Pasted, Plan, before_the_pupil, leaks, plan_for
from tutor.sums import Sum
from tutor.talk import Turn
from tutor.wording_rules import MAX_WORDS
from tutor.working import ANNOTATION, Solution, Step

FEWEST_RUNGS = 3
MOST_RUNGS = 5
"""Rungs before the last."""
LONGEST_QUESTION = 2000
"""Characters; a longer question is a worksheet."""
SHORTEST_GAP = 5
"""Letters of the shortest word that a sentence is asked for."""
LONGEST_QUOTE = 36
"""Words of a sentence of the solution that are quoted at most."""

READ_AGAIN = "Read the question again: what does it ask for, and what does it tell you?"
FIRST_PART = "Take the first part only. What does the question tell you about it, and what follows from that?"
ONE_LINE = "Write down one line that you are sure of. What can be worked out from that line?"
COMPARE = "Look at your last line beside the question. What is still missing?"
GENERAL = (READ_AGAIN, FIRST_PART, ONE_LINE, COMPARE)
"""Rungs that fit any question, for where the solution gives none."""
DO = {"+": "Add {}", "−": "Work with {} by taking away", "×": "Multiply {}", "÷": "Divide with {}"}
BARE_ANSWER = frozenset({"ask_for_working"})


def draft_ladder(pasted: Pasted) -> tuple[str, ...]:
    """Return three to five rungs that do not tell the answer, and the solution itself as the last."""
    solution = Solution(pasted.question, pasted.solution, pasted.answer)
    drafted = [_nudge(pasted.question)]
    if solution.steps:
        drafted += _by_sums(solution)
    elif len(lines := equations_in(pasted.solution)) > 1:
        drafted += _by_equations(lines)
    else:
        drafted += list(_by_sentences(pasted))
    rungs = list(dict.fromkeys(rung for rung in drafted if _may_stand(rung, pasted)))
    for spare in GENERAL:
        if len(rungs) < FEWEST_RUNGS and spare not in rungs and _may_stand(spare, pasted):
            rungs.append(spare)
    return (*rungs[:MOST_RUNGS], readable(pasted.solution))


def readable(solution: str) -> str:
    """Return a worked solution without the marks that some collections put around their sums."""
    plain = re.sub(r"<<.*?>>", "", solution)
    return re.sub(r"^\s*####\s*", "", plain, flags=re.MULTILINE).strip()


def reply_plan(pasted: Pasted, turns: Sequence[Turn], rung: int, rungs: Sequence[str] | None = None) -> Plan:
    """Return the next reply: to what the pupil wrote where that can be placed, and the ladder's next rung elsewhere.

    `rung` counts the rungs given so far, and `rungs` is the ladder where a teacher has edited it. The last rung, which
    tells the answer, is never given here. Nothing is given before an attempt.
    """
    plan = plan_for(pasted, turns)
    asks_again = plan.move in BARE_ANSWER and rung > 0
    if plan.move not in {"hint", "next_step", *BARE_ANSWER} or (plan.placed and not asks_again):
        return plan
    if plan.move in BARE_ANSWER and not asks_again:
        return plan
    ladder = (rungs or draft_ladder(pasted))[:-1]
    if not ladder:
        return plan
    place = min(rung, len(ladder) - 1)
    lead = re.match(r"[^.?]*(?:\.\d[^.?]*)? is not the answer yet\. |There is still a mistake in the working\. ", plan.authored)
    words = f"{lead[0] if lead else ''}{ladder[place]}"
    if leaks(words, pasted.answer, before_the_pupil(pasted, turns)):
        return plan
    return Plan("hint", words, (f"rung {place + 1}",), plan.right, placed=False)


def problems(pasted: Pasted) -> tuple[str, ...]:
    """Return what is wrong with a paste, as sentences to the teacher; none where nothing is."""
    missing = [name for name in ("question", "solution", "answer") if not getattr(pasted, name).strip()]
    if missing:
        return tuple(f"The {name} is missing." for name in missing)
    solution = Solution(pasted.question, pasted.solution, pasted.answer)
    return (*_too_long(pasted), *_false_sums(pasted), *_wrong_end(pasted, solution), *_unread(pasted, solution))


def _nudge(question: str) -> str:
    asked = pasted_words.asked(question)
    return f"{asked} What do you know already that helps with that?" if asked else READ_AGAIN


def _by_sums(solution: Solution) -> list[str]:
    """Return where, how and partial steps for a solution that is worked out in sums."""
    first, last = solution.steps[0], solution.steps[-1]
    about = pasted_words.about_step(solution, first)
    drafted = [f"{about} What can you work out from that first?"] if about else []
    if first != last:
        drafted.append(f"{_how(first)}. What does the result stand for?")
    for place in _partial_places(len(solution.steps)):
        done, after = solution.steps[place], solution.steps[place + 1]
        drafted.append(f"By now there should be “{done.claim.text}”. {_ask_for(solution, after)}")
    if first == last:
        drafted.append(_ask_for(solution, first))
    return drafted


def _partial_places(steps: int) -> list[int]:
    """Return after which steps a rung tells the way so far: the first, and the last but one."""
    return sorted({0, steps - 2} if steps > 2 else {0} if steps == 2 else set())


def _how(step: Step) -> str:
    """Return what to do in a step, without its result."""
    left = step.claim.left
    if isinstance(left, Sum) and len(numbers := sums.leaves(left)) == 2:
        one, other = (number.text for number in numbers)
        return {
            "+": f"Start by adding {one} and {other}",
            "−": f"Start by taking {other} away from {one}",
            "×": f"Start by multiplying {one} by {other}",
            "÷": f"Start by dividing {one} by {other}",
        }.get(left.sign, f"Start by working out {sums.shown(left)}")
    return f"Start by working out {sums.shown(left)}"


def _ask_for(solution: Solution, step: Step) -> str:
    """Return the question for a step, by the numbers that it needs."""
    numbers = list(dict.fromkeys(number.text for number in sums.leaves(step.claim.left)))
    if len(numbers) == 2:
        return f"What should be done with {numbers[0]} and {numbers[1]} next?"
    about = pasted_words.about_step(solution, step)
    return f"{about} What can you work out next?" if about else "What can you work out from that next?"


def _by_equations(lines: Sequence[Equation]) -> list[str]:
    """Return rungs for a solution that goes from equation to equation."""
    first, *others = [line.text for line in lines]
    drafted = [
        f"Start from “{first}”. What could be undone first, so that the unknown is closer to being on its own?",
        f"Whatever is done to one side of “{first}” has to be done to the other. What will the next line be?",
    ]
    drafted += [f"The line after “{a}” can be “{b}”. What comes next?" for a, b in zip([first, *others], others, strict=False)]
    return drafted


def _by_sentences(pasted: Pasted) -> Iterator[str]:
    """Yield rungs for a solution in sentences: what each is about, then the sentence with a gap."""
    known = content_words(pasted.question)
    sentences = sums_reading.sentences(readable(pasted.solution))
    for sentence in sentences:
        words = re.findall(r"[A-Za-z][A-Za-z'’-]+", sentence)
        gaps = [word for word in words if len(word) >= SHORTEST_GAP and content_words(word) and not content_words(word) & known]
        telling = [word for word in gaps if leaks(word, pasted.answer, (pasted.question,))]
        gap = next(iter(telling), max(gaps, key=len, default=""))
        if not gap or len(words) > LONGEST_QUOTE or len(words) < FEWEST_RUNGS:
            continue
        with_gap = re.sub(rf"\b{re.escape(gap)}\b", "…", sentence.strip(" .;?!"), flags=re.IGNORECASE)
        yield f"Complete this sentence: “{with_gap.replace('?', '')}”. Which word belongs in the gap?"


def _may_stand(rung: str, pasted: Pasted) -> bool:
    """Return whether a rung does not tell the answer and can be read at a glance."""
    return len(rung.split()) <= MAX_WORDS and not leaks(rung, pasted.answer, before_the_pupil(pasted, ()))


def _too_long(pasted: Pasted) -> Iterator[str]:
    if len(pasted.question) > LONGEST_QUESTION:
        yield f"The question is longer than {LONGEST_QUESTION:,} characters: paste one question at a time."
    if len(pasted.solution) > sums_reading.LONGEST:
        yield f"The solution is longer than {sums_reading.LONGEST:,} characters: only that much of it is read."


def _false_sums(pasted: Pasted) -> Iterator[str]:
    """Yield the sums and equations of a solution that do not hold."""
    plain = ANNOTATION.sub("", pasted.solution)
    for claim in sums_reading.claims_in(plain):
        if not claim.true:
            yield f"The sum “{claim.text}” in the solution does not come out."
    value = Solution("", "", pasted.answer).answer
    broken = first_break(equations_in(plain), [value]) if value is not None else None
    if broken is not None and broken.before is not None:
        yield f"In the solution, “{broken.broken.text}” does not follow from “{broken.before.text}”."


def _wrong_end(pasted: Pasted, solution: Solution) -> Iterator[str]:
    """Yield that a solution does not lead to the answer."""
    value = solution.answer
    if value is None:
        if not leaks(pasted.solution, pasted.answer, ()):
            yield f"The answer “{pasted.answer.strip()}” does not appear in the solution."
        return
    written = {number.value for number in sums_reading.numbers_in(pasted.solution)}
    scaled = {value, abs(value), value / 100, value * 100}
    if not scaled & (written | {step.result for step in solution.steps}):
        yield f"The answer “{pasted.answer.strip()}” does not appear in the solution."
    elif solution.steps and solution.steps[-1].result not in scaled:
        last = solution.steps[-1].claim
        yield f"The last sum of the solution, “{last.text}”, does not come to the answer “{pasted.answer.strip()}”."


def _unread(pasted: Pasted, solution: Solution) -> Iterator[str]:
    """Yield that no steps could be read."""
    if not solution.steps and len(equations_in(pasted.solution)) < 2 and not list(_by_sentences(pasted)):
        yield "No steps could be read in the solution, so the hints stay general: write a line for each step."
