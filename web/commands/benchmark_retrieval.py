"""`attain benchmark`: what belongs to retrieval, and the cases for it."""

from pathlib import Path

import click

from content_store.catalogue import Catalogue
from evaluation import covering_fit, faq_fit
from evaluation.benchmarks import covered, index_size, known_items, lesson, retrieval
from retrieval.asking import WEIGHTS as ASKING
from retrieval.covering import WEIGHTS
from tutor.settings import read_settings
from web.commands.benchmark_cases import OUT, SEED, write
from web.commands.failures import plainly
from web.commands.progress import steps
from web.commands.tutors import ready_tutor

CASES = click.argument("cases", type=click.Path(path_type=Path, exists=True, dir_okay=False))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
CONTENT = click.option("--content", type=click.Path(path_type=Path, file_okay=False), help="A built content folder.")


@click.command(name="retrieval")
@CASES
@CONTENT
@AS_JSON
def retrieval_command(cases: Path, content: Path | None, as_json: bool) -> None:
    """Find lessons by meaning: nDCG@10, MRR, recall@10 and the time of a query."""
    with plainly():
        report = retrieval.run(cases, content or read_settings().content_folder)
    click.echo(retrieval.as_json(report) if as_json else retrieval.as_text(report))


@click.command(name="covered")
@CASES
@AS_JSON
def covered_command(cases: Path, as_json: bool) -> None:
    """Tell the questions that the notes answer from those that they do not."""
    with plainly():
        report = covered.run(cases, ready_tutor())
    click.echo(covered.as_json(report) if as_json else covered.as_text(report))


@click.command(name="lesson")
@CASES
@click.option(
    "--split", type=click.Choice(["tuned", "held-out", "fresh", "teachers"]), help="One part of the cases alone."
)
@AS_JSON
def lesson_command(cases: Path, split: str | None, as_json: bool) -> None:
    """Ask questions about the lesson: how many get the point from the notes, and what else was said."""
    with plainly():
        report = lesson.run(cases, ready_tutor(), split)
    click.echo(lesson.as_json(report) if as_json else lesson.as_text(report))


@click.command(name="fit-covered")
@CASES
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=WEIGHTS, help="The file to write.")
def fit_covered_command(cases: Path, out: Path) -> None:
    """Fit what evidence counts in deciding whether the notes answer a question, and write it.

    CASES are as for `covered`, and other questions than those that it is measured by.
    """
    with plainly():
        tutor = ready_tutor()
        read = covered.read_cases(cases)
        found = covering_fit.fit(read, [tutor.evidence_on(case.question, case.objective) for case in read])
        covering_fit.write_weights(out, found.weights)
    click.echo(
        f"Written to {out}. Of questions about objectives that were left out, {found.found:.1%} of the covered ones "
        f"and {found.refused:.1%} of the others were told rightly."
    )


@click.command(name="fit-faqs")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=ASKING, help="The file to write.")
def fit_faqs_command(out: Path) -> None:
    """Fit what evidence counts in telling which of the questions that pupils ask is meant, and write it."""
    with plainly():
        found = faq_fit.fit(faq_fit.read_left_out(ready_tutor().passages.faqs))
        faq_fit.write_weights(out, found.weights)
    click.echo(
        f"Written to {out}. Of {found.asked} ways of asking, each left out, {found.first:.1%} have their question "
        f"first, {found.among_first:.1%} among the first three; {found.taken:.1%} are taken for it and "
        f"{found.mistaken:.1%} for another. Where their question is left out too, {found.unasked:.1%} are taken for "
        "another one."
    )


@click.command(name="index")
@CASES
@CONTENT
@click.option("--passages", default=20_000, show_default=True, type=click.IntRange(10), help="How many there are.")
@AS_JSON
def index_command(cases: Path, content: Path | None, passages: int, as_json: bool) -> None:
    """Search an index of so many PASSAGES, made of copies: times, recall and memory. CASES are as for `retrieval`."""
    with plainly(), steps() as report:
        found = index_size.run(cases, content or read_settings().content_folder, passages, report)
    click.echo(index_size.as_json(found) if as_json else index_size.as_text(found))


@click.command(name="embedding")
@CONTENT
@click.option("--most", default=2000, show_default=True, type=click.IntRange(8), help="How many passages.")
@AS_JSON
def embedding_command(content: Path | None, most: int, as_json: bool) -> None:
    """Embed passages as a build does and as the library does by itself, in turns: passages a second."""
    with plainly():
        found = index_size.embedding(content or read_settings().content_folder, most)
    click.echo(index_size.as_json(found) if as_json else index_size.as_text(found))


@click.command(name="retrieval")
@click.option("--asked", type=click.Choice(["misconception", "outcome"]), default="misconception", show_default=True)
@click.option("--slips", default=0, show_default=True, type=click.IntRange(0, 9), help="Slips of the pen in each.")
@SEED
@click.option("--count", type=click.IntRange(1), default=400, show_default=True, help="How many cases.")
@OUT
def cases_command(asked: known_items.Asked, slips: int, seed: int, count: int, out: Path) -> None:
    """Write searches whose lesson is known in the content that is served, for `attain benchmark retrieval`."""
    with plainly():
        catalogue = Catalogue.open(read_settings().content_folder)
        cases = known_items.known_item_cases(catalogue, asked, seed=seed, count=count, slips=slips)
        written = write(cases, out)
    click.echo(f"{written} searches are in {out}")
