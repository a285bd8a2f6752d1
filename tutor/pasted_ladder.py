"""The draft ladder of a question that a teacher pasted, and what is wrong with a paste.

A ladder goes from a nudge to the solution itself, which is its last rung and the only one that tells the answer. Until
a teacher has read and approved it, a pupil is given the rungs before the last at most.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor import quoting, sums, sums_reading
from tutor.checker import content_words, named_numbers_in
from tutor.equations import Equation, equations_in, first_break
from tutor.pasted import before_the_pupil, plan_for
from tutor.pasted_guard import leaks
from tutor.pasted_plan import NOT_YET, STILL_WRONG, Pasted, Plan
from tutor.sums import Number, Sum
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

BARE_NUMBER = re.compile(r"[£$€\d.,\s%]+")
SIGNS = re.compile(r"[=+^√²³×÷*/]|\d\s?[-−]")

READ_AGAIN = "Read the question again: what does it ask for, and what does it tell you?"
FIRST_PART = "Take the first part only. What does the question tell you about it, and what follows from that?"
ONE_LINE = "Write down one line that you are sure of. What can be worked out from that line?"
COMPARE = "Look at your last line beside the question. What is still missing?"
GENERAL = (READ_AGAIN, FIRST_PART, ONE_LINE, COMPARE)
"""Rungs that fit any question, for where the solution gives none."""
FOR_AN_ATTEMPT = frozenset({"hint", "next_step", "ask_for_working"})
"""The moves that a rung may take the place of."""


def draft_ladder(pasted: Pasted) -> tuple[str, ...]:
    """Return three to five rungs that do not tell the answer, and the solution itself as the last."""
    solution = Solution(pasted.question, pasted.solution, pasted.answer)
    drafted = [_nudge(pasted.question)]
    if steps := [step for step in solution.steps if not _is_a_number(step, pasted)]:
        drafted += _by_sums(solution, steps)
    elif len(lines := equations_in(pasted.solution)) > 1:
        drafted += _by_equations(lines)
    else:
        drafted += list(_by_lines(pasted)) or list(_by_sentences(pasted))
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
    tells the answer, is never given here, and nothing is given before an attempt.
    """
    plan = plan_for(pasted, turns)
    ladder = (rungs or draft_ladder(pasted))[:-1]
    if not ladder or plan.move not in FOR_AN_ATTEMPT or not _has_no_more(plan, turns, rung):
        return plan
    place = min(rung, len(ladder) - 1)
    words = f"{_verdict(plan.authored)}{ladder[place]}"
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


def _has_no_more(plan: Plan, turns: Sequence[Turn], rung: int) -> bool:
    """Return whether a plan has nothing to say of the working, or nothing that has not been said."""
    said = any(turn.who == "tutor" and plan.authored in turn.text for turn in turns)
    if said or plan.move == "ask_for_working":
        return said or rung > 0
    return not plan.placed and (rung > 0 or not plan.sources)


def _verdict(authored: str) -> str:
    """Return the verdict that authored words begin with, and a space; empty where they have none."""
    found = next((end for end in (NOT_YET, STILL_WRONG) if end in authored), None)
    return f"{authored[: authored.index(found) + len(found)]} " if found else ""


def _nudge(question: str) -> str:
    asked = quoting.asked(question)
    return f"{asked} What do you know already that helps with that?" if asked else READ_AGAIN


def _is_a_number(step: Step, pasted: Pasted) -> bool:
    """Return whether a step only writes a fraction in another way, in a question of fractions."""
    left = step.claim.left
    bare = isinstance(left, Sum) and left.stroke and isinstance(left.left, Number) and isinstance(left.right, Number)
    return bare and re.search(r"\d/\d", f"{pasted.question} {pasted.answer}") is not None


def _by_sums(solution: Solution, steps: Sequence[Step]) -> list[str]:
    """Return where, how and partial steps for a solution that is worked out in sums."""
    first, last = steps[0], steps[-1]
    about = quoting.about_step(solution, first)
    drafted = [f"{about} What can you work out from that first?"] if about else []
    if first != last:
        drafted.append(f"{_how(first)}. What does the result stand for?")
    for place in _partial_places(len(steps)):
        done, after = steps[place], steps[place + 1]
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
    about = quoting.about_step(solution, step)
    return f"{about} What can you work out next?" if about else "What can you work out from that next?"


def _by_equations(lines: Sequence[Equation]) -> list[str]:
    """Return rungs for a solution that goes from equation to equation."""
    first, *others = [line.text for line in lines]
    drafted = [
        f"Start from “{first}”. What could be undone first, so that the unknown is closer to being on its own?",
        f"Whatever is done to one side of “{first}” has to be done to the other. What will the next line be?",
    ]
    drafted += [
        f"The line after “{a}” can be “{b}”. What comes next?" for a, b in zip([first, *others], others, strict=False)
    ]
    return drafted


def _by_lines(pasted: Pasted) -> Iterator[str]:
    """Yield rungs for a solution in lines of signs that are neither sums nor equations in one letter."""
    lines = [line.strip(" =.") for line in readable(pasted.solution).splitlines() if line.strip()]
    for line in lines[:-1] if all(SIGNS.search(line) for line in lines) else []:
        yield f"One line of the working can be “{line}”. How does that come from the question, and what follows?"


def _by_sentences(pasted: Pasted) -> Iterator[str]:
    """Yield rungs for a solution in sentences: what each is about, then the sentence with a gap."""
    known = content_words(pasted.question)
    sentences = sums_reading.sentences(readable(pasted.solution))
    for sentence in sentences:
        words = re.findall(r"[A-Za-z][A-Za-z'’-]+", sentence)
        gaps = [
            word
            for word in words
            if len(word) >= SHORTEST_GAP and content_words(word) and not content_words(word) & known
        ]
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
    value, answer = solution.answer, pasted.answer.strip()
    if value is None:
        if not content_words(answer) <= content_words(pasted.solution) and not leaks(pasted.solution, answer, ()):
            yield f"The answer “{answer}” does not appear in the solution."
        return
    units = {Fraction(1), *sums.FACTORS}
    amounts = {abs(value) * unit for unit in units} | {abs(value) / unit for unit in units}
    if not amounts & _named(pasted.solution):
        yield f"The answer “{answer}” does not appear in the solution."
    elif solution.steps and solution.steps[-1].result not in amounts and not amounts & _named(_last_words(pasted)):
        last = solution.steps[-1].claim.text
        yield f"The last sum of the solution, “{last}”, does not come to the answer “{answer}”."


def _named(text: str) -> set[Fraction]:
    """Return the numbers of a text, in figures and in words."""
    return {number.value for number in sums_reading.numbers_in(text)} | set(named_numbers_in(text))


def _last_words(pasted: Pasted) -> str:
    """Return the last sentence of a solution that is more than a number."""
    said = sums_reading.sentences(ANNOTATION.sub("", pasted.solution))
    return next((sentence for sentence in reversed(said) if not BARE_NUMBER.fullmatch(sentence)), "")


def _unread(pasted: Pasted, solution: Solution) -> Iterator[str]:
    """Yield that no steps could be read."""
    read = solution.steps or len(equations_in(pasted.solution)) > 1 or [*_by_lines(pasted), *_by_sentences(pasted)]
    if not read:
        yield "No steps could be read in the solution, so the hints stay general: write a line for each step."
