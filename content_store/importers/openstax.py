"""Reads OpenStax books: a clone of one of the osbooks repositories, with its collections and its pages in CNXML.

Knows how a book is put together. A chapter becomes a unit, a page a lesson with one objective.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from content_store.curriculum import Rows
from content_store.importers.cnxml import MARKUP, options_of, page_of, refuse_pointers, stem_of
from content_store.importers.found import Imported, Skipped, Unfit, refused
from content_store.importers.limits import files_in, read_bytes, within
from content_store.importers.passages import TOO_SHORT, cut
from content_store.importers.questions import Question, choosing
from content_store.importers.safe_xml import Element, child, children, descendants, local, parse_xml, text_at
from content_store.importers.shelf import Shelf
from content_store.importers.terms import Terms, licence_named, source_of
from content_store.importers.typed_answers import typed_answer
from content_store.importers.xml_text import text_of
from content_store.item_spec import ItemKind
from content_store.progress import Report, silent

PAGE = "index.cnxml"
NOT_TAUGHT = re.compile(r"preface|appendix|appendices|index|references|answer key", re.IGNORECASE)
LETTER = re.compile(r"\(?([A-Ha-h])[).]?")
WITH_UNIT = re.compile(r"(\$?[-−]?[\d.,]+\$?)\s*(\\?%|[a-zA-Z°µ/²³^\d ]{1,12})")
Made = tuple[ItemKind, dict[str, Any]]


def read_openstax(place: Path, terms: Terms, report: Report = silent) -> Imported:
    """Return what can be used of every book in a clone, or of the one whose collection file is given.

    Raises:
        InvalidContent: the folder is no such clone, a file of it is broken, or a book's licence forbids importing.
    """
    root = place if place.is_dir() else place.parent.parent
    found = place / "collections" if place.is_dir() else place
    if not found.exists() or not (root / "modules").is_dir():
        raise refused(place.name, "there are no collections and modules", "give a clone of an osbooks repository")
    files = [file for file in files_in(found, (".xml",)) if file.name.endswith(".collection.xml")]
    if not files:
        raise refused(place.name, "there are no collection files", "give a clone of an osbooks repository")
    merged = Rows()
    skipped: list[Skipped] = []
    for file in files:
        book = _book(root, file, terms, report)
        skipped += book.skipped
        for table in fields(Rows):
            getattr(merged, table.name).extend(getattr(book.rows, table.name))
    return Imported(merged, tuple(skipped))


def _book(root: Path, file: Path, terms: Terms, report: Report) -> Imported:
    """Return what can be used of one book."""
    name = file.name
    collection = parse_xml(read_bytes(file, name), name)
    places = list(_places(collection, ()))
    contents = {document: content for document, _ in places if (content := _page_file(root, document)) is not None}
    upstream = _terms_of(collection)
    shelf = Shelf(source_of(upstream, terms, name, [contents[key] for key in sorted(contents)]))
    for done, (document, titles) in enumerate(places):
        report(f"Reading {shelf.source.title}", done, len(places))
        if document in contents:
            _add_page(shelf, document, contents[document], titles)
        else:
            shelf.skip("page", document, "its file is not in the clone")
    return shelf.imported(name)


def _page_file(root: Path, document: str) -> bytes | None:
    """Return the content of a page, None where it is not there."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", document):
        raise refused(document[:60], "a reference leads out of the folder", "restore the collection file")
    path = within(root, root / "modules" / document / PAGE)
    return read_bytes(path, f"modules/{document}/{PAGE}") if path.exists() else None


def _places(element: Element, titles: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each page's name once, with the titles of the parts that it stands in."""
    seen: set[str] = set()
    for document, found in _all_places(element, titles):
        if document not in seen:
            seen.add(document)
            yield document, found


def _all_places(element: Element, titles: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in element:
        if local(part) == "module":
            yield part.get("document", ""), titles
        elif local(part) == "subcollection":
            yield from _all_places(part, (*titles, text_at(part, "title")))
        elif local(part) == "content":
            yield from _all_places(part, titles)


def _terms_of(collection: Element) -> Terms:
    """Return what a collection says of itself."""
    metadata = next(children(collection, "metadata"), None)
    if metadata is None:
        return Terms()
    licence = child(metadata, "license")
    address = licence.get("url", "") if licence is not None else ""
    authors = ", ".join(name.strip() for name in collection.get("authors", "").split(",") if name.strip())
    slug = text_at(metadata, "slug")
    title = text_at(metadata, "title")
    by = f" by {authors}" if authors else ""
    return Terms(
        title=title,
        licence=address or text_at(licence),
        attribution=f"{title}{by}, OpenStax, adapted",
        url=f"https://openstax.org/details/books/{slug}" if slug else "",
        version=text_at(metadata, "version") or text_at(metadata, "revised"),
    )


def _add_page(shelf: Shelf, document: str, content: bytes, titles: tuple[str, ...]) -> None:
    """Add one page: its passages, its words and its questions."""
    root = parse_xml(content, f"modules/{document}/{PAGE}")
    page = page_of(root, shelf.skip, document)
    own = next((one.get("url", "") or text_at(one) for one in descendants(root, "license")), "")
    if licence_named(own) not in ("", shelf.source.licence):
        shelf.skip("page", document, f"it has a licence of its own: {licence_named(own)}")
        return
    if NOT_TAUGHT.match(page.title) or root.get("class") in ("preface", "appendix"):
        shelf.skip("page", document, "it is front or back matter")
        return
    objective_id = shelf.objective(": ".join(titles), page.title, key=document)
    for heading, paragraphs in page.sections:
        passages, short = cut(heading or page.title, paragraphs)
        for passage in passages:
            shelf.add_passage(objective_id, passage, document)
        for text in short:
            shelf.skip("passage", f"{document}, {heading[:60]} “{text[:40]}”", TOO_SHORT)
    for word, meaning in page.words:
        shelf.add_keyword(objective_id, word, meaning)
    for position, element in enumerate(page.questions, 1):
        _add_question(shelf, objective_id, element, (document, position))


def _add_question(shelf: Shelf, objective_id: str, element: Element, place: tuple[str, int]) -> None:
    """Add a question that has a solution and can be marked."""
    document, position = place
    own = element.get("id", "")
    where = f"{document}#{own or position}"
    try:
        question = _question(element, f"{document}-{own or position}")
    except Unfit as reason:
        shelf.skip("question", where, str(reason))
        return
    shelf.add_question(objective_id, question, where)


def _question(element: Element, name: str) -> Question:
    """Return a question with a number or a choice as its answer.

    Raises:
        Unfit: it has no solution, points at a figure, or its answer cannot be marked.
    """
    problem, solution = child(element, "problem"), child(element, "solution")
    if problem is None:
        raise Unfit("it asks nothing")
    stem = stem_of(problem)
    if solution is None:
        raise Unfit("no solution is given")
    refuse_pointers(solution)
    told = text_of(solution, MARKUP)
    options = options_of(problem)
    kind, answer = _chosen(options, told) if options else _number(told)
    return Question(name=name, text=stem, kind=kind, answer=answer)


def _chosen(options: list[str], told: str) -> Made:
    """Return the answer of a choice whose solution is a letter, or the text of an option."""
    letter = LETTER.fullmatch(told)
    right = ord(letter[1].casefold()) - ord("a") if letter else options.index(told) if told in options else -1
    if not 0 <= right < len(options):
        raise Unfit("it has several parts, or its solution names none of its options")
    return choosing([(option, place == right) for place, option in enumerate(options)])


def _number(told: str) -> Made:
    """Return the answer of a question whose solution is a number, with or without a unit."""
    found = WITH_UNIT.fullmatch(told.rstrip("."))
    number, unit = (found[1].strip("$"), found[2].strip()) if found else (told.rstrip(".").strip("$"), "")
    try:
        kind, answer = typed_answer(number)
    except Unfit as error:
        raise Unfit("its solution is neither a number nor a choice") from error
    if kind != "numeric":
        raise Unfit("its solution is neither a number nor a choice")
    return kind, answer | ({"unit": unit.replace("\\%", "%")} if unit else {})
