"""Reads a folder of a teacher's own files: Markdown, Word (DOCX) and PDF, as passages under their headings.

Knows which reader takes which file; each file becomes a lesson with one objective. No questions are read from them.
"""

from collections.abc import Callable
from pathlib import Path

from content_store.importers.docx_file import read_docx
from content_store.importers.found import Imported, refused
from content_store.importers.limits import files_in, name_in, read_bytes
from content_store.importers.markdown_file import read_markdown
from content_store.importers.passages import TOO_SHORT, cut
from content_store.importers.pdf_file import read_pdf
from content_store.importers.sections import Sections
from content_store.importers.shelf import Shelf
from content_store.importers.terms import OWNED, RESERVED, Terms, source_of
from content_store.progress import Report, silent

READERS: dict[str, Callable[[bytes, str], Sections]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".docx": read_docx,
    ".pdf": read_pdf,
}
WITH_MACROS = (".docm", ".dotm")


def read_teacher_files(place: Path, terms: Terms, report: Report = silent) -> Imported:
    """Return the passages of a teacher's files.

    Raises:
        InvalidContent: a file is harmful or broken, belongs to somebody who forbids copying, no licence is known, or
            nothing can be used.
    """
    files = files_in(place, (*READERS, *WITH_MACROS))
    for file in files:
        if file.suffix.casefold() in WITH_MACROS:
            raise refused(name_in(file, place), "the file may hold macros", "save it as DOCX, without macros")
    contents = [(file, read_bytes(file, name_in(file, place))) for file in files]
    shelf = Shelf(source_of(Terms(title=place.stem), terms, place.name, (content for _, content in contents)))
    for done, (file, content) in enumerate(contents):
        report("Reading files", done, len(contents))
        if reader := READERS.get(file.suffix.casefold()):
            _add_file(shelf, name_in(file, place), reader(content, name_in(file, place)))
    return shelf.imported(place.name)


def _add_file(shelf: Shelf, name: str, found: Sections) -> None:
    """Add a file's passages to a lesson of its name."""
    _refuse_owned(name, found)
    for skipped in found.skipped:
        shelf.skip(*skipped)
    path = Path(name)
    objective_id = shelf.objective(path.parent.as_posix().strip("."), found.title or path.stem, key=name)
    for heading, paragraphs in found.sections:
        passages, short = cut(heading or found.title or path.stem, paragraphs)
        for passage in passages:
            shelf.add_passage(objective_id, passage, name)
        for text in short:
            shelf.skip("passage", f"{name}, {heading[:60]} “{text[:40]}”", TOO_SHORT)


def _refuse_owned(name: str, found: Sections) -> None:
    """Refuse a file in which somebody reserves all rights, or an exam board claims it."""
    for _, paragraphs in found.sections:
        for text in paragraphs:
            if owner := OWNED.search(text) or RESERVED.search(text):
                rule = f"the file says “{' '.join(owner[0].split())[:60]}”, so it may not be copied"
                raise refused(name, rule, "take the file out, or ask its owner for an open licence")
