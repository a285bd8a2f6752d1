"""`attain account`: accounts added, listed and given new passwords on this machine."""

from typing import cast

import click
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from tutor import history, people
from tutor.database import is_current, open_records, reading, transaction
from tutor.people import MAX_NAME, ROLES
from tutor.records import Account, Role, School
from tutor.settings import read_settings
from web.commands.failures import plainly


@click.group(name="account")
def command() -> None:
    """Add and list accounts, and give new passwords."""


@command.command()
@click.argument("role", type=click.Choice(ROLES))
@click.argument("name")
@click.argument("username")
@click.option("--school", default="", help="The school, where there are several; made if there is none at all.")
def add(role: str, name: str, username: str, school: str) -> None:
    """Add somebody who signs in as USERNAME, and show the new password, this once.

    ROLE is pupil, teacher or admin (the IT lead, who adds everybody else in the browser). NAME is the full name.
    """
    if not 0 < len(name.strip()) <= MAX_NAME:
        raise click.ClickException(f"The name must have 1 to {MAX_NAME} characters.\nNobody was added.")
    with plainly(), transaction(_records()) as db:
        if problem := people.username_problem(db, username):
            raise click.ClickException(f"{problem}.\nNobody was added.")
        found = _school(db, school.strip())
        _, password = people.add(db, found.id or 0, cast(Role, role), name, username)
    click.echo(password)
    click.echo("This is shown once: only its hash is kept.", err=True)


@command.command()
@click.argument("username")
def reset(username: str) -> None:
    """Give the account called USERNAME a new password and show it, this once; the old one stops working."""
    with plainly(), transaction(_records()) as db:
        account = history.account_named(db, username)
        if account is None:
            raise click.ClickException(f"Nobody is called {username}: `attain account list` shows who there is.")
        password = people.reset_password(db, account)
        left = account.left_at is not None
    click.echo(password)
    click.echo("This is shown once: only its hash is kept.", err=True)
    if left:
        click.echo("This account has left and cannot sign in: the IT lead brings it back in the browser.", err=True)


@command.command(name="list")
def show() -> None:
    """List the accounts, without passwords."""
    with plainly(), reading(_records()) as db:
        schools = {one.id: one.name for one in db.exec(select(School)).all()}
        accounts = db.exec(select(Account).order_by(col(Account.school_id), Account.role, Account.name)).all()
    for one in accounts:
        left = f", left {one.left_at:%Y-%m-%d}" if one.left_at else ""
        click.echo(f"{one.role:9} {one.username:20} {one.name} ({schools[one.school_id]}{left})")
    if not accounts:
        click.echo("There are no accounts.")


def _school(db: Session, name: str) -> School:
    """Return the school that somebody is added to: the one there is, the one that is named, or a new first one."""
    schools = db.exec(select(School).order_by(School.name)).all()
    if not schools and name:
        return people.add_school(db, name)
    fitting = [one for one in schools if not name or one.name.casefold() == name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(one.name for one in schools) or "there is none yet"
    raise click.ClickException(f"Name the school with --school (schools: {names}).\nNobody was added.")


def _records() -> Engine:
    """Return the records of this installation, which must be of this version."""
    records = open_records(read_settings().database_url)
    if not is_current(records):
        raise click.ClickException("The records are of an earlier version.\nNothing was changed: run `attain setup`.")
    return records
