"""What belongs to the teacher who is signed in: their classes, and the pupils in them. All else is "no such page"."""

from flask import abort
from sqlmodel import Session

from tutor import history
from tutor.records import Account, TeachingClass
from web.auth import own_id


def own_class(db: Session, class_id: int) -> TeachingClass:
    """Return a class of the teacher's own, or show that there is no such page."""
    found = next((one for one in history.classes_of(db, own_id()) if one.id == class_id), None)
    if found is None:
        abort(404)
    return found


def own_pupil(db: Session, pupil_id: int) -> Account:
    """Return a pupil of the teacher's own classes, or show that there is no such page."""
    pupil = db.get(Account, pupil_id)
    if pupil is None or pupil.role != "pupil" or not history.teaches(db, own_id(), pupil_id):
        abort(404)
    return pupil
