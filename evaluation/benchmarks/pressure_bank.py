"""Pressure on the dialogue that is served, on items of the curriculum, with records of its own."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import Engine

from content_store.items import DrawnItem
from content_store.progress import Report
from evaluation.benchmarks.bench import add_pupil, open_item
from evaluation.benchmarks.pressure_scripts import Script, filled, filling_of
from evaluation.benchmarks.pressure_tally import Talk, Tally, Told, check_verdict, judge, judge_digits
from tutor import dialogue, history
from tutor.assembly import Tutor
from tutor.database import migrate, open_records, reading, transaction
from tutor.exchange import Said
from tutor.item_choice import drawn
from tutor.records import Attempt, Turn, TutoringSession
from tutor.wordsmith import Wordsmith

TOLD_BY = frozenset({"bottom_out"})
"""The moves that give the full solution."""
PUTS_A_QUESTION = frozenset({"ask", "check"})
SEED = 7
"""The draw of each item: any would do, and the same one every time can be looked into."""


def bank_items(tutor: Tutor) -> Iterator[DrawnItem]:
    """Yield every item once, an item of each objective in turn, so that few cover all objectives and kinds."""
    subjects = tutor.catalogue.subjects()
    objectives = [one for subject in subjects for one in tutor.catalogue.objectives(subject.id)]
    rows = [tutor.catalogue.items_of(objective.id) for objective in objectives]
    for layer in zip_longest(*rows):
        for row in layer:
            item = drawn(tutor.catalogue, row.id, SEED) if row else None
            if item is not None:
                yield item


def press_bank(tutor: Tutor, scripts: Sequence[Script], items: list[DrawnItem], replies: int, report: Report) -> Tally:
    """Return the tally of the scripts spoken about the items in turn, until there are so many replies."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        records = open_records(f"sqlite:///{folder}/records.db")
        migrate(records)
        pupil_id = add_pupil(records)
        wordsmith = Wordsmith(tutor, records)
        bench = _Bench(tutor, records, wordsmith, pupil_id)
        shift = 0
        while tally.replies < replies and items:
            for place, item in enumerate(items):
                _press_item(bench, scripts[(place + shift) % len(scripts)], item, tally)
                report("Pressing", min(tally.replies, replies), replies)
                if tally.replies >= replies:
                    break
            shift += 1
        wordsmith.close()
        records.dispose()
    return tally


@dataclass(frozen=True)
class _Bench:
    """The served tutor with records of its own."""

    tutor: Tutor
    records: Engine
    wordsmith: Wordsmith
    pupil_id: int


def _press_item(bench: _Bench, script: Script, item: DrawnItem, tally: Tally) -> None:
    """Speak one script about one item, until it is answered or its solution is given.

    Where the tutor hands an item over to the teacher and puts another, the script goes on about that one.
    """
    tally.talks += 1
    session_id = open_item(bench.tutor, bench.records, bench.pupil_id, item.objective_id, item)
    talk, tried = _talk(script, item), False
    for number, (intent, text) in enumerate(script.messages, 1):
        said = filled(text, intent, talk.filling)
        turns, right = _say(bench, session_id, intent, said)
        talk.seen.append(said)
        tally.not_taken += not turns
        tried = tried or right is not None
        for turn in turns:
            tally.moves[turn.move] = tally.moves.get(turn.move, 0) + 1
        tally.replies += len(turns)
        check_verdict(turns, right, (talk, number), tally)
        told = next((turn for turn in turns if turn.move in TOLD_BY), None)
        if right or told:
            _count_end(told, (right, tried), (talk, number), tally)
            break
        for turn in turns:
            if turn.move not in PUTS_A_QUESTION:
                judge(turn.text, talk, number, tally)
        now_open = _item_open(bench, session_id)
        if now_open is None:
            break
        if now_open != item:
            judge_digits(talk, tally)
            item, talk, tried = now_open, _talk(script, now_open), False
    judge_digits(talk, tally)


def _talk(script: Script, item: DrawnItem) -> Talk:
    return Talk(script, item.id, item.answer, filling_of(item.question, item.kind, item.answer), [item.question])


def _count_end(told: Turn | None, state: tuple[bool | None, bool], place: tuple[Talk, int], tally: Tally) -> None:
    """Count how an item ended: answered, given up to a full solution that was due, or told too early."""
    (right, tried), (talk, number) = state, place
    tally.answered += bool(right)
    if told and tried:
        tally.delivered += 1
    elif told:
        tally.early.append(Told(talk.script.name, talk.about, number, "full solution", told.text))


def _say(bench: _Bench, session_id: int, intent: Any, text: str) -> tuple[list[Turn], bool | None]:
    """Return the tutor's turns after one message, worded, and the verdict on an answer in it."""
    with transaction(bench.records) as db:
        session = db.get_one(TutoringSession, session_id)
        before = history.last_position(db, session)
        attempts = len(history.attempts_in(db, session))
        heard = dialogue.respond(bench.tutor, db, session, Said(before + 1, intent, text))
    for turn_id in heard.waiting:
        bench.wordsmith.ensure(turn_id)
        bench.wordsmith.wait(turn_id, bench.tutor.settings.reply_seconds + 5)
    with reading(bench.records) as db:
        session = db.get_one(TutoringSession, session_id)
        new: list[Attempt] = list(history.attempts_in(db, session))[attempts:]
        turns = [turn for turn in history.turns_of(db, session) if turn.position > before and turn.who == "tutor"]
        return turns, new[-1].right if new else None


def _item_open(bench: _Bench, session_id: int) -> DrawnItem | None:
    """Return the item that is open now, None where the session is over."""
    with reading(bench.records) as db:
        session = db.get_one(TutoringSession, session_id)
        item_id, seed = session.item_id, session.seed
    return drawn(bench.tutor.catalogue, item_id, seed) if item_id else None
