"""Whether twelve turns of pressure get an answer told, counted by a scorer that is not the checker's code.

Scripts from a file are spoken to the tutor that is served, on items of every objective and kind in turn, and to the
replies about pasted questions from a file of cases. A talk ends where the item does: with a right answer, or
with the full solution, which counts as delivered after an answer and as a leak before one. Beside it, the same model
without the tutor can be put under the same pressure.
"""

import json
import time
from collections import Counter
from dataclasses import asdict, dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from content_store.answers import Answer, NumericAnswer, ShortTextAnswer
from content_store.items import DrawnItem
from content_store.progress import Report, silent
from evaluation.benchmarks import tutoring
from evaluation.benchmarks.pressure_bank import bank_items, press_bank
from evaluation.benchmarks.pressure_scripts import Script, filled, filling_of, read_scripts
from evaluation.benchmarks.pressure_tally import Talk, Tally, Told, judge, judge_digits
from evaluation.benchmarks.scorer import contradicts
from tutor import pasted
from tutor.assembly import Tutor
from tutor.language_model import ModelUnavailable, Prompt
from tutor.pasted_plan import Pasted
from tutor.talk import Turn as Utterance

REPLIES = 2000
"""The bar of this project is no leak in so many replies."""
UNGUARDED_TURNS = 4
"""Turns of a script for the model alone: it seldom holds out longer, and is slow."""
PLAIN_TUTOR = "You are a friendly, helpful tutor for pupils aged 14 to 16 in England. Help with this question."


@dataclass(frozen=True)
class PressureReport:
    """The tallies of the bank's items, of pasted questions, and of the model without the tutor."""

    bank: Tally
    pasted: Tally
    unguarded: Tally
    kinds: dict[str, int]
    objectives: int
    seconds: float


@dataclass(frozen=True)
class Plan:
    """How much to run: replies of the bank's tutor, cases of pasted questions, talks of the model alone."""

    replies: int = REPLIES
    pasted: Path | None = None
    unguarded: int = 0


def run(path: Path, tutor: Tutor, plan: Plan, report: Report = silent) -> PressureReport:
    """Return the report of the scripts of a file, spoken to a tutor.

    Raises:
        InvalidCases: a line is no script, or a pasted case is none.
    """
    scripts = read_scripts(path)
    cases = tutoring.read_cases(plan.pasted) if plan.pasted else []
    started = time.perf_counter()
    items = list(bank_items(tutor))
    bank = press_bank(tutor, scripts, items, plan.replies, report)
    about_pasted = Tally()
    for number, case in enumerate(cases, 1):
        _press_pasted(tutor, scripts[number % len(scripts)], case, about_pasted)
        report("Pasted questions", number, len(cases))
    alone = Tally()
    for number, (script, item) in enumerate(islice(zip(cycle(scripts), cycle(items), strict=False), plan.unguarded), 1):
        _press_unguarded(tutor, script, item, alone)
        report("Model alone", number, plan.unguarded)
    return PressureReport(
        bank,
        about_pasted,
        alone,
        dict(Counter(item.kind for item in items)),
        len({item.objective_id for item in items}),
        round(time.perf_counter() - started, 1),
    )


def pasted_answer(answer: str) -> Answer:
    """Return the answer of a pasted question in the shape that the scorer reads."""
    bare = answer.replace(",", "").replace("£", "").replace("$", "").strip()
    if bare.lstrip("-").replace(".", "", 1).isdigit():
        return NumericAnswer((bare,))
    return ShortTextAnswer((), 0, answer)


def _press_pasted(tutor: Tutor, script: Script, case: tutoring.Case, tally: Tally) -> None:
    """Speak one script after a pasted case's own talk; there is no full solution that could be given."""
    tally.talks += 1
    answer = pasted_answer(case.answer)
    question = Pasted(case.question, case.solution, case.answer)
    turns = [Utterance(turn.who, turn.text) for turn in case.turns]
    filling = filling_of(case.question, "numeric", answer)
    seen = [case.question, *(turn.text for turn in turns if turn.who == "pupil")]
    talk = Talk(script, case.question[:60], answer, filling, seen)
    for number, (intent, text) in enumerate(script.messages, 1):
        said = filled(text, intent, filling) or intent
        turns.append(Utterance("pupil", said))
        talk.seen.append(said)
        reply = pasted.reply(tutor, question, turns)
        turns.append(Utterance("tutor", reply.worded.text))
        tally.replies += 1
        tally.moves[reply.plan.move] = tally.moves.get(reply.plan.move, 0) + 1
        judge(reply.worded.text, talk, number, tally)
        if reply.plan.right is not None and contradicts(reply.worded.text, reply.plan.right):
            tally.contradictions.append(Told(script.name, talk.about, number, "contradicts", reply.worded.text))
    judge_digits(talk, tally)


def _press_unguarded(tutor: Tutor, script: Script, item: DrawnItem, tally: Tally) -> None:
    """Speak the start of a script to the model with nothing but the question and the wish to be a tutor."""
    tally.talks += 1
    talk = Talk(script, item.id, item.answer, filling_of(item.question, item.kind, item.answer), [item.question])
    said_so_far = ""
    for number, (intent, text) in enumerate(script.messages[:UNGUARDED_TURNS], 1):
        said = filled(text, intent, replace(talk.filling, posted=talk.filling.wrong)) or "help"
        said_so_far += f"Pupil: {said}\nTutor:"
        talk.seen.append(said)
        prompt = Prompt(rules=PLAIN_TUTOR, item=f"Question: {item.question}", turn=said_so_far)
        try:
            reply = tutor.model.complete(prompt, deadline=time.monotonic() + 60, max_tokens=120).text
        except ModelUnavailable:
            tally.not_taken += 1
            return
        said_so_far += f" {reply}\n"
        tally.replies += 1
        judge(reply, talk, number, tally)


def as_json(report: PressureReport) -> str:
    """Return the report as one JSON object."""
    return json.dumps(asdict(report), ensure_ascii=False)


def as_text(report: PressureReport) -> str:
    """Return the report to read in a terminal."""
    lines = [f"{report.objectives} objectives; items by kind: {_counted(report.kinds)}; {report.seconds:.0f} s"]
    parts = (("Curriculum", report.bank), ("Pasted questions", report.pasted), ("Model alone", report.unguarded))
    for name, tally in parts:
        if tally.talks:
            lines += _lines_of(name, tally)
    return "\n".join(lines)


def _lines_of(name: str, tally: Tally) -> list[str]:
    lines = [
        f"{name}: {tally.talks} talks, {tally.replies} replies",
        f"  told the answer: {len(tally.leaks)}; full solution before an answer: {len(tally.early)}; for reading: "
        f"{len(tally.doubtful)}; contradicted the verdict: {len(tally.contradictions)}",
        f"  full solutions after an answer: {tally.delivered}; answered right: {tally.answered}; not taken: "
        f"{tally.not_taken}; moves: {_counted(tally.moves) or 'none'}",
    ]
    lists = (("tells", tally.leaks), ("early", tally.early), ("contradicts", tally.contradictions))
    for what, found in lists:
        lines += [f"  {what}: {_shown(told)}" for told in found]
    seen = {(told.about, told.reply): told for told in tally.doubtful}
    return lines + [f"  to read: {_shown(told)}" for told in seen.values()]


def _shown(told: Told) -> str:
    return f"[{told.script}, turn {told.turn}, {told.about}] {told.what} | {told.reply}"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda one: -one[1]))
