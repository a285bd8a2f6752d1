"""Pages of OpenStax in CNXML: their sections as paragraphs, their questions and their glossary.

Knows CNXML. Figures, tables and what is written for teachers are left out, and so is a paragraph that points at them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from content_store.importers.found import Unfit
from content_store.importers.safe_xml import Element, child, children, descendants, local, text_at
from content_store.importers.xml_text import Markup, text_of

Skip = Callable[[str, str, str], None]
MARKUP = Markup(
    blocks=frozenset(["para", "item", "list", "equation", "quote", "newline", "problem", "solution", "title"]),
    quiet=frozenset(["footnote", "label", "note", "figure"]),
    unfit={
        "media": "an image",
        "image": "an image",
        "table": "a table",
        "iframe": "something embedded",
        "code": "program code",
    },
)
FOR_TEACHERS = frozenset(["os-teacher", "teacher-support", "os-teacher-resource"])
NOT_TAUGHT = frozenset(["preface", "appendix", "introduction-only"])
TEXT = frozenset(["para", "list", "equation", "quote"])
WITHIN = frozenset(["note", "example"])
"""Boxes within a section: their paragraphs belong to it, their questions do not count as running text."""


@dataclass
class Page:
    """What is on one page."""

    title: str
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    questions: list[Element] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)


def page_of(document: Element, skip: Skip, where: str) -> Page:
    """Return a page; what is left out of it goes to `skip` as its kind, place and reason."""
    page = Page(_title(document) or text_at(document, "metadata", "title"))
    content = child(document, "content")
    if content is not None:
        _add_section(page, content, page.title, (skip, where))
    for definition in descendants(document, "definition"):
        word, meaning = text_at(definition, "term"), child(definition, "meaning")
        if not word or meaning is None:
            continue
        try:
            page.words.append((word, text_of(meaning, MARKUP)))
        except Unfit as reason:
            skip("word", f"{where} “{word[:40]}”", str(reason))
    return page


def _title(element: Element) -> str:
    found = child(element, "title")
    try:
        return " ".join(text_of(found, MARKUP).split()) if found is not None else ""
    except Unfit:
        return text_at(found)


def _add_section(page: Page, element: Element, heading: str, given: tuple[Skip, str]) -> None:
    """Add what stands in an element under a heading, and after it the sections within."""
    paragraphs: list[str] = []
    page.sections.append((heading, paragraphs))
    for part in element:
        name = local(part)
        if name == "section":
            _add_section(page, part, _title(part) or heading, given)
        elif name in TEXT:
            paragraphs += _paragraph(part, heading, given)
        elif name in WITHIN:
            _add_box(page, part, paragraphs, (heading, given))
        elif name == "exercise":
            page.questions.append(part)
        elif name in ("figure", "table", "media"):
            given[0](name, f"{given[1]}, {heading[:60]}", f"a {name} is not imported")


def _add_box(page: Page, box: Element, paragraphs: list[str], place: tuple[str, tuple[Skip, str]]) -> None:
    """Add the paragraphs of a note or example to its section, unless it is for teachers, and its questions."""
    heading, given = place
    if FOR_TEACHERS & set(box.get("class", "").split()):
        given[0]("note", f"{given[1]}, {heading[:60]}", "it is written for teachers")
        return
    for part in box:
        if local(part) in TEXT:
            paragraphs += _paragraph(part, heading, given)
        elif local(part) in WITHIN:
            _add_box(page, part, paragraphs, place)
        elif local(part) == "exercise":
            page.questions.append(part)


def _paragraph(element: Element, heading: str, given: tuple[Skip, str]) -> Iterator[str]:
    """Yield the text of a paragraph, or note why it is left out."""
    skip, where = given
    try:
        refuse_pointers(element)
        text = text_of(element, MARKUP)
    except Unfit as reason:
        skip("paragraph", f"{where}, {heading[:60]}", str(reason))
        return
    if text:
        yield text


def refuse_pointers(element: Element) -> None:
    """Refuse text that points at what is not here.

    Raises:
        Unfit: a link in it has no words of its own, so the text says nothing without what it shows.
    """
    for link in descendants(element, "link", "cnxn"):
        if not "".join(link.itertext()).strip():
            embedded = "os-embed" in link.get("class", "") or link.get("url", "").startswith("#ost")
            raise Unfit("it is kept elsewhere" if embedded else "it points at a figure, a table or another page")


def options_of(problem: Element) -> list[str]:
    """Return the options of a question, where it has one list."""
    lists = list(children(problem, "list"))
    for para in children(problem, "para"):
        lists += children(para, "list")
    if len(lists) != 1:
        return []
    return [text_of(item, MARKUP) for item in children(lists[0], "item")]


def stem_of(problem: Element) -> str:
    """Return the text of a question without its list of options.

    Raises:
        Unfit: it points at a figure, or holds more than text.
    """
    refuse_pointers(problem)
    stem = Markup(MARKUP.blocks, (MARKUP.quiet - {"note"}) | {"list", "title"}, {**MARKUP.unfit, "figure": "an image"})
    return text_of(problem, stem)
