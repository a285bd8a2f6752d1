"""`attain key`: keys for the school's other tools, given, listed and revoked on this machine."""

import click
from sqlalchemy import Engine

from tutor import api_keys
from tutor.database import is_current, open_records, reading, transaction
from tutor.settings import read_settings
from web.commands.failures import plainly


@click.group(name="key")
def command() -> None:
    """Give, list and revoke keys with which other tools read the store."""


@command.command()
@click.argument("name")
@click.option("--answers", is_flag=True, help="Let the key see answers, hints, worked steps and misconceptions.")
def add(name: str, answers: bool) -> None:
    """Give a key to the tool called NAME and show it, this once."""
    name = name.strip()
    if not 0 < len(name) <= api_keys.MAX_NAME_LENGTH:
        raise click.ClickException(
            f"The name must have 1 to {api_keys.MAX_NAME_LENGTH} characters.\nNothing was given."
        )
    with plainly(), transaction(_records()) as db:
        _, key = api_keys.give(db, name, answers)
    click.echo(key)
    click.echo("This is shown once: only its hash is kept. Send it as `Authorization: Bearer KEY`.", err=True)


@command.command(name="list")
def show() -> None:
    """List the keys, without what opens anything."""
    with plainly(), reading(_records()) as db:
        keys = api_keys.every_key(db)
    for one in keys:
        sees = "answers" if one.may_see_answers else "no answers"
        used = f"last used {one.last_used_on}" if one.last_used_on else "never used"
        revoked = f", revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else ""
        click.echo(f"{one.prefix}…  {one.name}: {sees}, given {one.given_at:%Y-%m-%d}, {used}{revoked}")
    if not keys:
        click.echo("There are no keys.")


@command.command()
@click.argument("beginning")
def revoke(beginning: str) -> None:
    """Revoke the key whose BEGINNING `attain key list` shows; it opens nothing from now on."""
    with plainly(), transaction(_records()) as db:
        key = api_keys.with_prefix(db, beginning.strip().removesuffix("…"))
        if key is None:
            raise click.ClickException(f"No key begins with {beginning}: `attain key list` shows how each begins.")
        api_keys.revoke(key)
        click.echo(f"{key.name} ({key.prefix}…) is revoked.")


def _records() -> Engine:
    """Return the records of this installation, which must be of this version."""
    records = open_records(read_settings().database_url)
    if not is_current(records):
        raise click.ClickException("The records are of an earlier version.\nNothing was changed: run `attain setup`.")
    return records
