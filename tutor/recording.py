"""Writes down what happened: turns, attempts and hints, in the caller's transaction.

These rows are the attainment log; what each means is in `records` and in the codebook of the export.
"""

from typing import Any

from content_store.answers import ChoiceAnswer
from content_store.items import DrawnItem
from tutor import history, mastery
from tutor.exchange import Exchange
from tutor.marking import Mark
from tutor.policy import Move
from tutor.records import Attempt, HintGiven, Mastery, Turn, now
from tutor.replies import Words


def record_pupil(exchange: Exchange) -> None:
    """Add the pupil's turn and, for an answer, the attempt with what it changed."""
    said, session, marked = exchange.said, exchange.session, exchange.mark
    facts: dict[str, Any] = {}
    if marked:
        facts = {"right": marked.right, "form": marked.form, "reading": marked.reading}
    turn = Turn(
        session_id=written_id(session.id),
        position=said.position,
        who="pupil",
        move=said.intent,
        text=said.text,
        working=said.working,
        item_id=session.item_id,
        seed=session.seed,
        rung=session.rung,
        facts=facts,
        shown_at=now(),
    )
    exchange.db.add(turn)
    exchange.db.flush()
    exchange.turn = turn
    if marked and exchange.item:
        _record_attempt(exchange, exchange.item, marked)


def _record_attempt(exchange: Exchange, item: DrawnItem, marked: Mark) -> None:
    session, turn = exchange.session, exchange.turn
    session.attempts += 1
    unaided = not session.aided and session.attempts == 1
    before, after = _trace(exchange, item, marked.right) if unaided else (None, None)
    current = history.mastery_of(exchange.db, session.pupil_id, session.objective_id)
    known = current.known if current else mastery.Tracing().known
    exchange.db.add(
        Attempt(
            session_id=written_id(session.id),
            turn_id=written_id(turn.id if turn else None),
            pupil_id=session.pupil_id,
            objective_id=session.objective_id,
            item_id=item.id,
            seed=item.seed,
            content_version=exchange.tutor.catalogue.version,
            answer=exchange.said.text,
            right=marked.right,
            form=marked.form,
            misconception_id=marked.misconception_id,
            number=session.attempts,
            phase=session.phase,
            aided=not unaided,
            rung=session.rung,
            known_before=known if before is None else before,
            known_after=known if after is None else after,
        )
    )
    if not marked.right:
        session.aided = True


def _trace(exchange: Exchange, item: DrawnItem, right: bool) -> tuple[float, float]:
    """Update what is known of the pupil from an unaided attempt; return it before and after."""
    session = exchange.session
    choices = len(item.answer.choices) if isinstance(item.answer, ChoiceAnswer) else 0
    tracing = mastery.tracing_for(item.kind, choices or 4)
    row = history.mastery_of(exchange.db, session.pupil_id, session.objective_id) or Mastery(
        pupil_id=session.pupil_id, objective_id=session.objective_id, known=tracing.known
    )
    before = row.known
    row.known = mastery.update(before, right, tracing)
    row.attempts += 1
    row.updated_at = now()
    exchange.db.add(row)
    exchange.db.flush()
    return before, row.known


def record_hint(exchange: Exchange, item: DrawnItem, turn: Turn, move: Move) -> None:
    """Add that a rung of the ladder was given."""
    session = exchange.session
    exchange.db.add(
        HintGiven(
            session_id=written_id(session.id),
            turn_id=written_id(turn.id),
            objective_id=session.objective_id,
            item_id=item.id,
            seed=item.seed,
            content_version=exchange.tutor.catalogue.version,
            rung=move.rung,
            bottom_out=move.name == "bottom_out",
            asked_for=exchange.said.intent != "answer",
        )
    )


def add_turn(exchange: Exchange, move: Move, words: Words) -> Turn:
    """Add a tutor's turn after the newest; one to be worded waits."""
    exchange.position += 1
    session = exchange.session
    turn = Turn(
        session_id=written_id(session.id),
        position=exchange.position,
        who="tutor",
        move=move.name,
        state="waiting" if words.to_word else "shown",
        text="" if words.to_word else words.authored,
        authored=words.authored,
        item_id=session.item_id,
        seed=session.seed if session.item_id else None,
        rung=move.rung,
        facts=words.facts,
        shown_at=None if words.to_word else now(),
    )
    exchange.db.add(turn)
    exchange.db.flush()
    if words.to_word:
        exchange.waiting.append(written_id(turn.id))
    return turn


def written_id(value: int | None) -> int:
    """Return the id of a row that has been flushed."""
    if value is None:
        raise ValueError("the row has not been written yet")
    return value
