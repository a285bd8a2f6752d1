"""One pupil message: marked, recorded, and answered by the next moves.

Everything here happens in the caller's one transaction and needs no model: what the pupil did is safe and the verdict
known before a word is generated. Replies that the model is to word are left `waiting` for the wordsmith.
"""

from typing import Any

from sqlmodel import Session

from content_store.answers import WritingAnswer
from content_store.diagrams.kinds import as_data
from content_store.items import DrawnItem
from tutor import (
    earned,
    explaining,
    fixed_words,
    handovers,
    history,
    kept_back,
    knowledge,
    on_the_way,
    own_words,
    pausing,
    placing,
    policy,
    replies,
    set_work,
    standings,
    teacher_questions,
)
from tutor.assembly import Tutor
from tutor.exchange import Exchange, Heard, Said
from tutor.hearing import problem_with, understand
from tutor.item_choice import drawn, next_practice
from tutor.marking import Unreadable
from tutor.moves import make, put_item
from tutor.policy import Move, State
from tutor.recording import add_turn, record_pupil
from tutor.records import Account, TutoringSession, now


def start(tutor: Tutor, db: Session, pupil_id: int, objective_id: str) -> TutoringSession:
    """Return the pupil's open session on an objective; a new one with its first question where none has one open."""
    db.get(Account, pupil_id, with_for_update=True)  # a double click on the button waits here
    has_items = next_practice(tutor.catalogue, objective_id, 0.0, []) is not None
    if existing := history.open_session(db, pupil_id, objective_id):
        if existing.phase != "done" or not has_items:
            pausing.go_on(tutor, db, existing)
            return existing
        stop(db, existing)
    session = _new(tutor, db, pupil_id, objective_id)
    exchange = Exchange(tutor, db, session, Said(0, "help", ""), None)
    if has_items:
        put_item(exchange, Move("ask"))
    else:
        session.phase = "done"
        add_turn(exchange, Move("finish"), fixed_words.no_items())
    return session


def start_unaided(
    tutor: Tutor, db: Session, pupil_id: int, objective_id: str, like: tuple[str, int] | None = None
) -> TutoringSession:
    """Return a new session on an objective with items that begins without hints; the one that is open where one is.

    `like` is the id and seed of an item that the first question is to be like.
    """
    db.get(Account, pupil_id, with_for_update=True)
    if existing := history.open_session(db, pupil_id, objective_id):
        if existing.phase != "done":
            pausing.go_on(tutor, db, existing)
            return existing
        stop(db, existing)
    session = _new(tutor, db, pupil_id, objective_id)
    if like:
        session.item_id, session.seed = like
    put_item(Exchange(tutor, db, session, Said(0, "help", ""), None), Move("check"))
    return session


def start_placement(tutor: Tutor, db: Session, pupil_id: int, subject_id: str) -> TutoringSession:
    """Return the pupil's open placement in a subject; a new one with its first question where none is open."""
    db.get(Account, pupil_id, with_for_update=True)
    if existing := history.open_placement(db, pupil_id, subject_id):
        pausing.go_on(tutor, db, existing)
        return existing
    session = _new(tutor, db, pupil_id, "", purpose="placement", subject_id=subject_id)
    make(Exchange(tutor, db, session, Said(0, "help", ""), None), Move("place"))
    return session


def start_review(tutor: Tutor, db: Session, pupil_id: int, objective_id: str) -> TutoringSession:
    """Return a session with one question, without help, on an objective whose delayed check is due."""
    db.get(Account, pupil_id, with_for_update=True)
    if existing := history.open_session(db, pupil_id, objective_id, "review"):
        return existing
    session = _new(tutor, db, pupil_id, objective_id, purpose="review")
    exchange = Exchange(tutor, db, session, Said(0, "help", ""), None)
    put_item(exchange, Move("check"))
    return session


def _new(tutor: Tutor, db: Session, pupil_id: int, objective_id: str, **given: Any) -> TutoringSession:
    session = TutoringSession(
        pupil_id=pupil_id,
        objective_id=objective_id,
        content_version=tutor.catalogue.version,
        policy=policy.LADDER_4.name,
        **given,
    )
    db.add(session)
    db.flush()
    return session


def respond(tutor: Tutor, db: Session, session: TutoringSession, said: Said) -> Heard:
    """Take one pupil message and add the tutor's turns.

    The caller has locked the session's row, commits, and then lets the wordsmith word the `waiting` turns.
    """
    if (settled := _settled_before(db, session, said)) is not None:
        return settled
    item = open_item_of(tutor, db, session)
    exchange = Exchange(tutor, db, session, said, item, position=said.position)
    if _is_outdated(exchange):
        return _renew(exchange)
    if problem := problem_with(exchange):
        return Heard("unreadable", problem)
    understood = understand(exchange)
    if isinstance(understood, Unreadable):
        if said.intent == "answer" and own_words.is_begun(item, said.text, tutor.embedder.words):
            session.stuck, session.genuine = 0, True  # a beginning is progress: it is not taken away
        return Heard("unreadable", understood.reason)
    exchange.understood = understood
    if set_work.is_set_aside(exchange):
        return _renew(exchange, "set aside")
    record_pupil(exchange)
    set_work.hand_over_unsure(exchange)
    pausing.carry_out(exchange, exchange.policy.next_moves(_state(exchange)))
    session.last_at = now()
    db.flush()
    return Heard("taken", waiting=tuple(exchange.waiting))


def open_item_of(tutor: Tutor, db: Session, session: TutoringSession) -> DrawnItem | None:
    """Return the item that is open in a session: one of the curriculum's, or a teacher's question."""
    return item_named(tutor, db, session, (session.item_id, session.seed))


def item_named(tutor: Tutor, db: Session, session: TutoringSession, name: tuple[str | None, int]) -> DrawnItem | None:
    """Return an item of a session by its id and seed."""
    item_id, seed = name
    if item_id and session.purpose == "question":
        return teacher_questions.item_in(db, session)
    return drawn(tutor.catalogue, item_id, seed) if item_id else None


def _is_outdated(exchange: Exchange) -> bool:
    """Return whether a rebuilt curriculum no longer asks the question that the pupil sees."""
    if exchange.session.purpose == "question":
        return False
    if exchange.session.item_id is None or exchange.session.content_version == exchange.tutor.catalogue.version:
        return False
    asked = history.question_put(exchange.db, exchange.session)
    if asked is None or exchange.item is None:
        return exchange.item is None
    return (asked.text, asked.facts.get("diagram")) != (exchange.item.question, as_data(exchange.item.diagram))


def _renew(exchange: Exchange, outcome: str = "renewed") -> Heard:
    """Put a question of the present curriculum instead: nobody is marked against numbers they have not seen."""
    exchange.position = history.last_position(exchange.db, exchange.session)
    exchange.session.content_version = exchange.tutor.catalogue.version
    exchange.session.item_id = None
    if exchange.session.purpose == "placement":
        make(exchange, Move("place"))
        return Heard(outcome)
    make(exchange, Move("ask"))  # which finishes where there is none
    return Heard(outcome)


def stop(db: Session, session: TutoringSession) -> None:
    """End a session because the pupil wants to stop: always honoured, at once."""
    session.ended_at = session.last_at = now()
    session.phase = "done"
    db.add(session)


def _settled_before(db: Session, session: TutoringSession, said: Said) -> Heard | None:
    """Return what became of a message that a double click, a retry or another tab has overtaken."""
    last = history.last_position(db, session)
    if said.position == last + 1 and session.ended_at is None and not pausing.waits(session):
        return None
    earlier = history.turn_at(db, session, said.position) if said.position <= last else None
    posted = (said.intent, said.text, said.working)
    if earlier and earlier.who == "pupil" and (earlier.move, earlier.text, earlier.working) == posted:
        return Heard("repeated")
    return Heard("stale")


def _look_up(exchange: Exchange, twin_shown: bool) -> int:
    """Find what may be said next, and return the rungs of the ladder that are behind the pupil."""
    session, item, understood = exchange.session, exchange.item, exchange.understood
    if understood.question and understood.meant in ("question", "attempt"):
        known = kept_back.beside(exchange)
        exchange.explanation = explaining.explanation(
            exchange.tutor, session.objective_id, understood.question, item, known
        )
    exchange.standing = standings.standing_of(exchange)
    rung = standings.rungs_behind(item, exchange.standing, session.rung)
    at_the_end = bool(session.attempts) and item is not None and rung >= len(item.hints) - 1
    if item and not twin_shown and (at_the_end or exchange.policy.example_first):
        exchange.twin = set_work.twin_apart(exchange, replies.twin_of(exchange.tutor, item))
    return rung


def _state(exchange: Exchange) -> State:
    """Return what the policy may look at, after the pupil's turn has been recorded and what it needs looked up."""
    session, item, understood = exchange.session, exchange.item, exchange.understood
    whose = session.pupil_id, session.objective_id
    shown = [turn.move for turn in history.replies_on_open_item(exchange.db, session)]
    rung = _look_up(exchange, "twin" in shown)
    stage: dict[str, Any] = {"phase": session.phase, "purpose": session.purpose}
    return State(
        meant=understood.meant,
        **stage,
        right=exchange.mark.right if exchange.mark else None,
        attempts=session.attempts,
        genuine=session.genuine,
        unlocked=session.unlocked,
        genuine_now=understood.genuine,
        guess=understood.guess,
        guesses=session.guesses,
        stuck=0 if _is_begun(exchange) else session.stuck,
        rung=rung,
        rungs=max(len(item.hints) - 1, 0) if item else 0,
        tells=item is not None and on_the_way.computes(item, rung),
        has_twin=exchange.twin is not None,
        offered=session.offered,
        offers=shown.count("offer_solution"),
        needs_leave=not session.leave and _is_kept_back(exchange),
        known=knowledge.known_of(exchange.tutor, exchange.db, *whose),
        unearned=earned.missing(exchange.tutor.catalogue, exchange.db, *whose).by_pupil,
        owed=bool(handovers.owed(exchange.db, *whose)),
        untried=sum(one.session_id == session.id for one in handovers.untried(exchange.db, *whose)),
        placed=session.purpose == "placement" and placing.next_objective(exchange.tutor, exchange.db, session) is None,
        items_done=session.items_done,
        covered=exchange.explanation is not None,
        only_form=bool(exchange.standing.left),
        halfway=standings.asks_for_next_line(exchange),
        **_in_few_words(exchange, "say_more" in shown),
        work=set_work.for_policy(exchange),
        also_asks=understood.meant == "attempt" and bool(understood.question),
    )


def _is_begun(exchange: Exchange) -> bool:
    """Return whether a piece of writing has been begun and not sent: only the page has it, so nobody takes it away."""
    item, session = exchange.item, exchange.session
    return item is not None and isinstance(item.answer, WritingAnswer) and session.genuine and not session.attempts


def _in_few_words(exchange: Exchange, said_more: bool) -> dict[str, Any]:
    """Return what the policy may look at of an item that is answered in a few words."""
    reads_again = exchange.item is not None and isinstance(exchange.item.answer, own_words.READ_AGAIN)
    half = own_words.is_half(exchange.mark)
    return {"reads_again": reads_again, "tries": _tries(exchange), "half": half, "said_more": said_more}


def _tries(exchange: Exchange) -> int:
    """Return how often the pupil has tried in earnest at an open item that is answered in a few words."""
    item, session = exchange.item, exchange.session
    if item is None or not isinstance(item.answer, own_words.READ_AGAIN) or not session.attempts:
        return 0
    newest = history.attempts_in(exchange.db, session)[-session.attempts :]
    return own_words.tries(item, [one.answer for one in newest if one.item_id == item.id])


def _is_kept_back(exchange: Exchange) -> bool:
    """Return whether the full solution waits for a teacher: by the class's rule, or because nobody has approved it."""
    db, session = exchange.db, exchange.session
    if "no solutions" in exchange.steering.rules:
        return True
    return history.needs_leave(db, session.pupil_id) or teacher_questions.needs_leave(db, session)
