"""Writes down what happened: turns, attempts and hints, in the caller's transaction.

These rows are the attainment log; what each means is in `records` and in the codebook of the export.
"""

from typing import Any

from content_store.answers import MatchingAnswer, OrderingAnswer, SeveralAnswer, ValueAnswer
from content_store.items import DrawnItem
from tutor import diagnosis, hint_left, history, knowledge
from tutor.class_records import HeldReply
from tutor.diagnosis import Evidence
from tutor.exchange import Exchange
from tutor.fixed_words import Words
from tutor.glossary import explained
from tutor.marking import Mark
from tutor.policy import Move
from tutor.policy_tables import WITHOUT_HELP
from tutor.records import Attempt, HintGiven, Turn, now

SHOWN_BY_TEXT = SeveralAnswer | OrderingAnswer | MatchingAnswer
"""Answers of which the page shows the authored texts of their parts, and not what the form posted."""


def record_pupil(exchange: Exchange) -> None:
    """Add the pupil's turn and, for an answer, the attempt with what it changed."""
    said, session, marked, understood = exchange.said, exchange.session, exchange.mark, exchange.understood
    facts = facts_of(marked, exchange.item) if marked else {}
    if marked and said.working.strip() and not understood.working:
        facts["old_working"] = True
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
        read_as=understood.meant,
        offloading=understood.offloading or ("pasted" if said.pasted else None),
        shown_at=now(),
    )
    exchange.db.add(turn)
    exchange.db.flush()
    exchange.turn = turn
    if marked and exchange.item:
        _record_attempt(exchange, exchange.item, marked)
    _count(exchange)


def facts_of(marked: Mark, item: DrawnItem | None) -> dict[str, Any]:
    """Return what a page shows of a mark, beside what was written."""
    facts: dict[str, Any] = {"right": marked.right, "form": marked.form, "reading": marked.reading}
    facts["maths"] = item is not None and isinstance(item.answer, ValueAnswer)
    if item is not None and isinstance(item.answer, SHOWN_BY_TEXT):
        facts["shown"] = marked.reading
    if marked.ideas:
        facts["ideas"] = [[one.idea, one.outcome] for one in marked.ideas]
    return facts


def _count(exchange: Exchange) -> None:
    """Count what the policy looks at: guesses, and turns that brought nothing new."""
    session, understood = exchange.session, exchange.understood
    attempted = understood.meant == "attempt"
    if attempted and understood.guess:
        session.guesses += 1
    if attempted and understood.genuine:
        session.genuine, session.stuck = True, 0
        session.unlocked = session.unlocked or understood.unlocks
    elif understood.meant not in ("question", "compare", "pass", "distress", "solution") and not _gets_hint(exchange):
        session.stuck += 1


def _gets_hint(exchange: Exchange) -> bool:
    """Return whether help was asked for while there is a hint that may be had: that is no lack of progress."""
    asked = exchange.understood.meant == "help" and exchange.session.purpose != "question"
    return asked and hint_left.may_be_had(exchange)


def _record_attempt(exchange: Exchange, item: DrawnItem, marked: Mark) -> None:
    session, turn, understood = exchange.session, exchange.turn, exchange.understood
    session.attempts += 1
    first = not session.aided and session.attempts == 1 and session.purpose != "question"
    known, after = _known(exchange, item, marked.right if first else None)
    if session.purpose == "review" and session.phase == "check" and session.attempts == 1:
        knowledge.record_check(exchange.db, (session.pupil_id, session.objective_id), marked.right, session.aided)
    exchange.diagnosis = _diagnosed(exchange, item, marked)
    attempt = Attempt(
        session_id=written_id(session.id),
        turn_id=written_id(turn.id if turn else None),
        pupil_id=session.pupil_id,
        objective_id=session.objective_id,
        item_id=item.id,
        seed=item.seed,
        content_version=exchange.tutor.catalogue.version,
        answer=understood.attempt,
        right=marked.right,
        form=marked.form,
        misconception_id=exchange.diagnosis.misconception_id,
        diagnosis=exchange.diagnosis.as_record(),
        wrong_line=marked.wrong_line.number if marked.wrong_line else None,
        wrong_rule=marked.wrong_line.rule if marked.wrong_line else None,
        genuine=understood.genuine,
        guess=understood.guess,
        number=session.attempts,
        phase=session.phase,
        aided=not first,
        rung=session.rung,
        known_before=known,
        known_after=after,
    )
    exchange.db.add(attempt)
    exchange.db.flush()
    exchange.attempt_id = attempt.id
    knowledge.plan_check(exchange.tutor, exchange.db, (session.pupil_id, session.objective_id))
    if marked.right is not True:
        session.aided = True


def _known(exchange: Exchange, item: DrawnItem, right: bool | None) -> tuple[float, float]:
    """Return what is known of the pupil before and after; only an unaided attempt that has been marked changes it.

    What a placement's answers say is worked out from all of them at its end.
    """
    tutor, db, session = exchange.tutor, exchange.db, exchange.session
    whose = (session.pupil_id, session.objective_id)
    if right is None or session.purpose == "placement":
        known = knowledge.known_of(tutor, db, *whose)
        return known, known
    return knowledge.trace(tutor, db, whose, right, knowledge.tracing_of(tutor, item))


def _diagnosed(exchange: Exchange, item: DrawnItem, marked: Mark) -> diagnosis.Diagnosis:
    """Return what this attempt and those before it on the objective point to.

    Of those before, the first at each item counts: what follows a hint, or repeats an answer, says nothing new.
    """
    session = exchange.session
    by_rule: dict[str, list[str]] = {}
    for one in exchange.tutor.catalogue.misconceptions_of(item.objective_id):
        for rule in one.working:
            by_rule.setdefault(rule, []).append(one.id)
    now_seen = diagnosis.evidence_of(item.answer, exchange.understood.attempt, marked, by_rule)
    earlier = history.recent_attempts(exchange.db, session.pupil_id, session.objective_id, 3 * diagnosis.RECENT)
    kept = [
        Evidence.of_record(one.diagnosis)
        for one in earlier
        if one.diagnosis and one.number == 1 and (one.item_id, one.seed) != (item.id, item.seed)
    ]
    return diagnosis.diagnose(now_seen, kept)


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
            asked_for=exchange.understood.meant != "attempt",
        )
    )


def add_turn(exchange: Exchange, move: Move, words: Words) -> Turn:
    """Add a tutor's turn after the newest.

    One to be worded waits; where a teacher sees the model's words first, it is shown as authored meanwhile.
    """
    exchange.position += 1
    session = exchange.session
    held_for = exchange.held_for if words.to_word else None
    waits = words.to_word and held_for is None
    turn = Turn(
        session_id=written_id(session.id),
        position=exchange.position,
        who="tutor",
        move=move.name,
        state="waiting" if waits else "shown",
        text="" if waits else words.authored,
        authored=words.authored,
        item_id=session.item_id,
        seed=session.seed if session.item_id else None,
        rung=move.rung,
        facts=_steered(exchange, words),
        shown_at=None if waits else now(),
    )
    exchange.db.add(turn)
    exchange.db.flush()
    if words.to_word:
        exchange.waiting.append(written_id(turn.id))
    if held_for is not None:
        own = HeldReply(turn_id=written_id(turn.id), class_id=held_for, pupil_id=session.pupil_id, draft="")
        exchange.db.add(own)
    return turn


def _steered(exchange: Exchange, words: Words) -> dict[str, Any]:
    """Return the facts of a turn with what a teacher's notes add: how it is to be worded, and the words explained."""
    session, facts = exchange.session, dict(words.facts)
    if words.to_word:
        facts |= exchange.steering.as_facts()
    if "simple" in exchange.steering.rules and session.purpose not in (*WITHOUT_HELP, "question"):
        found = explained(exchange.tutor, session.objective_id, exchange.item, words.authored)
        facts |= {"words": found} if found else {}
    return facts


def written_id(value: int | None) -> int:
    """Return the id of a row that has been flushed."""
    if value is None:
        raise ValueError("the row has not been written yet")
    return value
