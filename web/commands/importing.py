"""How `attain content build` imports other publishers' formats, and says what was left out."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import click

from content_store.build import build as build_content
from content_store.importers.found import Imported, by_reason
from content_store.importers.gift import read_gift
from content_store.importers.moodle_xml import read_moodle_xml
from content_store.importers.oatutor import read_oatutor
from content_store.importers.openstax import read_openstax
from content_store.importers.qti import read_qti
from content_store.importers.teacher_files import read_teacher_files
from content_store.importers.terms import Terms
from content_store.progress import Report
from evaluation.imported import proved
from retrieval.embedding import MiniLM
from retrieval.indexer import Indexer
from tutor.marking.guard import Guard
from web.commands.failures import plainly
from web.commands.progress import steps


class Importer(Protocol):
    """Reads what upstream publishes, on the terms that the person who imports gives."""

    def __call__(self, place: Path, terms: Terms, report: Report = ...) -> Imported:
        """Return what can be used."""


IMPORTERS: dict[str, Importer] = {
    "openstax": read_openstax,
    "moodle-xml": read_moodle_xml,
    "gift": read_gift,
    "qti": read_qti,
    "oatutor": read_oatutor,
    "teacher-files": read_teacher_files,
}
MOST_REASONS = 30
OPTIONS = (
    click.option("--licence", default="", help="The licence, where upstream's files do not say it."),
    click.option("--attribution", default="", help="Who is to be named, where upstream's files do not say it."),
    click.option("--title", default="", help="The title under which the content is shown."),
    click.option("--url", default="", help="Where it was published, where upstream's files do not say it."),
    click.option("--allow-non-commercial", is_flag=True, help="Take content that forbids commercial use."),
    click.option(
        "--skipped",
        type=click.Path(path_type=Path, dir_okay=False),
        help="A file for the list of what was left out, one JSON object a line.",
    ),
)


def terms_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command with the options by which an import says on whose terms it is."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


def import_content(importer: Importer, places: tuple[Path, Path], terms: Terms, skipped: Path | None) -> None:
    """Build a content folder from another publisher's files, and say what is in it and what was left out."""
    source, target = places
    with plainly(), steps() as report, Guard() as guard:
        imported = proved(importer(source, terms, report), guard, report)
        manifest = build_content(imported.rows, target, Indexer(MiniLM()), report)
        if skipped is not None:
            lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in imported.skipped)
            skipped.write_text("".join(lines), encoding="utf-8")
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in manifest.counts.items() if count)
    click.echo(f"Built {target}: {counts}. Version {manifest.version[:12]}.")
    _tell_skipped(imported, skipped)


def _tell_skipped(imported: Imported, skipped: Path | None) -> None:
    reasons = by_reason(imported.skipped)
    if not reasons:
        click.echo("Nothing was left out.")
        return
    click.echo(f"{len(imported.skipped)} left out:")
    for reason, count in reasons[:MOST_REASONS]:
        click.echo(f"{count:6}  {reason}")
    if len(reasons) > MOST_REASONS:
        click.echo(f"        and {len(reasons) - MOST_REASONS} more reasons")
    click.echo(f"The list is in {skipped}." if skipped else "--skipped FILE writes the whole list.")
