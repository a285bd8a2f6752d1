"""`attain serve`: the service."""

import logging
import threading
from typing import Any

import click
import waitress
from sqlalchemy import Engine

from content_store.manifest import ContentUnavailable
from tutor.assembly import Tutor, guard
from tutor.database import is_current, open_records
from tutor.settings import Settings, read_settings
from web.app import create_app
from web.commands.failures import plainly
from web.commands.setup import SIGN_INS, address, show_set_up

log = logging.getLogger(__name__)


@click.command(name="serve")
def command() -> None:
    """Start the service and keep it running until Ctrl+C."""
    settings = read_settings()
    secret = _secret(settings)
    with plainly():
        records = open_records(settings.database_url)
        if not is_current(records):
            raise click.ClickException(
                "The records are of an earlier version.\nNothing was changed: run `attain setup`."
            )
    with plainly():
        tutor, problem = _tutor(settings)
    app = create_app(settings, records, tutor, secret, problem)
    parts = app.extensions["attain"]
    guard().start()
    if parts.wordsmith:
        parts.wordsmith.resume()
    if parts.item_search and tutor:
        parts.item_search.start(tutor.catalogue)
    if tutor:
        threading.Thread(target=tutor.passages.readings.read_ahead, daemon=True, name="read-ahead").start()
    _welcome(settings)
    with plainly():
        show_set_up(settings, records)
    try:
        waitress.serve(app, **listening(settings))
    except OSError as error:
        raise click.ClickException(
            f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}).\nNothing was changed: "
            "stop what uses it, or set ATTAIN_PORT to another number."
        ) from error
    finally:
        if parts.item_search:
            parts.item_search.close()
        _close(parts.wordsmith, tutor, records)


def _secret(settings: Settings) -> str:
    try:
        return settings.secret_file.read_text(encoding="ascii")
    except OSError as error:
        raise click.ClickException(
            f"There is no secret in {settings.secret_file}.\nNothing was changed: run `attain setup` first."
        ) from error


def _tutor(settings: Settings) -> tuple[Tutor | None, str]:
    """Return the tutor, or why there is none: the pages say so, and the terminal."""
    try:
        return Tutor.from_settings(settings), ""
    except ContentUnavailable as error:
        log.error("the curriculum cannot be served: %s", error)
        return None, str(error)


def _welcome(settings: Settings) -> None:
    """Say where the service is and how to sign in to the demonstration school."""
    click.echo(f"\nAttain is on {address(settings)} (stop it with Ctrl+C)")
    sign_ins = settings.data / SIGN_INS
    if settings.demonstration and sign_ins.is_file():
        click.echo("\nDemonstration school (invented people): role, username, password")
        click.echo(sign_ins.read_text(encoding="utf-8"))


def listening(settings: Settings) -> dict[str, Any]:
    """Return how waitress is to serve; nobody but a trusted proxy is believed about who asks."""
    own: dict[str, Any] = {"host": settings.host, "port": settings.port, "threads": settings.web_threads}
    own |= {"ident": "Attain", "clear_untrusted_proxy_headers": True}
    if settings.trusted_proxy:
        headers = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
        own |= {"trusted_proxy": settings.trusted_proxy, "trusted_proxy_headers": headers}
    return own


def _close(wordsmith: object, tutor: Tutor | None, records: Engine) -> None:
    guard().close()
    if tutor:
        tutor.model.close()
    if wordsmith is not None:
        wordsmith.close()  # type: ignore[attr-defined] # a Wordsmith
    records.dispose()
