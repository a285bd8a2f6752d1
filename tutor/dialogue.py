"""One pupil message: marked, recorded, and answered by the next moves.

Everything here happens in the caller's one transaction and needs no model: what the pupil did is safe and the verdict
known before a word is generated. Replies that the model is to word are left `waiting` for the wordsmith.
"""

from typing import Any

from sqlmodel import Session

from tutor import asking, history, policy, replies
from tutor.assembly import Tutor
from tutor.exchange import Exchange, Heard, Said
from tutor.item_choice import drawn, next_check, next_practice
from tutor.marking import Unreadable, mark
from tutor.policy import Move, State
from tutor.recording import add_turn, record_hint, record_pupil
from tutor.records import MAX_WRITTEN, Account, TutoringSession, now


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
        add_turn(exchange, Move("finish"), replies.no_items())
    return session


def respond(tutor: Tutor, db: Session, session: TutoringSession, said: Said) -> Heard:
    """Take one pupil message and add the tutor's turns.

    The caller has locked the session's row, commits, and then lets the wordsmith word the `waiting` turns.
    """
    if (settled := _settled_before(db, session, said)) is not None:
        return settled
    item = drawn(tutor.catalogue, session.item_id, session.seed) if session.item_id else None
    exchange = Exchange(tutor, db, session, said, item, position=said.position)
    if _is_outdated(exchange):
        return _renew(exchange)
    if problem := _mark(exchange):
        return Heard("unreadable", problem)
    record_pupil(exchange)
    for move in policy.next_moves(_state(exchange)):
        _make(exchange, move)
    session.last_at = now()
    db.flush()
    return Heard("taken", waiting=tuple(exchange.waiting))


def _is_outdated(exchange: Exchange) -> bool:
    """Return whether a rebuilt curriculum no longer asks the question that the pupil sees."""
    if exchange.session.item_id is None or exchange.session.content_version == exchange.tutor.catalogue.version:
        return False
    asked = history.question_put(exchange.db, exchange.session)
    return exchange.item is None or (asked is not None and asked.text != exchange.item.question)


def _renew(exchange: Exchange) -> Heard:
    """Put a question of the present curriculum instead: nobody is marked against numbers they have not seen."""
    exchange.position = history.last_position(exchange.db, exchange.session)
    exchange.session.content_version = exchange.tutor.catalogue.version
    exchange.session.item_id = None
    put_any = next_practice(exchange.tutor.catalogue, exchange.session.objective_id, 0.0, [])
    _make(exchange, Move("ask" if put_any else "finish"))
    return Heard("renewed")


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
        add_turn(exchange, move, exchange.explanation)
    else:
        if move.name == "confirm":
            session.items_done += 1
        if move.name == "finish":
            session.phase, session.item_id = "done", None
        add_turn(exchange, move, replies.fixed(move.name, exchange.tutor, session, exchange.said.text))


def _give_hint(exchange: Exchange, move: Move) -> None:
    """Add a rung of the ladder and record that it was given."""
    session, item = exchange.session, exchange.item
    if item is None:
        return
    session.rung, session.aided = move.rung, True
    if move.name == "bottom_out":
        session.items_done += 1
    turn = add_turn(
        exchange,
        move,
        replies.hint(exchange.tutor, item, move, _answer_given(exchange), exchange.misconception),
    )
    record_hint(exchange, item, turn, move)


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
    add_turn(exchange, move, replies.Words(exchange.item.question if exchange.item else ""))
