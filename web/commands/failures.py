"""How a command fails: what happened, what is unharmed, and what to do, without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from content_store.build import BuildInProgress
from content_store.manifest import ContentUnavailable
from content_store.problems import InvalidContent
from evaluation.benchmarks.cases import InvalidCases
from evaluation.fitting import TooFewAnswers
from tutor.database import RecordsUnavailable
from tutor.model_files import CorruptModel, FetchFailed
from tutor.rosters.keys import RosterKeysMissing
from tutor.rosters.roster import FileRefused
from tutor.tracing import InvalidTracings

UNHARMED: dict[type[Exception], str] = {
    InvalidContent: "Nothing was written: the curriculum in service is the one built before.",
    InvalidCases: "Nothing was measured.",
    TooFewAnswers: "Nothing was written: every objective keeps the defaults.",
    InvalidTracings: "Nothing was changed: put the file right, or take ATTAIN_TRACING away.",
    BuildInProgress: "Nothing was changed.",
    ContentUnavailable: "Pupils' records are unharmed.",
    RecordsUnavailable: "What was saved before is unharmed. Check that the disk is not full or read-only.",
    CorruptModel: "Nothing else was changed.",
    FileRefused: "Nothing was changed.",
    RosterKeysMissing: "Nothing was changed.",
    FetchFailed: "Nothing else was changed. Without a model the service shows the authored words.",
}

EXPECTED = tuple(UNHARMED)


@contextmanager
def plainly() -> Iterator[None]:
    """Turn an expected failure into a message for whoever looks after the machine."""
    try:
        yield
    except EXPECTED as error:
        unharmed = next(text for kind, text in UNHARMED.items() if isinstance(error, kind))
        raise click.ClickException(f"{error}\n{unharmed}") from error
    except OSError as error:
        place = f" {error.filename}" if error.filename else ""
        raise click.ClickException(
            f"{error.strerror or error}{place}. Nothing that was there before was changed."
        ) from error
