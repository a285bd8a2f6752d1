"""A Word file (DOCX) as sections: its headings and paragraphs, by python-docx.

Knows DOCX. Before anything of it is read, the package is found harmless: its size, its names, its XML, and no macros.
"""

import io

from docx import Document
from docx.text.paragraph import Paragraph

from content_store.importers.found import refused
from content_store.importers.packages import Package
from content_store.importers.safe_xml import parse_xml
from content_store.importers.sections import Sections
from content_store.importers.wording import clean, escaped

MACROS = ("vbaproject.bin", "vbadata.xml")
ACTIVE = (b"macroEnabled", b"ms-word.attachedToolbars", b"application/vnd.ms-office.vbaProject")
HEADINGS = ("heading", "title")
SAVE_AGAIN = "open it in a word processor and save it again as DOCX"


def read_docx(content: bytes, name: str) -> Sections:
    """Return the sections of a Word file.

    Raises:
        InvalidContent: it is no DOCX, holds macros, or is made to do harm.
    """
    _refuse_harmful(Package(content, name), name)
    try:
        document = Document(io.BytesIO(content))
        blocks = list(document.iter_inner_content())
    except Exception as error:  # python-docx names no exceptions of its own for a broken file
        raise refused(name, "the file is no readable DOCX", SAVE_AGAIN) from error
    found = Sections()
    for position, block in enumerate(blocks, 1):
        if isinstance(block, Paragraph):
            _add(found, block, f"{name}, block {position}")
        else:
            found.skip("table", f"{name}, block {position}", "a table is not imported")
    return found


def _refuse_harmful(package: Package, name: str) -> None:
    """Refuse macros, and XML that no word processor writes."""
    if "[Content_Types].xml" not in package.members or "word/document.xml" not in package.members:
        raise refused(name, "the file is no DOCX", SAVE_AGAIN)
    for member in package.members:
        if member.rpartition("/")[2].casefold() in MACROS:
            raise refused(name, "the file holds macros", "save it as DOCX, without macros")
        if member.endswith((".xml", ".rels")):
            content = package.read(member)
            if any(mark in content for mark in ACTIVE):
                raise refused(name, "the file holds macros", "save it as DOCX, without macros")
            parse_xml(content, f"{name}/{member}")


def _add(found: Sections, paragraph: Paragraph, where: str) -> None:
    """Add a paragraph, or note what in it cannot be read."""
    names = {str(element.tag).rpartition("}")[2] for element in paragraph._p.iter()}
    text = escaped(clean(paragraph.text))
    if names & {"oMath", "oMathPara"}:
        found.skip("paragraph", where, "an equation of Word's is not imported")
        return
    if names & {"drawing", "pict", "object"}:
        found.skip("image", where, "an image is not imported")
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if text and style.casefold().startswith(HEADINGS):
        found.begin(" ".join(text.split()))
    elif text:
        found.add(text)
