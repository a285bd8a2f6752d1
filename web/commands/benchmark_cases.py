"""`attain benchmark cases`: generates case files, the same for the same seed."""

import json
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from evaluation.benchmarks import oatutor_answers, planted_steps, planted_working, rewriting
from web.commands.failures import plainly

SEED = click.option("--seed", default=1, show_default=True, help="Other cases for another number.")
OUT = click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where the cases are written."
)


@click.group(name="cases")
def command() -> None:
    """Generate case files for the other commands."""


@command.command(name="working")
@SEED
@click.option("--count", type=click.IntRange(1), default=1000, show_default=True, help="How many cases.")
@OUT
def working_command(seed: int, count: int, out: Path) -> None:
    """Write working of pupils with one wrong rule planted, and right working, for `attain benchmark working`."""
    with plainly():
        written = write(planted_working.working_cases(seed, count), out)
    click.echo(f"{written} cases of working are in {out}")


@command.command(name="marking")
@click.argument("answers", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--oatutor", is_flag=True, help="The files are in the layout of OATutor content.")
@SEED
@click.option("--count", type=click.IntRange(1), help="At most this many cases; all where it is not given.")
@OUT
def marking_command(answers: tuple[Path, ...], oatutor: bool, seed: int, count: int | None, out: Path) -> None:
    """Write rewritings of accepted ANSWERS and wrong ones near them, for `attain benchmark marking`."""
    reader = oatutor_answers.answers if oatutor else rewriting.read
    with plainly():
        cases = rewriting.marking_cases(chain.from_iterable(map(reader, answers)), seed)
        written = write(islice(cases, count), out)
    click.echo(f"{written} cases of marking are in {out}")


@command.command(name="tutoring")
@click.argument("solved", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@SEED
@OUT
def tutoring_command(solved: Path, seed: int, out: Path) -> None:
    """Write SOLVED questions with one step of the solution made wrong, for `attain benchmark tutoring`."""
    with plainly():
        written = write(planted_steps.tutoring_cases(solved, seed), out)
    click.echo(f"{written} cases of tutoring are in {out}")


def write(cases: Iterable[dict[str, Any]], out: Path) -> int:
    """Write cases one a line, and return how many there were."""
    lines = [json.dumps(case, ensure_ascii=False) for case in cases]
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)
