"""Approval mode: teachers look through what the model worded before their pupils see it. Reading it is recorded."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session

from tutor import approval, doubts, history
from tutor.approval import InPlace
from tutor.class_records import HeldReply
from tutor.database import reading, transaction
from tutor.item_choice import drawn
from tutor.records import Account, AuditEntry
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.own import own_class
from web.session_page import own_session
from web.teacher import model_problem

pages = Blueprint("approval", __name__)

ON_A_PAGE = 10
MOST_SETTLED = 50
DECIDED = {"sent": "Sent as it was", "edited": "Sent with your changes", "refused": "Refused"}


@pages.get("/teacher/replies/")
@allow("teacher")
def show_replies() -> str:
    """Show the replies that wait, newest first, with what they answer, and how others were decided."""
    with transaction(records()) as db:
        waiting = approval.waiting_for(db, own_id())
        last = max(1, -(-len(waiting) // ON_A_PAGE))
        at = min(max(1, request.args.get("page", 1, type=int)), last)
        shown = [approval.in_place(db, one) for one in waiting[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]]
        _record_reading(db, shown)
        settled = approval.settled_for(db, own_id())
        names = _names(db, [held for held, _pupil, _expired in settled])
        classes = [(one, approval.decisions_in(db, one.id or 0)) for one in history.classes_of(db, own_id())]
    return render_template(
        "teacher/replies.html",
        shown=shown,
        waiting=len(waiting),
        at=at,
        last=last,
        settled=settled[:MOST_SETTLED],
        names=names,
        classes=classes,
        model_problem=model_problem(),
        **_limits(),
    )


@pages.get("/teacher/replies/<int:held_id>")
@allow("teacher")
def show_reply(held_id: int) -> str:
    """Show one reply with what it answers, whatever has become of it."""
    with transaction(records()) as db:
        one = approval.in_place(db, _own_reply(db, held_id))
        return _reply_page(db, one, {})


@pages.post("/teacher/replies/<int:held_id>")
@allow("teacher")
def decide_reply(held_id: int) -> Response | tuple[str, int]:
    """Send a reply as it is or as it was edited, or refuse it."""
    with transaction(records()) as db:
        held = _own_reply(db, held_id, lock=True)
        one = approval.in_place(db, held)
        if held.decision is not None or one.expired:
            flash(_("Nothing was changed: this reply had been decided before, or its session is over."))
            return _to_reply(held_id)
        errors = _decide(one)
        if errors:
            return _reply_page(db, one, errors), 422
        db.add(held)
        flash(_told(held))
    return redirect(url_for(".show_replies"), 303)  # type: ignore[return-value]


def _decide(one: InPlace) -> dict[str, str]:
    """Do what was pressed; return by field what keeps it from being done."""
    pressed = request.form.get("decision", "")
    if pressed == "send":
        approval.send(one.held, own_id(), one.held.draft)
        return {}
    if pressed == "edit":
        return _send_edited(one)
    if pressed == "refuse":
        return _refuse(one)
    abort(400)


def _send_edited(one: InPlace) -> dict[str, str]:
    """Send a reply in the teacher's words; what the checker doubts in it needs a second press."""
    text = _typed("text")
    if not text:
        return {"text": _("Write the reply, or refuse it")}
    if len(text) > approval.LONGEST_EDIT:
        return {"text": _("Write at most %(most)s characters", most=approval.LONGEST_EDIT)}
    found = _doubts(one, text) if text != one.held.draft else ()
    if not set(found) <= set(request.form.getlist("doubted")):
        return {"text": _("Look at this once more: the check of its facts has doubts")}
    approval.send(one.held, own_id(), text, found)
    return {}


def _doubts(one: InPlace, text: str) -> tuple[str, ...]:
    turn = one.turn
    item = drawn(current_tutor().catalogue, turn.item_id, turn.seed or 0) if turn.item_id else None
    return doubts.about(turn, item, text)


def _refuse(one: InPlace) -> dict[str, str]:
    reason, other = request.form.get("reason", ""), _typed("other")
    if reason not in approval.REASONS:
        return {"reason": _("Choose why you refuse it")}
    if reason == approval.OTHER and not other:
        return {"other": _("Say in a few words why you refuse it")}
    if len(other) > approval.LONGEST_REASON:
        return {"other": _("Write at most %(most)s characters", most=approval.LONGEST_REASON)}
    approval.refuse(one.held, own_id(), reason, other)
    return {}


def _typed(name: str) -> str:
    return request.form.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()


def _told(held: HeldReply) -> str:
    if held.decision == "refused":
        return str(_("Refused. The pupil keeps the lesson’s own words."))
    return str(_("Sent. It now stands in the pupil’s session."))


@pages.post("/teacher/classes/<int:class_id>/approval")
@allow("teacher")
def set_approval(class_id: int) -> Response:
    """Turn the holding of replies on or off for a class; what is held already stays to be decided."""
    wanted = request.form.get("approval", "")
    if wanted not in ("on", "off"):
        abort(400)
    with transaction(records()) as db:
        found = own_class(db, class_id)
        found.approval = wanted == "on"
        db.add(found)
        name = found.name
    if wanted == "on":
        flash(_("From now on you see the model’s replies to %(name)s first.", name=name))
    else:
        flash(_("From now on %(name)s sees the model’s replies at once.", name=name))
    return redirect(url_for(".show_replies"), 303)  # type: ignore[return-value]


@pages.get("/sessions/<int:session_id>/turns/<int:position>/held")
@allow("pupil")
def show_held(session_id: int, position: int) -> Response | str | tuple[str, int]:
    """Show what has become of a held reply of the pupil's own; nothing where nothing has changed since `seen`."""
    with reading(records()) as db:
        own = own_session(db, session_id)
        turn = history.turn_at(db, own, position)
        held = approval.of_session(db, own).get(turn.id or 0) if turn else None
    if turn is None:
        abort(404)
    if held is None:
        return ""
    if request.args.get("seen") == state_of(held):
        return "", 204
    return render_template("pupil/_held.html", turn=turn, session=own, one=held, live=True)


def state_of(held: HeldReply) -> str:
    """Return how a held reply stands for its pupil: being `worded`, `waiting` for a teacher, or `sent`."""
    if held.decision is not None:
        return "sent"
    return "waiting" if held.draft else "worded"


def _own_reply(db: Session, held_id: int, lock: bool = False) -> HeldReply:
    """Return a reply held for one of the teacher's own classes and pupils, or show that there is no such page."""
    held = db.get(HeldReply, held_id, with_for_update=lock)
    own = {one.id for one in history.classes_of(db, own_id())}
    if held is None or not held.draft or held.class_id not in own or not history.teaches(db, own_id(), held.pupil_id):
        abort(404)
    return held


def _reply_page(db: Session, one: InPlace, errors: dict[str, str]) -> str:
    """Return the page of one reply, with what was typed and why it was not taken."""
    _record_reading(db, [one])
    typed = request.form
    doubted = _doubts(one, _typed("text")) if errors.get("text") and _typed("text") else ()
    return render_template(
        "teacher/reply.html",
        one=one,
        errors=errors,
        typed=typed,
        doubted=[(name, doubts.DOUBTS[name]) for name in doubted],
        names=_names(db, [one.held]),
        **_limits(),
    )


def _limits() -> dict[str, object]:
    """Return what both pages say of reasons and limits."""
    return {
        "reasons": approval.REASONS,
        "decided_words": DECIDED,
        "days": approval.DAYS,
        "weeks": approval.WEEKS,
        "longest": approval.LONGEST_EDIT,
        "longest_reason": approval.LONGEST_REASON,
    }


def _record_reading(db: Session, shown: list[InPlace]) -> None:
    """Write down whose words were read, once for each session."""
    for pupil_id, session_id in dict.fromkeys((one.held.pupil_id, one.session.id) for one in shown):
        entry = AuditEntry(account_id=own_id(), pupil_id=pupil_id, session_id=session_id, action="read held replies")
        db.add(entry)


def _names(db: Session, replies: list[HeldReply]) -> dict[int, str]:
    """Return the names of the teachers who decided, by their id."""
    return {one.teacher_id: db.get_one(Account, one.teacher_id).name for one in replies if one.teacher_id}


def _to_reply(held_id: int) -> Response:
    return redirect(url_for(".show_reply", held_id=held_id), 303)  # type: ignore[return-value]
