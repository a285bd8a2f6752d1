"""`attain roster`: lists of pupils checked and taken in on this machine, and the keys that seal UPNs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from tutor import history
from tutor.database import is_current, open_records, reading, transaction
from tutor.records import Account, School
from tutor.rosters import applying, archive, comparing, headings, keys, school_now, told
from tutor.rosters import reading as roster_reading
from tutor.rosters.applying import Who
from tutor.rosters.differences import Difference
from tutor.rosters.keys import RosterKeys
from tutor.rosters.roster import FileRefused
from tutor.settings import Settings, read_settings
from web.commands.failures import plainly

BY = click.option("--by", default="", help="The username of the IT lead of the school; needed where there are several.")
PART = click.option("--part", is_flag=True, help="The list is of some pupils: nobody is marked as left.")
COLUMN = click.option(
    "--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Which column holds what, such as classes=Set."
)


@click.group(name="roster")
def command() -> None:
    """Check and take in lists of pupils, and change the keys that seal UPNs."""


@dataclass(frozen=True)
class Asked:
    """What a command was asked: the file, whether it is of all pupils, its columns, and whose school."""

    file: Path
    whole: bool
    columns: Sequence[str]
    by: str


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@PART
@COLUMN
@BY
def check(file: Path, part: bool, columns: Sequence[str], by: str) -> None:
    """Show what the list in FILE would change, as a table without UPNs; nothing is changed."""
    settings = read_settings()
    with plainly(), reading(_records(settings)) as db:
        shown, _, _ = _difference(db, settings, Asked(file, not part, columns, by))
    click.echo(told.as_csv(shown).replace("\r\n", "\n"), nl=False)
    _count(shown)


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Take the list in; without it this is `attain roster check`.")
@click.option("--leavers", is_flag=True, help="Mark as left also more than the usual share of the pupils.")
@PART
@COLUMN
@BY
def apply(file: Path, yes: bool, leavers: bool, part: bool, columns: Sequence[str], by: str) -> None:  # noqa: PLR0913
    """Take in the list in FILE. The IT lead makes the cards of new pupils in the browser, and can undo it there."""
    settings, asked = read_settings(), Asked(file, not part, columns, by)
    if not yes:
        raise click.ClickException("Look at `attain roster check` first, then add --yes.\nNothing was changed.")
    with plainly(), transaction(_records(settings)) as db:
        shown, own, who = _difference(db, settings, asked)
        if shown.must_be_agreed(settings.roster_leavers) and not leavers:
            raise click.ClickException(
                f"{len(shown.leavers)} of {shown.present} pupils would be marked as left: more than is usual, or with "
                "lines that were not taken in. Look at `attain roster check`, then add --leavers, or --part if the "
                "list is of some pupils.\nNothing was changed."
            )
        applying.apply(db, own, shown, who)
    _count(shown)
    click.echo("The list is taken in.")


@command.command(name="new-key")
def new_key() -> None:
    """Seal the UPNs that are kept with a new key, and forget the old one. Lists that wait to be confirmed are lost."""
    settings = read_settings()
    path = settings.roster_keys_file
    with plainly():
        with transaction(_records(settings)) as db:
            fresh = keys.with_new_key(keys.open_keys(path, db))
            keys.write(path, fresh)  # both keys first: whatever happens now, everything can be opened
            count = keys.seal_again(db, fresh)
        keys.write(path, keys.newest_only(fresh))
        for waiting in settings.rosters_folder.glob("*"):
            waiting.unlink(missing_ok=True)
    click.echo(
        f"{count} UPNs are sealed with a new key. Restart the service, and copy {path} to where copies are kept."
    )


def _difference(db: Session, settings: Settings, asked: Asked) -> tuple[Difference, RosterKeys, Who]:
    lead = _lead(db, asked.by)
    own = keys.open_keys(settings.roster_keys_file, db)
    files = archive.opened([(asked.file.name, asked.file.read_bytes())])
    roster = roster_reading.read(files, _columns(files, asked.columns), db.get_one(School, lead.school_id).name)
    shown = comparing.difference(roster, school_now.read(db, lead.school_id, own), own, asked.whole)
    return shown, own, Who(lead.school_id, lead.id or 0)


def _columns(files: archive.Sent, given: Sequence[str]) -> dict[str, str]:
    """Return which column holds what: as recognised, and as told."""
    table = roster_reading.table_of(files)
    if table is None:
        return {}
    columns = dict(table.columns)
    for one in given:
        field, _, heading = one.partition("=")
        if field not in headings.FIELDS:
            raise click.ClickException(f"--column {field}: choose one of {', '.join(headings.FIELDS)}.")
        columns[field] = heading
    if problem := headings.columns_problem(columns):
        raise FileRefused(problem + f". The list has these columns: {', '.join(table.names)}".replace("%", "%%"))
    return columns


def _lead(db: Session, username: str) -> Account:
    """Return the IT lead in whose name a list is taken in: the one who is named, or the only one there is."""
    if username:
        found = history.account_named(db, username)
        leads = [found] if found and found.role == "admin" and found.left_at is None else []
    else:
        query = select(Account).where(Account.role == "admin", col(Account.left_at).is_(None))
        leads = list(db.exec(query).all())
    if len(leads) != 1:
        raise click.ClickException("Name the IT lead of the school with --by USERNAME.\nNothing was changed.")
    return leads[0]


def _count(shown: Difference) -> None:
    click.echo(
        f"{len(shown.joiners)} new, {len(shown.movers)} change class, {len(shown.leavers)} marked as left, "
        f"{len(shown.back)} come back, {len(shown.renamed)} renamed, {shown.unchanged} unchanged, "
        f"{len(shown.conflicts)} not clear, {len(shown.problems)} lines refused.",
        err=True,
    )


def _records(settings: Settings) -> Engine:
    """Return the records of this installation, which must be of this version."""
    records = open_records(settings.database_url)
    if not is_current(records):
        raise click.ClickException("The records are of an earlier version.\nNothing was changed: run `attain setup`.")
    return records
