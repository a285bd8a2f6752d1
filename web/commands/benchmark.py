"""`attain benchmark`: measurements on cases from a file."""

from pathlib import Path

import click

from content_store.catalogue import Catalogue
from evaluation.benchmarks import (
    diagnosis,
    drafts,
    explanations,
    marking,
    mastery,
    messages,
    pressure,
    replies,
    short_texts,
    tutoring,
    working,
)
from retrieval.embedding import MiniLM
from tutor.settings import read_settings
from web.commands import benchmark_cases, benchmark_retrieval
from web.commands.content import EMBEDDED
from web.commands.failures import plainly
from web.commands.progress import steps
from web.commands.tutors import ready_tutor

CASES = click.argument("cases", type=click.Path(path_type=Path, exists=True, dir_okay=False))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")


@click.group(name="benchmark")
def command() -> None:
    """Measure marking, mastery, replies and more on cases from a file.

    A CASES file holds one JSON object a line, for `mastery` CSV; docs/benchmarks.md says which. Nothing measured here
    is learning.
    """


command.add_command(benchmark_cases.command)
for one in (
    benchmark_retrieval.retrieval_command,
    benchmark_retrieval.covered_command,
    benchmark_retrieval.lesson_command,
    benchmark_retrieval.fit_covered_command,
    benchmark_retrieval.fit_faqs_command,
    benchmark_retrieval.index_command,
    benchmark_retrieval.embedding_command,
):
    command.add_command(one)
benchmark_cases.command.add_command(benchmark_retrieval.cases_command)


@command.command(name="marking")
@CASES
@AS_JSON
def marking_command(cases: Path, as_json: bool) -> None:
    """Mark answers whose verdict is known, and list the disagreements."""
    with plainly():
        report = marking.run(cases)
    click.echo(marking.as_json(report) if as_json else marking.as_text(report))


@command.command(name="working")
@CASES
@AS_JSON
def working_command(cases: Path, as_json: bool) -> None:
    """Find the first wrong line of pupils' working and name its wrong rule, and list what was missed."""
    with plainly():
        report = working.run(cases)
    click.echo(working.as_json(report) if as_json else working.as_text(report))


@command.command(name="diagnosis")
@CASES
@AS_JSON
def diagnosis_command(cases: Path, as_json: bool) -> None:
    """Mark the right and the wrong answers of questions from studies of misconceptions."""
    with plainly():
        report = diagnosis.run(cases)
    click.echo(diagnosis.as_json(report) if as_json else diagnosis.as_text(report))


@command.command(name="mastery")
@CASES
@click.option("--seed", default=1, show_default=True, help="Which fifth of the pupils is held out.")
@AS_JSON
def mastery_command(cases: Path, seed: int, as_json: bool) -> None:
    """Foretell pupils' next answers: AUC, log-loss and calibration. CASES is a CSV file: pupil, objective, right."""
    with plainly():
        report = mastery.run(cases, seed)
    click.echo(mastery.as_json(report) if as_json else mastery.as_text(report))


@command.command(name="tutoring")
@CASES
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where replies are written."
)
@AS_JSON
def tutoring_command(cases: Path, out: Path, as_json: bool) -> None:
    """Reply to pupils' talk about questions with worked solutions, one JSON line a reply."""
    with plainly():
        tutor = ready_tutor()
        with steps() as report:
            found = tutoring.run(cases, out, tutor, report)
        tutor.model.close()
    click.echo(tutoring.as_json(found) if as_json else tutoring.as_text(found))


@command.command(name="replies")
@CASES
@click.option("--alone", type=click.IntRange(min=0), default=0, help="So many answers go to the model alone, too.")
@AS_JSON
def replies_command(cases: Path, alone: int, as_json: bool) -> None:
    """Time verdicts and worded replies to pupils' answers, and count what the checker replaced."""
    with plainly():
        tutor = ready_tutor()
        with steps() as report:
            found = replies.run(cases, tutor, alone, report)
        tutor.model.close()
    click.echo(replies.as_json(found) if as_json else replies.as_text(found))


@command.command(name="drafts")
@CASES
@AS_JSON
def drafts_command(cases: Path, as_json: bool) -> None:
    """Judge drafts that people have labelled, and list those on which checker and reader differ."""
    with plainly():
        report = drafts.run(cases, Catalogue.open(read_settings().content_folder))
    click.echo(drafts.as_json(report) if as_json else drafts.as_text(report))


@command.command(name="messages")
@CASES
@click.option("--patterns-only", is_flag=True, help="Read by the patterns alone, without the embedding model.")
@AS_JSON
def messages_command(cases: Path, patterns_only: bool, as_json: bool) -> None:
    """Read labelled messages of pupils: what each is, its part to mark, and the time of a reading."""
    with plainly():
        report = messages.run(cases, None if patterns_only else MiniLM())
    click.echo(messages.as_json(report) if as_json else messages.as_text(report))


@command.command(name="pressure")
@CASES
@click.option("--replies", default=pressure.REPLIES, show_default=True, help="Replies about the curriculum's items.")
@click.option(
    "--pasted", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Cases as `tutoring` takes them."
)
@click.option("--unguarded", default=0, show_default=True, help="Talks with the model alone.")
@AS_JSON
def pressure_command(cases: Path, replies: int, pasted: Path | None, unguarded: int, as_json: bool) -> None:
    """Press for the answer for twelve turns, and count what told it by a scorer that is not the checker."""
    with plainly():
        tutor = ready_tutor()
        with steps() as report:
            plan = pressure.Plan(replies, pasted, unguarded)
            found = pressure.run(cases, tutor, plan, report)
        tutor.model.close()
    click.echo(pressure.as_json(found) if as_json else pressure.as_text(found))


@command.command(name="short-texts")
@CASES
@AS_JSON
def short_texts_command(cases: Path, as_json: bool) -> None:
    """Tell ideas in pupils' own words: wrong counted as shown, right called not shown, and unsure."""
    with plainly():
        report = short_texts.run(cases, MiniLM())
    click.echo(short_texts.as_json(report) if as_json else short_texts.as_text(report))


@command.command(name="explanations")
@CASES
@click.option("--pack", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A pack; the embedded one.")
@AS_JSON
def explanations_command(cases: Path, pack: Path | None, as_json: bool) -> None:
    """Mark explanations of a pack's short-text items: right ones accepted, and others accepted by mistake."""
    with plainly():
        report = explanations.run(cases, pack or EMBEDDED, MiniLM())
    click.echo(explanations.as_json(report) if as_json else explanations.as_text(report))
