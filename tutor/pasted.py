"""Replies about a question that a teacher pasted with its worked solution: the move, its words, and their wording.

The working decides the move and authored words carry it; the model only joins them, behind the checker.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tutor import checker, equations, pasted_words, quoting, wordsmith
from tutor.assembly import Tutor
from tutor.checker import Facts
from tutor.equations import Break
from tutor.language_model import Prompt
from tutor.pasted_guard import checked_answer, leaks, strays
from tutor.pasted_plan import (
    ASK_FOR_SUMS,
    ASK_WHAT_WAS_DONE,
    NOT_YET,
    PLAIN,
    STILL_WRONG,
    WHAT_WAS_DONE,
    Pasted,
    Plan,
    as_asked,
)
from tutor.talk import Standing, Turn, standing
from tutor.wordsmith import Task, Worded
from tutor.working import Solution, Step

RULES_FOR_WORDING = """Rewrite the DRAFT as one short, plain message to a pupil aged 14 in England. Keep every \
fact, number and question of the draft, in the same order. Copy what stands between “ and ” exactly. Join the \
sentences so that they read well. Never answer the question. Add nothing new. No praise. Never say "I".

DRAFT: 108 is not the answer yet. Look again at “30 × 4 = 120”. The question says “each pot needs 3 seeds”. Where \
does the 4 come from?
MESSAGE: 108 is not the answer yet. Look again at “30 × 4 = 120”: the question says “each pot needs 3 seeds”, so where \
does the 4 come from?

DRAFT: That part is right: 18 ÷ 3 = 6. Now go back to the earlier working. Look again at “6 + 5 = 11”. What do 6 and 5 \
stand for, and how do they go together?
MESSAGE: That part is right: 18 ÷ 3 = 6. Now go back to the earlier working and look again at “6 + 5 = 11”. What do 6 \
and 5 stand for, and how do they go together?"""

WORDED = frozenset({"hint", "next_step"})
"""The moves whose words the model may join; the others are always the same."""
QUOTED = re.compile(r"The question (?:says|asks) “([^”]*)”\. ")
MOST_WORDS = 58
"""Words from which a quotation is cut short."""
FEWEST_QUOTED = 6
"""Words below which a quotation says too little."""


@dataclass(frozen=True)
class Reply:
    """What the pupil sees, and how it came to be."""

    plan: Plan
    worded: Worded


def reply(tutor: Tutor, pasted: Pasted, turns: Sequence[Turn]) -> Reply:
    """Return the reply to a pupil's last message, worded by the model where the checker lets it."""
    plan = plan_for(pasted, turns)
    if plan.move not in WORDED:
        return Reply(plan, Worded(plan.authored, None, None))
    known = before_the_pupil(pasted, turns)
    facts = Facts(plan.right, checked_answer(pasted.answer), (*known, plan.authored), plan.authored)
    worded = wordsmith.word(tutor, Task(wording_prompt(plan.authored), facts, plan.sources), plan.authored)
    if worded.replaced is None and worded.draft is not None:
        broken = strays(worded.draft, plan.authored) or _leaking(worded.draft, pasted, known)
        if broken:
            worded = Worded(plan.authored, worded.draft, broken, worded.checked, worded.completion)
    return Reply(plan, worded)


def wording_prompt(authored: str) -> Prompt:
    """Return the prompt that joins authored words into one message."""
    return Prompt(rules=RULES_FOR_WORDING, item="", turn=f"DRAFT: {authored}\nMESSAGE:")


def plan_for(pasted: Pasted, turns: Sequence[Turn]) -> Plan:
    """Return the move and its authored words, which never tell what neither the question nor the pupil has told."""
    solution = Solution(pasted.question, pasted.solution, pasted.answer)
    now = standing(solution, pasted.answer, turns)
    plan = as_asked(pasted, turns, _plan(solution, now))
    known = before_the_pupil(pasted, turns)
    seen = (*known, *(turn.text for turn in turns), *(equations.plain(turn.text) for turn in turns))
    told = _leaking(plan.authored, pasted, known) or checker.strange_numbers(plan.authored, seen)
    if told:
        return Plan(plan.move, PLAIN[plan.move], (), plan.right, placed=plan.move == "confirm")
    return replace(plan, authored=_cut(plan.authored))


def _cut(authored: str) -> str:
    """Return words with what they quote from the question cut short, or left out, where they are too many."""
    if len(authored.split()) > MOST_WORDS:
        authored = authored.replace(pasted_words.BELONGS, "?")
    over = len(authored.split()) - MOST_WORDS
    found = QUOTED.search(authored)
    if over <= 0 or found is None:
        return authored
    words = found[1].strip("…").split()
    if len(words) - over < FEWEST_QUOTED:
        return QUOTED.sub("", authored)
    return authored.replace(found[1], " ".join(words[: len(words) - over]) + "…")


def _plan(solution: Solution, now: Standing) -> Plan:
    """Return the first plan whose case this is; the order is the policy."""
    return next(plan for rule in RULES if (plan := rule(solution, now)) is not None)


def _confirm(solution: Solution, now: Standing) -> Plan | None:
    """Return that the answer is right, unless a sum in the same message does not come out."""
    slip = now.fault_is_new and now.fault is not None and now.fault.kind == "slip"
    if not now.right or slip:
        return None
    named = f"That is right: {now.ends.text}." if now.ends and solution.answer is not None else "That is right."
    ask = "What had to change from your first try, and why?" if now.fault else "How could you check it another way?"
    return Plan("confirm", f"{named} {ask}", ("answer",), True)


def _disagree(solution: Solution, now: Standing) -> Plan | None:
    """Return that the last sum and the stated answer do not agree, where the sum has been put right since."""
    if not now.last_sum or not now.ends:
        return None
    words = f"The last sum of your message, “{now.last_sum}”, and the {now.ends.text} after it do not agree."
    return Plan("hint", f"{words} {quoting.asked(solution.question)} Which of the two answers that, and why?")


def _other_kind(solution: Solution, now: Standing) -> Plan | None:
    """Return the question what is counted, where an answer counts the single things of a question's pairs or dozens."""
    if not now.other_kind or now.final is None:
        return None
    words = f"Look at what the {now.final.text} counts. {quoting.naming(solution.question, now.other_kind)}"
    return Plan("hint", f"{words} Which does the question ask for, {now.other_kind}s or single ones?")


def _other_unit(solution: Solution, now: Standing) -> Plan | None:
    """Return the question for the unit, where an answer in another unit would be the right one."""
    if not now.other_unit or now.final is None:
        return None
    words = f"Look at the unit of {now.final.text}. {quoting.asked(solution.question)}"
    return Plan("hint", f"{words} Which unit suits that best, and how much is {now.final.text} in it?")


def _doubt(solution: Solution, now: Standing) -> Plan | None:
    """Return the question what a number stands for, where it has the answer's value but names something else."""
    if not now.doubtful or now.ends is None or now.answer is None or now.ends.value != now.answer:
        return None
    words = f"Look at what the {now.ends.text} stands for. {quoting.asked(solution.question)} Is that the same thing?"
    return Plan("hint", words)


def _look_again(solution: Solution, now: Standing) -> Plan | None:
    """Return the place where the working goes wrong, after what the last message has right."""
    fault, broken = now.fault, now.broken
    if broken is not None and _is_first(broken, now):
        words, step = pasted_words.broken_line(broken, solution, now.final), None
    elif fault is not None:
        words, step = pasted_words.look_again(fault, solution, now.admitted), fault.step
    else:
        return None
    if now.settled:
        lead = f"That part is right: {now.settled}. Now go back to the earlier working."
        return Plan("next_step", f"{lead} {words}", _sources(solution, step))
    placed = fault is None or step is None or fault.kind != "other"
    return Plan("hint", f"{_verdict(now)} {words}".strip(), _sources(solution, step), False, placed)


def _is_first(broken: Break, now: Standing) -> bool:
    """Return whether an equation is the place, and no sum beside it or that uses its solution in a step's place."""
    fault = now.fault
    if fault is None:
        return True
    if broken.before is None and fault.kind == "operand" and fault.odd and broken.broken.holds(fault.odd.value):
        return False
    return fault.kind != "slip" and (broken.before is not None or now.broken_first)


def _go_on(solution: Solution, now: Standing) -> Plan | None:
    """Return what to work out next, where what there is comes out but does not yet reach the answer."""
    if not now.has_working or (not now.settled and not now.final):
        return None
    sources = _sources(solution, now.next_step)
    last = bool(solution.steps) and now.next_step == solution.steps[-1]
    about = "" if last else quoting.about_step(solution, now.next_step, now.reached)
    about = about or quoting.asked(solution.question)
    if now.settled:
        words = f"That part is right: {now.settled}. {about} What can you work out next?"
        return Plan("next_step", words, sources)
    if solution.answer is None:
        words = f"The sums in your working come out. {about} Does your last line answer that, and how can you tell?"
        return Plan("next_step", words, sources)
    on_the_way = now.final is not None and now.final.value in solution.values
    if now.letters and not on_the_way:
        words = f"{_verdict(now)} {pasted_words.about_letters(solution.question, now.letters)}".strip()
        return Plan("hint", words, (), False)
    if now.mistake is not None and not on_the_way:
        words = f"{_verdict(now)} {pasted_words.about_mistake(now.mistake, solution)} {WHAT_WAS_DONE}".strip()
        return Plan("hint", words, _sources(solution, now.mistake.step), False)
    words = f"{_verdict(now)} {about} {_unfinished(solution, now)}".strip()
    return Plan("hint", words, sources, False, on_the_way)


def _unfinished(solution: Solution, now: Standing) -> str:
    """Return the question for working that stops on the way, went on from there, or lacks a step."""
    if now.final is not None and now.next_step is None and _is_reached(solution):
        return f"What does the {now.final.text} stand for, and which of your results does the question ask for?"
    if now.final is not None and now.final.value in solution.values:
        return f"What does the {now.final.text} stand for, and what still has to be worked out?"
    return pasted_words.lacking(solution, now.next_step) or "What has to be worked out from that?"


def _is_reached(solution: Solution) -> bool:
    """Return whether the last sum of a solution makes its answer, so that who has all its results has the answer."""
    return bool(solution.steps) and solution.steps[-1].result == solution.answer


def _ask_for_working(solution: Solution, now: Standing) -> Plan | None:
    """Return a request for the sums behind a bare answer."""
    if not now.final:
        return None
    verdict = _verdict(now) if now.right is False else ""
    if now.right is False and now.final.value in solution.on_the_way:
        about = quoting.about_step(solution, now.next_step, now.reached) or quoting.asked(solution.question)
        words = f"{verdict} {about} {_unfinished(solution, now)}".strip()
        return Plan("ask_for_working", words, _sources(solution, now.next_step))
    if now.mistake is not None and now.right is False:
        about = pasted_words.about_mistake(now.mistake, solution)
        ask = ASK_FOR_SUMS if about.startswith("The question asks") else ASK_WHAT_WAS_DONE
        words = f"{verdict} {about} {ask}".strip()
        return Plan("ask_for_working", words, _sources(solution, now.mistake.step))
    about = quoting.about_step(solution, now.next_step, now.reached)
    words = " ".join(part for part in (verdict, about, ASK_FOR_SUMS) if part)
    return Plan("ask_for_working", words, _sources(solution, now.next_step))


def _refocus(solution: Solution, now: Standing) -> Plan | None:
    if now.on_topic or now.wants:
        return None
    words = f"Back to the question. {quoting.asked(solution.question)} What can you work out towards that?"
    return Plan("refocus", words)


def _attempt_first(solution: Solution, now: Standing) -> Plan:
    lead = "The answer is for you to find." if now.wants == "answer" else "Start with a small part."
    about = quoting.about_step(solution, now.next_step, now.reached) or quoting.asked(solution.question)
    if not about:
        return Plan("attempt_first", PLAIN["attempt_first"])
    words = f"{lead} {about} What can you work out from that? Write it down as a sum."
    return Plan("attempt_first", words, _sources(solution, now.next_step))


RULES: tuple[Callable[[Solution, Standing], Plan | None], ...] = (
    _confirm, _disagree, _other_kind, _other_unit, _doubt, _refocus, _look_again, _go_on, _ask_for_working,
    _attempt_first,
)  # fmt: skip


def _verdict(now: Standing) -> str:
    """Return what is known of the answer, without saying what it is."""
    lead = "The answer is for you to find. " if now.wants == "answer" else ""
    if now.final is not None and now.final.value != now.answer and now.answer is not None:
        return f"{lead}{now.final.text} {NOT_YET}"
    sure = now.broken is not None or (now.fault is not None and now.fault.kind == "slip")
    return f"{lead}{STILL_WRONG}" if sure else lead.strip()


def _sources(solution: Solution, step: Step | None) -> tuple[str, ...]:
    return (f"solution step {solution.steps.index(step) + 1}",) if step in solution.steps else ()


def before_the_pupil(pasted: Pasted, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Return what the pupil has seen or written, also without the signs for money that hide a number after "="."""
    texts = [pasted.question, *(turn.text for turn in turns if turn.who == "pupil")]
    return (*texts, *(re.sub(r"[£$€]\s?", "", text) for text in texts))


def _leaking(text: str, pasted: Pasted, known: Sequence[str]) -> str | None:
    return "leak" if leaks(text, pasted.answer, known) else None
