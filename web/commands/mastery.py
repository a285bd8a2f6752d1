"""`attain mastery`: the probabilities of knowledge tracing, fitted to pupils' own answers."""

from datetime import UTC, datetime
from pathlib import Path

import click

from evaluation.fitting import FEWEST_PUPILS, fit
from evaluation.sequences import of_records, read_assistments, read_sequences, write_sequences
from tutor.database import open_records
from tutor.settings import read_settings
from tutor.tracing import write_tracings
from web.commands.failures import plainly

FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(name="mastery")
def command() -> None:
    """Fit how mastery follows from unaided answers."""


@command.command(name="fit")
@click.option("--out", type=FILE, required=True, help="The file to write, for the setting ATTAIN_TRACING.")
@click.option("--sequences", type=EXISTING, help="A CSV file of answers, in place of this installation's records.")
def fit_command(out: Path, sequences: Path | None) -> None:
    """Fit the probabilities of each objective to unaided first attempts.

    Objectives with too few pupils keep the defaults, and are named.
    """
    with plainly():
        found = fit(read_sequences(sequences) if sequences else of_records(open_records(read_settings().database_url)))
        write_tracings(out, found.objectives, datetime.now(UTC).date())
    for name, one in found.objectives.items():
        click.echo(
            f"{name}: known {one.known:.2f}, learn {one.learn:.2f}, guess {one.guess:.2f}, slip {one.slip:.2f} "
            f"({one.pupils} pupils, {one.attempts} answers)"
        )
    for name, pupils in found.kept.items():
        click.echo(f"{name}: keeps the defaults ({pupils} of the {FEWEST_PUPILS} pupils needed)")
    click.echo(f"Written to {out}: {len(found.objectives)} objectives. Set ATTAIN_TRACING to it to use them.")


@command.command(name="convert-assistments")
@click.argument("file", type=EXISTING)
@click.option("--out", type=FILE, required=True, help="The CSV file to write.")
def convert_assistments(file: Path, out: Path) -> None:
    """Turn a FILE of three lines a pupil (how many, objectives, right or wrong) into a CSV file of answers."""
    with plainly():
        count = write_sequences(out, read_assistments(file))
    click.echo(f"Written to {out}: {count} answers.")
