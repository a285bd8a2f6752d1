"""`attain benchmark`: measurements on cases from a file."""

from pathlib import Path

import click

from evaluation.benchmarks import marking, retrieval, tutoring
from tutor.assembly import Tutor
from tutor.settings import read_settings
from web.commands.failures import plainly
from web.commands.progress import steps

CASES = click.argument("cases", type=click.Path(path_type=Path, exists=True, dir_okay=False))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")


@click.group(name="benchmark")
def command() -> None:
    """Measure retrieval, marking and tutoring on cases from a file.

    Each CASES file holds one JSON object a line; docs/benchmarks.md says which.
    """


@command.command(name="retrieval")
@CASES
@click.option("--content", type=click.Path(path_type=Path, file_okay=False), help="A built content folder.")
@AS_JSON
def retrieval_command(cases: Path, content: Path | None, as_json: bool) -> None:
    """Find lessons by meaning: nDCG@10, MRR, recall@10 and the time of a query."""
    with plainly():
        report = retrieval.run(cases, content or read_settings().content_folder)
    click.echo(retrieval.as_json(report) if as_json else retrieval.as_text(report))


@command.command(name="marking")
@CASES
@AS_JSON
def marking_command(cases: Path, as_json: bool) -> None:
    """Mark answers whose verdict is known, and list the disagreements."""
    with plainly():
        report = marking.run(cases)
    click.echo(marking.as_json(report) if as_json else marking.as_text(report))


@command.command(name="tutoring")
@CASES
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where replies are written."
)
@AS_JSON
def tutoring_command(cases: Path, out: Path, as_json: bool) -> None:
    """Reply to pupils' talk about questions with worked solutions, one JSON line a reply."""
    with plainly(), steps() as report:
        tutor = Tutor.from_settings(read_settings())
        found = tutoring.run(cases, out, tutor, report)
        tutor.model.close()
    click.echo(tutoring.as_json(found) if as_json else tutoring.as_text(found))
