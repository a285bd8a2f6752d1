"""`attain content`: the curriculum."""

from pathlib import Path
from typing import Any

import click

import content_store
from content_store.build import build as build_content
from content_store.catalogue import Catalogue
from content_store.curriculum import Rows
from content_store.importers.terms import Terms
from content_store.manifest import ContentUnavailable, checks_digest
from content_store.oak import read_oak
from content_store.pack import read_pack
from content_store.pack_checks import SEEDS
from evaluation.content_check import DRAWS, check_pack
from evaluation.proofs.coverage import coverage as coverage_of
from retrieval.embedding import MiniLM
from retrieval.indexer import Indexer
from retrieval.passages import Passages
from tutor.settings import read_settings
from web.commands.failures import plainly
from web.commands.importing import IMPORTERS, import_content, terms_options
from web.commands.progress import steps

EMBEDDED = Path(content_store.__file__).parent / "packs" / "attain"


@click.group(name="content")
def command() -> None:
    """Build, search and check the curriculum."""


@command.command()
@click.argument("kind", type=click.Choice(["pack", "oak", *IMPORTERS]), default="pack", metavar="[KIND]")
@click.option("--from", "source", type=click.Path(path_type=Path, exists=True), help="Where to read from.")
@click.option("--to", "target", type=click.Path(path_type=Path, file_okay=False), help="The content folder to write.")
@terms_options
def build(kind: str, source: Path | None, target: Path | None, skipped: Path | None, **terms: Any) -> None:
    r"""Build a content folder: from a pack (the embedded one by default), or from the files of another publisher.

    KIND is pack, oak, openstax, moodle-xml, gift, qti, oatutor or teacher-files.

    \b
    attain content build
    attain content build pack --from my-pack --to my-content
    attain content build oak --from oak-curriculum-ontology --to oak-content
    attain content build openstax --from osbooks-physics --to physics-content
    attain content build moodle-xml --from bank.xml --licence "CC BY 4.0" --attribution "A. Example" --to bank-content
    """
    if kind != "pack" and source is None:
        raise click.UsageError(f"say where to read {kind} from, with --from FOLDER")
    if kind in IMPORTERS and source is not None:
        if target is None:
            raise click.UsageError("say which folder to write, with --to FOLDER")
        import_content(IMPORTERS[kind], (source, target), Terms(**terms), skipped)
        return
    if source is not None and not source.is_dir():
        raise click.UsageError(f"{kind} is read from a folder, and {source} is a file")
    built(kind, source or EMBEDDED, target or read_settings().content_folder)


def built(kind: str, source: Path, target: Path, err: bool = False, seeds: int = SEEDS) -> None:
    """Build a content folder and say what is in it, on standard error where something else is to be printed.

    A pack's templates are checked over `seeds` draws, but for those that passed when the folder was last built.
    """
    with plainly(), steps() as report:
        checks = "" if kind == "oak" or seeds < SEEDS else checks_digest()
        passed = _passed(target, checks) if checks else frozenset()
        rows: Rows = read_oak(source, report) if kind == "oak" else read_pack(source, seeds, passed)
        manifest = build_content(rows, target, Indexer(MiniLM()), report, checks)
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in manifest.counts.items() if count)
    click.echo(f"Built {target}: {counts}. Version {manifest.version[:12]}.", err=err)


def _passed(target: Path, checks: str) -> frozenset[str]:
    """Return the definitions of the items in a folder that passed these same checks when it was built."""
    try:
        before = Catalogue.open(target)
    except ContentUnavailable:
        return frozenset()
    return before.definitions() if before.manifest.checks == checks else frozenset()


@command.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--content", type=click.Path(path_type=Path, file_okay=False), help="A built content folder.")
@click.option("--most", default=5, show_default=True, type=click.IntRange(1, 100), help="How many passages to show.")
def search(words: tuple[str, ...], content: Path | None, most: int) -> None:
    """Show the passages nearest in meaning to WORDS, with their sources."""
    folder = content or read_settings().content_folder
    with plainly():
        catalogue = Catalogue.open(folder)
        hits = Passages(catalogue, MiniLM()).search(" ".join(words), k=most)
    if not hits:
        click.echo("No passage is near enough in meaning: try other words.")
    for hit in hits:
        for passage in catalogue.passages([hit.passage_id]):
            source = catalogue.source_of(passage)
            click.echo(
                f"{hit.similarity:.2f}  {passage.id}  ({source.title}, {source.licence})\n      {passage.text[:200]}"
            )


@command.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--draws", default=DRAWS, show_default=True, type=click.IntRange(1), help="Draws of each template.")
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with the works that are quoted, one JSON object a line.",
)
def check(folder: Path | None, draws: int, texts: Path | None) -> None:
    """Check a pack by every proof there is: marking, second routes, sums, language, breadth, quotations."""
    with plainly(), steps() as report:
        checked = check_pack(folder or EMBEDDED, report, draws, texts)
    for line in (*checked.problems, *checked.notes):
        click.echo(line)
    routes = f"{checked.with_route} of {checked.templates} templates have a second route"
    click.echo(f"{checked.draws} draws checked, {routes}, {len(checked.problems)} problems.")
    if checked.problems:
        raise SystemExit(1)


@command.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; else it is printed.")
def coverage(folder: Path | None, out: Path | None) -> None:
    """Write the table of what a pack covers."""
    with plainly():
        table = coverage_of(read_pack(folder or EMBEDDED, seeds=1))
    if out is None:
        click.echo(table, nl=False)
        return
    out.write_text(table, encoding="utf-8")
    click.echo(f"The coverage is in {out}.")
