"""Every page of the service, once, as somebody who may see it.

A stop's path may name what the filled demonstration school holds: `{class}`, `{pupil}`, `{session}` and so on (see
`places`).
"""

from dataclasses import dataclass

from sqlmodel import select

from tests.browser.conftest import PASSWORD, Service
from tutor.accounts import hash_password
from tutor.assignments import today
from tutor.class_records import Assignment
from tutor.database import open_records, transaction
from tutor.records import Account, TeachingClass, TutoringSession
from tutor.teaching_records import Handover
from web.commands.demonstration import newest_week


@dataclass(frozen=True)
class Stop:
    """One page: the name of its picture, who looks at it, and its address."""

    name: str
    who: str
    path: str


WALK = (
    Stop("sign-in", "nobody", "/sign-in"),
    Stop("about", "nobody", "/about"),
    Stop("not-found", "nobody", "/nowhere"),
    Stop("home", "new", "/home"),
    Stop("home-after-a-week", "pupil", "/home"),
    Stop("notes", "pupil", "/objectives/standard-form/notes"),
    Stop("session", "pupil", "/sessions/{session}"),
    Stop("session-with-diagram", "pupil", "{drawn}"),
    Stop("diagram", "pupil", "{diagram}"),
    Stop("preferences", "pupil", "/preferences"),
    Stop("password", "pupil", "/password"),
    Stop("session-end", "pupil", "/sessions/{session}/end"),
    Stop("time", "pupil", "/time"),
    Stop("who-has-read", "pupil", "/who-has-read"),
    Stop("teacher-home", "teacher", "/teacher/"),
    Stop("week", "teacher", "/teacher/classes/{class}/week?week={monday}"),
    Stop("teacher-pupil", "teacher", "/teacher/pupils/{pupil}"),
    Stop("teacher-notes", "teacher", "/teacher/pupils/{pupil}/notes"),
    Stop("replies", "teacher", "/teacher/replies/"),
    Stop("class-map", "teacher", "/teacher/classes/{class}/map"),
    Stop("class-map-all", "teacher", "/teacher/classes/{class}/map?topic=maths/&all=yes&sort=practice"),
    Stop("class-report", "teacher", "/teacher/classes/{class}/report"),
    Stop("class-reports", "teacher", "/teacher/classes/{class}/reports"),
    Stop("pupil-report", "teacher", "/teacher/pupils/{pupil}/report"),
    Stop("pupil-answers", "teacher", "/teacher/pupils/{pupil}/answers"),
    Stop("pupil-objective", "teacher", "/teacher/pupils/{pupil}/objectives/{objective}"),
    Stop("pupil-readings", "teacher", "/teacher/pupils/{pupil}/readings"),
    Stop("transcript", "teacher", "/teacher/sessions/{session}"),
    Stop("queue", "teacher", "/teacher/queue/"),
    Stop("handover", "teacher", "/teacher/queue/{handover}"),
    Stop("questions", "teacher", "/teacher/classes/{class}/questions"),
    Stop("question", "teacher", "{question}"),
    Stop("content", "teacher", "/teacher/content/"),
    Stop("drafts", "teacher", "/teacher/content/drafts"),
    Stop("objective", "teacher", "/teacher/content/objectives/pythagoras"),
    Stop("item", "teacher", "/teacher/content/items/{item}"),
    Stop("item-form", "teacher", "/teacher/content/items/{item}/edit"),
    Stop("item-history", "teacher", "/teacher/content/items/{item}/history"),
    Stop("item-new", "teacher", "/teacher/content/objectives/pythagoras/new"),
    Stop("starters", "teacher", "/teacher/starters"),
    Stop("starter", "teacher", "/teacher/objectives/pythagoras/starter"),
    Stop("set-work-list", "teacher", "/teacher/classes/{class}/set-work"),
    Stop("set-work-new", "teacher", "/teacher/classes/{class}/set-work/new?objective=pythagoras&mode=test"),
    Stop("set-work", "teacher", "/teacher/set-work/{work}"),
    Stop("set-work-of-pupil", "pupil", "/set-work/{work}"),
    Stop("keys", "teacher", "/teacher/keys/"),
    Stop("cards", "teacher", "/classes/{class}/sign-ins"),
    Stop("admin", "technician", "/admin/"),
    Stop("admin-people", "technician", "/admin/people"),
    Stop("admin-person", "technician", "/admin/people/{pupil}"),
    Stop("admin-add", "technician", "/admin/people/add"),
    Stop("admin-class", "technician", "/admin/classes/{class}"),
    Stop("admin-add-class", "technician", "/admin/classes/add"),
    Stop("admin-readings", "technician", "/admin/readings"),
    Stop("evaluation", "evaluator", "/evaluation/"),
    Stop("evaluation-dictionary", "evaluator", "/evaluation/dictionary"),
    Stop("admin-rosters", "technician", "/admin/rosters/"),
    Stop("set-up", "technician", "/set-up/"),
    Stop("set-up-school", "technician", "/set-up/school"),
    Stop("set-up-class", "technician", "/set-up/class"),
    Stop("set-up-check", "technician", "/set-up/check"),
    Stop("set-up-session", "technician", "/set-up/session"),
)

ELSEWHERE = {
    "static": "no page",
    "pages.home": "leads to each one's own first page",
    "pages.health": "no page",
    "assignments.choose_class": "leads on where there is one class",
    "pupil.show_turn": "a part of the page of a session",
    "evaluator.download_log": "no page",
    "approval.show_held": "a part of the page of a session",
    "approval.show_reply": "needs a model: tests/browser/test_approval.py",
    "language.choose": "leads back to where it was chosen",
    "rosters.show": "needs a list that was sent: tests/browser/test_rosters.py",
    "rosters.choose_columns": "as above",
    "rosters.download": "no page",
    "roster_changes.show": "needs a list that was taken in: tests/browser/test_rosters.py",
    "set_up.show_admin": "only while nobody has an account: tests/browser/test_people.py",
    "school_sign_in.begin": "leads to the school's own service: tests/browser/test_people.py",
    "school_sign_in.come_back": "as above",
}
"""Addresses that no stop is at, and why; those of the API are left out as a whole."""


def places(service: Service) -> tuple[Account, dict[str, str]]:
    """Return the pupil of the filled school whose pages are looked at, and what the names in a path stand for."""
    engine = open_records(f"sqlite:///{service.data / 'records.db'}")
    with transaction(engine) as db:
        handover = db.exec(select(Handover)).first()
        assert handover
        session = db.get_one(TutoringSession, handover.session_id)
        pupil = db.get_one(Account, session.pupil_id)
        pupil.password_hash = hash_password(PASSWORD)
        one = db.get_one(TeachingClass, 1)
        teacher = db.exec(select(Account.id).where(Account.role == "teacher")).first()
        work = Assignment(
            class_id=one.id, teacher_id=teacher, title="A quiz", mode="test", opens_on=today(), due_on=today()
        )
        work.objective_ids = ["pythagoras"]
        work.item_ids = ["pythagoras-hypotenuse"]
        db.add(work)
        db.flush()
        named = {
            "work": work.id,
            "class": db.exec(select(TeachingClass.id)).first(),
            "pupil": pupil.id,
            "session": session.id,
            "handover": handover.id,
            "objective": handover.objective_id,
            "monday": newest_week(),
            "item": "pythagoras-hypotenuse",
        }
    engine.dispose()
    return pupil, {name: str(value) for name, value in named.items()}
