"""`attain attainment`: the attainment log for evaluators."""

from pathlib import Path

import click

from evaluation.export import export_log
from tutor.database import open_records
from tutor.settings import read_settings
from web.commands.failures import plainly


@click.group(name="attainment")
def command() -> None:
    """Export the attainment log."""


@command.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write the log as CSV files with a codebook into FOLDER, which must be empty or new.

    Pupils stand under pseudonyms. Their own words are left out.
    """
    with plainly():
        counts = export_log(open_records(read_settings().database_url), folder)
    for name, count in counts.items():
        click.echo(f"{name}: {count} rows")
    click.echo(f"Written to {folder}; codebook.csv says what each column means.")
