"""One session as a pupil sees it: the turns in their places, the open question, and what goes with each reply."""

from collections.abc import Sequence
from typing import Any

from flask import abort, render_template
from sqlmodel import Session

from content_store.answers import ChoiceAnswer, ValueAnswer
from content_store.curriculum import Faq, Passage, Source
from content_store.items import DrawnItem
from tutor import approval, dialogue, feedback, history, knowledge, next_steps, pausing, steering, working_time
from tutor.class_records import HeldReply
from tutor.database import reading
from tutor.exchange import Heard
from tutor.glossary import Entry, words_to_know
from tutor.history import ASKING
from tutor.policy_tables import WITHOUT_HELP
from tutor.records import Turn, TutoringSession
from tutor.wordsmith import BUSY
from web import set_work
from web.answer_forms import answer_input
from web.auth import own_id
from web.context import current_tutor, from_htmx, records
from web.keypad import keys_for
from web.steering import in_words
from web.summaries import summary_parts

WORDED = ("hint", "explain")
"""The moves that the model may word."""
ENDING = ("finish", "time_up")
"""The moves after which no question is open."""
REFUSED = ("unreadable", "stale", "renewed", "set aside")


def session_page(template: str, session_id: int, kept: dict[str, str], heard: Heard | None = None) -> str:
    """Return a session as a page or as its fragment."""
    tutor = current_tutor()
    with reading(records()) as db:
        own = own_session(db, session_id)
        turns = history.turns_of(db, own)
        known = knowledge.all_known(tutor, db, own.pupil_id).get(own.objective_id)
        item = dialogue.open_item_of(tutor, db, own)
        title = next_steps.title_of(tutor, db, own)
        around = _around(db, own)
    if not title:
        abort(404)
    kept = kept or _last_written(turns, item)
    beside = turn_parts(turns)
    return render_template(
        template,
        session=own,
        title=title,
        has_notes=own.purpose not in ("question", "test"),
        **_arranged(turns),
        item=item,
        input=answer_input(item, kept) if item else None,
        keys=keys_for(item) if item and not own.ended_at else (),
        ideas=_ideas(turns),
        words=_words(own, item),
        position=(turns[-1].position if turns else 0) + 1,
        progress=known.words if known else "not started",
        held_back=known.held_back if known else "",
        kept=kept,
        heard=heard,
        refused=heard is not None and heard.outcome in REFUSED,
        fragment=from_htmx(),
        **beside,
        **around,
        waits=pausing.waits(own),
        numbers=hint_numbers(turns),
        sent_before=_sent_before(turns, beside["held"]),
    )


def _around(db: Session, own: TutoringSession) -> dict[str, Any]:
    """Return what stands around a session: notes to the tutor, the day's time, set work, and the summary at its end."""
    notes = [] if own.purpose in WITHOUT_HELP else steering.notes_of(db, own.pupil_id)
    day, here = working_time.today(db, own.pupil_id), set_work.here(db, own)
    ending = summary_parts(db, own) if own.phase == "done" and not own.ended_at else {"summary": None}
    return {"notes": in_words(notes), "day": day, "set_work": here, **ending}


def hint_numbers(turns: Sequence[Turn]) -> dict[int, int]:
    """Return the number of each hint by its position, as the pupil has seen them: the first on a question is 1."""
    numbers: dict[int, int] = {}
    seen = 0
    for turn in turns:
        seen = 0 if turn.move in ASKING else seen
        if turn.move == "hint":
            seen += 1
            numbers[turn.position] = seen
    return numbers


def _words(own: TutoringSession, item: DrawnItem | None) -> list[Entry]:
    """Return the words to know of the open objective; none while a pupil is being placed."""
    if own.purpose in ("placement", "question", "test"):
        return []
    return words_to_know(current_tutor(), own.objective_id, item)


def _last_written(turns: Sequence[Turn], item: DrawnItem | None) -> dict[str, str]:
    """Return what was sent with the newest answer to the open question, to be gone on with.

    A short answer is typed afresh; its working stays, and so does whatever takes several fields or sentences.
    """
    arranged = _arranged(turns)
    if arranged["question"] is None or item is None:
        return {}
    written = [turn for turn in arranged["since"] if turn.who == "pupil" and turn.move == "answer"]
    if not written:
        return {}
    kept = {"working": written[-1].working, "intent": "answer"}
    typed_afresh = isinstance(item.answer, ValueAnswer | ChoiceAnswer)
    return kept if typed_afresh else kept | {"text": written[-1].text}


def _arranged(turns: Sequence[Turn]) -> dict[str, Any]:
    """Return the turns as the page shows them: what is over, what just happened, the open question, and since."""
    opened = max((i for i, turn in enumerate(turns) if turn.move in ASKING), default=None)
    if opened is None:
        return {"earlier": [], "just_now": [], "question": None, "since": turns}
    since = turns[opened + 1 :]
    said = max((i for i, turn in enumerate(turns[:opened]) if turn.who == "pupil"), default=opened)
    fresh = said if not any(turn.who == "pupil" for turn in since) else opened
    if any(turn.move in ENDING for turn in since):
        return {"earlier": turns[:opened], "just_now": [turns[opened]], "question": None, "since": since}
    return {"earlier": turns[:fresh], "just_now": turns[fresh:opened], "question": turns[opened], "since": since}


def turn_parts(turns: Any) -> dict[str, Any]:
    """Return what the turns' fragments need beyond their rows: sources, who is busy, and what is asked about."""
    catalogue = current_tutor().catalogue
    shown: dict[int, list[tuple[Passage | Faq, str, Source]]] = {}
    for turn in turns:
        texts = dict(zip(turn.facts.get("sources", []), turn.facts.get("passages", []), strict=True))
        passages: list[Passage | Faq] = [*catalogue.passages(list(texts)), *catalogue.faqs(list(texts))]
        shown[turn.position] = [(one, texts[one.id], catalogue.source_of(one)) for one in passages]
    return {"sources": shown, "busy": _busy(turns), "helped": _helped(turns), "held": _held(turns)}


def _held(turns: Sequence[Turn]) -> dict[int, HeldReply]:
    """Return the replies that wait for a teacher, and those that one has sent, by the turn's id."""
    if not any(turn.move in WORDED for turn in turns):
        return {}
    with reading(records()) as db:
        return approval.of_session(db, db.get_one(TutoringSession, turns[0].session_id))


def _sent_before(turns: Sequence[Turn], held: dict[int, HeldReply]) -> list[HeldReply]:
    """Return what a teacher has sent since the pupil last wrote, for a question that is no longer open."""
    said = max((turn.at for turn in turns if turn.who == "pupil"), default=None)
    asked = max((turn.position for turn in turns if turn.move in ASKING), default=0)
    over = {turn.id for turn in turns if turn.position < asked}
    sent = [one for one in held.values() if one.turn_id in over and one.decided_at and said and one.decided_at > said]
    return sorted(sent, key=lambda one: one.turn_id)


def _helped(turns: Any) -> dict[int, bool | None]:
    """Return the positions of the replies of which the pupil is asked whether they helped, with what was said."""
    if not any(feedback.is_of_substance(turn) for turn in turns):
        return {}
    with reading(records()) as db:
        return feedback.asked_about(db, turns[0].session_id)


def _busy(turns: Any) -> set[int]:
    """Return the positions of the replies that were shown in the authored words because the model was busy."""
    replies = [turn for turn in turns if turn.move in ("hint", "explain") and turn.state == "shown"]
    if not replies:
        return set()
    with reading(records()) as db:
        wordings = {turn.position: history.wording_of(db, turn.id or 0) for turn in replies[-1:]}
    return {position for position, wording in wordings.items() if wording and wording.replaced in BUSY}


def _ideas(turns: Sequence[Turn]) -> list[str]:
    """Return the ideas that the newest comparison asks for, whatever has been said since."""
    asked = [turn for turn in turns if turn.move == "self_check"]
    return list(asked[-1].facts.get("ideas", [])) if asked else []


def own_session(db: Session, session_id: int, lock: bool = False) -> TutoringSession:
    """Return the pupil's own session, or show that there is no such page."""
    found = db.get(TutoringSession, session_id, with_for_update=lock)
    if found is None or found.pupil_id != own_id():
        abort(404)
    return found
