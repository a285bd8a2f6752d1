"""`attain demonstration`: what the demonstration school holds."""

from datetime import date, timedelta

import click
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from evaluation import invented_class
from tutor.accounts import DEMONSTRATION
from tutor.assembly import Tutor
from tutor.database import migrate, open_records, transaction
from tutor.offloading import SCHOOL_TIME, monday_of
from tutor.records import Account, School, TeachingClass, TutoringSession, now
from tutor.settings import read_settings
from web.commands.failures import plainly
from web.commands.setup import build_if_changed

FRIDAY = 4


@click.group(name="demonstration")
def command() -> None:
    """Fill the demonstration school with invented work."""


@command.command(name="fill")
def fill_command() -> None:
    """Let an invented class of thirty work for a week, to see what teachers see.

    Only the demonstration school is filled, and only while nobody has worked in it.
    """
    settings = read_settings()
    if settings.content is None:
        build_if_changed(settings.content_folder, err=True)
    with plainly():
        tutor = Tutor.from_settings(settings.model_copy(update={"model": "none"}))  # the authored words are shown
        records = open_records(settings.database_url)
        migrate(records)
        class_id, monday = _filled(tutor, records)
    click.echo(
        f"The demonstration class has worked. Sign in as its teacher: /teacher/classes/{class_id}/week?week={monday}"
    )


def _filled(tutor: Tutor, records: Engine) -> tuple[int, date]:
    """Fill the demonstration class; return its id and the Monday of the week in which it worked."""
    with transaction(records) as db:
        own = _untouched_class(db)
        monday = newest_week()
        invented_class.fill(tutor, db, own, monday)
        return own.id or 0, monday


def _untouched_class(db: Session) -> TeachingClass:
    school = db.exec(select(School).where(School.name == DEMONSTRATION)).first()
    if school is None:
        raise click.ClickException("There is no demonstration school here: `attain setup` makes one.")
    ids = select(Account.id).where(Account.school_id == school.id)
    if db.exec(select(TutoringSession).where(col(TutoringSession.pupil_id).in_(ids))).first():
        raise click.ClickException("Somebody has worked in the demonstration school already: nothing was added.")
    return db.exec(select(TeachingClass).where(TeachingClass.school_id == school.id)).one()


def newest_week() -> date:
    """Return the Monday of the newest week of which Friday is over."""
    monday, today = monday_of(now()), now().astimezone(SCHOOL_TIME).date()
    return monday if today.weekday() > FRIDAY else monday - timedelta(weeks=1)
