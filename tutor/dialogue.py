"""One pupil message: marked, recorded, and answered by the next moves.

Everything here happens in the caller's one transaction and needs no model: what the pupil did is safe and the verdict
known before a word is generated. Replies that the model is to word are left `waiting` for the wordsmith.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from content_store.answers import ChoiceAnswer
from content_store.items import DrawnItem
from tutor import asking, history, mastery, policy, replies
from tutor.assembly import Tutor
from tutor.item_choice import drawn, next_check, next_practice
from tutor.marking import Mark, Unreadable, mark
from tutor.policy import Intent, Move, State
from tutor.records import MAX_WRITTEN, Account, Attempt, HintGiven, Mastery, Turn, TutoringSession, now


@dataclass(frozen=True)
class Said:
    """What a pupil's form posted. `position` is the number that the form gave the turn."""

    position: int
    intent: Intent
    text: str
    working: str = ""


@dataclass(frozen=True)
class Heard:
    """What became of it: `taken`, `repeated` (posted before), `stale` (the session has moved on) or `unreadable`."""

    outcome: str
    reason: str = ""
    waiting: tuple[int, ...] = ()


@dataclass
class Exchange:
    """One pupil turn while it is being answered."""

    tutor: Tutor
    db: Session
    session: TutoringSession
    said: Said
    item: DrawnItem | None
    mark: Mark | None = None
    turn: Turn | None = None
    misconception: str | None = None
    explanation: replies.Words | None = None
    position: int = 0
    waiting: list[int] = field(default_factory=list)


def start(tutor: Tutor, db: Session, pupil_id: int, objective_id: str) -> TutoringSession:
    """Return the pupil's open session on an objective; a new one with its first question where none has one open."""
    db.get(Account, pupil_id, with_for_update=True)  # a double click on the button waits here
    has_items = next_practice(tutor.catalogue, objective_id, 0.0, []) is not None
    if existing := history.open_session(db, pupil_id, objective_id):
        if existing.phase != "done" or not has_items:
            return existing
        stop(db, existing)
    session = TutoringSession(
        pupil_id=pupil_id,
        objective_id=objective_id,
        content_version=tutor.catalogue.version,
        policy=policy.NAME,
    )
    db.add(session)
    db.flush()
    exchange = Exchange(tutor, db, session, Said(0, "help", ""), None)
    if has_items:
        _put_item(exchange, Move("ask"))
    else:
        session.phase = "done"
        _add(exchange, Move("finish"), replies.no_items())
    return session


def respond(tutor: Tutor, db: Session, session: TutoringSession, said: Said) -> Heard:
    """Take one pupil message and add the tutor's turns.

    The caller has locked the session's row, commits, and then lets the wordsmith word the `waiting` turns.
    """
    if (settled := _settled_before(db, session, said)) is not None:
        return settled
    item = drawn(tutor.catalogue, session.item_id, session.seed) if session.item_id else None
    exchange = Exchange(tutor, db, session, said, item, position=said.position)
    if problem := _mark(exchange):
        return Heard("unreadable", problem)
    _record_pupil(exchange)
    for move in policy.next_moves(_state(exchange)):
        _make(exchange, move)
    session.last_at = now()
    db.flush()
    return Heard("taken", waiting=tuple(exchange.waiting))


def stop(db: Session, session: TutoringSession) -> None:
    """End a session because the pupil wants to stop: always honoured, at once."""
    session.ended_at = session.last_at = now()
    session.phase = "done"
    db.add(session)


def _settled_before(db: Session, session: TutoringSession, said: Said) -> Heard | None:
    """Return what became of a message that a double click, a retry or another tab has overtaken."""
    last = history.last_position(db, session)
    if said.position == last + 1 and session.ended_at is None:
        return None
    earlier = history.turn_at(db, session, said.position) if said.position <= last else None
    posted = (said.intent, said.text, said.working)
    if earlier and earlier.who == "pupil" and (earlier.move, earlier.text, earlier.working) == posted:
        return Heard("repeated")
    return Heard("stale")


def _mark(exchange: Exchange) -> str | None:
    """Mark an answer; return why it cannot be taken, or None."""
    said = exchange.said
    if len(said.text) > MAX_WRITTEN or len(said.working) > MAX_WRITTEN:
        return f"That is too long: write up to {MAX_WRITTEN} characters."
    if "\0" in said.text + said.working:
        return "There is a sign in that which cannot be kept: type it again."
    if said.intent == "help":
        return None
    if not said.text.strip():
        return "Write your question first." if said.intent == "question" else "Write or choose your answer first."
    if said.intent == "answer":
        if exchange.item is None:
            return "There is no question to answer now."
        result = mark(exchange.item.answer, said.text)
        if isinstance(result, Unreadable):
            return result.reason
        exchange.mark, exchange.misconception = result, result.misconception_id
    return None


def _record_pupil(exchange: Exchange) -> None:
    """Add the pupil's turn and, for an answer, the attempt with what it changed."""
    said, session, marked = exchange.said, exchange.session, exchange.mark
    facts: dict[str, Any] = {}
    if marked:
        facts = {"right": marked.right, "form": marked.form, "reading": marked.reading}
    turn = Turn(
        session_id=_id(session.id),
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
            session_id=_id(session.id),
            turn_id=_id(turn.id if turn else None),
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


def _state(exchange: Exchange) -> State:
    session, item, said = exchange.session, exchange.item, exchange.said
    known = history.mastery_of(exchange.db, session.pupil_id, session.objective_id)
    question = said.intent == "question"
    if question:
        exchange.explanation = replies.explanation(exchange.tutor, session.objective_id, said.text, item)
    phase: Any = session.phase
    return State(
        intent=said.intent,
        phase=phase,
        right=exchange.mark.right if exchange.mark else None,
        attempts=session.attempts,
        rung=session.rung,
        rungs=len(item.hints) if item else 0,
        known=known.known if known else 0.0,
        items_done=session.items_done,
        wants_answer=question and item is not None and asking.wants_answer(said.text, item.question),
        covered=exchange.explanation is not None,
    )


def _make(exchange: Exchange, move: Move) -> None:
    """Add the tutor's turn for one move."""
    session = exchange.session
    if move.name in ("ask", "check"):
        _put_item(exchange, move)
    elif move.name in ("hint", "bottom_out"):
        _give_hint(exchange, move)
    elif move.name == "explain" and exchange.explanation:
        session.aided = True
        _add(exchange, move, exchange.explanation)
    else:
        if move.name == "confirm":
            session.items_done += 1
        if move.name == "finish":
            session.phase, session.item_id = "done", None
        _add(exchange, move, replies.fixed(move.name, exchange.tutor, session, exchange.said.text))


def _give_hint(exchange: Exchange, move: Move) -> None:
    """Add a rung of the ladder and record that it was given."""
    session, item = exchange.session, exchange.item
    if item is None:
        return
    session.rung, session.aided = move.rung, True
    if move.name == "bottom_out":
        session.items_done += 1
    turn = _add(
        exchange,
        move,
        replies.hint(exchange.tutor, item, move, _answer_given(exchange), exchange.misconception),
    )
    exchange.db.add(
        HintGiven(
            session_id=_id(session.id),
            turn_id=_id(turn.id),
            objective_id=session.objective_id,
            item_id=item.id,
            seed=item.seed,
            content_version=exchange.tutor.catalogue.version,
            rung=move.rung,
            bottom_out=move.name == "bottom_out",
            asked_for=exchange.said.intent != "answer",
        )
    )


def _answer_given(exchange: Exchange) -> tuple[str, str]:
    """Return the answer and working that a hint follows, empty where help was asked for."""
    said = exchange.said
    return (said.text, said.working) if said.intent == "answer" else ("", "")


def _put_item(exchange: Exchange, move: Move) -> None:
    """Put the next question to the pupil: for practice, or as a check without help."""
    session, catalogue = exchange.session, exchange.tutor.catalogue
    done = history.items_done(exchange.db, session)
    known = history.mastery_of(exchange.db, session.pupil_id, session.objective_id)
    chosen = None
    if move.name == "check" and session.item_id:
        chosen = next_check(catalogue, session.item_id, done, session.seed)
    chosen = chosen or next_practice(catalogue, session.objective_id, known.known if known else 0.0, done)
    if chosen is None:
        return
    session.item_id, session.seed = chosen
    session.phase = "check" if move.name == "check" else "practice"
    session.rung, session.attempts, session.aided = 0, 0, False
    exchange.item = drawn(catalogue, *chosen)
    _add(exchange, move, replies.Words(exchange.item.question if exchange.item else ""))


def _add(exchange: Exchange, move: Move, words: replies.Words) -> Turn:
    """Add a tutor's turn after the newest; one to be worded waits."""
    exchange.position += 1
    session = exchange.session
    turn = Turn(
        session_id=_id(session.id),
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
        exchange.waiting.append(_id(turn.id))
    return turn


def _id(value: int | None) -> int:
    """Return the id of a row that has been flushed."""
    if value is None:
        raise ValueError("the row has not been written yet")
    return value
