"""`attain setup`: everything that a new installation needs, and nothing twice."""

import os
import secrets
from pathlib import Path

import click
from sqlalchemy import Engine

from content_store.build import version_of
from content_store.catalogue import Catalogue
from content_store.manifest import ContentUnavailable
from content_store.pack import read_pack
from tutor import accounts, first_run
from tutor.database import migrate, open_records, reading, transaction
from tutor.rosters import keys
from tutor.settings import Settings, read_settings
from web.commands.content import EMBEDDED, built
from web.commands.failures import plainly
from web.commands.model import fetched

SIGN_INS = "demonstration-sign-ins.txt"


@click.command(name="setup")
def command() -> None:
    """Prepare everything: secret, keys, records, model, curriculum, demonstration school.

    Run it again after an update: it does only what is missing.
    """
    settings = read_settings()
    with plainly():
        settings.data.mkdir(parents=True, exist_ok=True)
        make_secret(settings.secret_file)
        records = open_records(settings.database_url)
        migrate(records)
        with reading(records) as db:
            keys.open_keys(settings.roster_keys_file, db)  # refused while UPNs are kept whose keys are not there
        if settings.demonstration:
            make_demonstration(settings)
    fetched(settings)
    if settings.content is None:
        build_if_changed(settings.content_folder)
    click.echo(f"Attain is ready in {settings.data}. Start it with `attain serve`.")
    with plainly():
        show_set_up(settings, records)


def make_secret(path: Path) -> None:
    """Generate the secret that signs cookies, unless there is one; nobody else on the machine may read it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))


def address(settings: Settings) -> str:
    """Return the address of the service as this machine reaches it."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - compared, not bound
    return f"http://{host}:{settings.port}"


def show_set_up(settings: Settings, records: Engine) -> None:
    """While nobody has an account, show an address at which the school is set up, with a new code."""
    with reading(records) as db:
        if not first_run.is_empty(db):
            return
    code = first_run.new_code(settings.set_up_file)
    click.echo("\nNobody has an account yet. Set the school up in a browser, while the service runs, at")
    click.echo(f"  {address(settings)}/set-up/?code={code}")
    click.echo("Keep the address to yourself: whoever has it becomes the IT lead. It ends when that account is made.")


def make_demonstration(settings: Settings) -> None:
    """Add the demonstration school once, and keep its sign-ins beside the records, for the terminal to show."""
    with transaction(open_records(settings.database_url)) as db:
        added = accounts.add_demonstration(db)
    if not added:
        return
    path = settings.data / SIGN_INS
    lines = [f"{one.role:9} {one.username:10} {one.password}   ({one.name})" for one in added]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def build_if_changed(folder: Path, err: bool = False) -> None:
    """Build the embedded curriculum, unless the folder holds it already; `err` as in `built`."""
    with plainly():
        version = version_of(read_pack(EMBEDDED, seeds=0))
    try:
        if Catalogue.open(folder).version == version:
            return
    except ContentUnavailable:
        pass
    built("pack", EMBEDDED, folder, err, seeds=1)  # every release is proved over many draws before it is made
