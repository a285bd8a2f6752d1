import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfWriter

from content_store.importers import pdf_file
from content_store.importers.teacher_files import read_teacher_files
from content_store.importers.terms import Terms
from content_store.problems import InvalidContent

SENTENCE = "A plant makes its food in its leaves, and it needs light, water and carbon dioxide for that. "
OWN = Terms(licence="own work", attribution="Ada Example, Example School", title="Year 9 notes")
MARKDOWN = f"""---
author: nobody
---
# Plants

{SENTENCE * 3}

## Leaves

{SENTENCE * 2} The *rate* is $\\frac{{1}}{{2}}$ of [that](http://example.org), at $5 a pot.

![A leaf](http://evil.example/leaf.png)

<script>alert(1)</script>
"""


def pdf(*pages: str) -> bytes:
    """Return a PDF whose pages hold these words, or nothing."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        content = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET" if text else ""
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 << /Type /Font "
            f"/Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("latin-1")


def docx(*paragraphs: tuple[str, str | None], table: bool = False) -> bytes:
    document = Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    if table:
        document.add_table(1, 1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_members(content: bytes, **members: str) -> bytes:
    """Return a package with some members added or put in the place of others."""
    out = io.BytesIO()
    changed = {name.replace("__", "/").replace("_dot_", "."): text for name, text in members.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            if member.filename not in changed:
                new.writestr(member, old.read(member))
        for name, text in changed.items():
            new.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """Return a function that reads a folder with some files."""

    def read(terms: Terms = OWN, **files: bytes):
        for name, content in files.items():
            (tmp_path / name.replace("_dot_", ".")).write_bytes(content)
        return read_teacher_files(tmp_path, terms)

    return read


def test_markdown_becomes_passages_under_its_headings(folder, reasons):
    imported = folder(plants_dot_md=MARKDOWN.encode())
    texts = {passage.heading: passage.text for passage in imported.rows.passages}
    assert set(texts) == {"Plants", "Leaves"}
    assert texts["Leaves"].endswith(r"The rate is $\frac{1}{2}$ of that, at \$5 a pot.")
    assert [row.title for row in imported.rows.objectives] == ["Plants"]
    assert sorted(reasons(imported)) == ["HTML is not imported", "it holds an image"]
    (source,) = imported.rows.sources
    assert (source.licence, source.attribution) == ("Own work", "Ada Example, Example School")


def test_word_files_become_passages_under_their_headings(folder, reasons):
    content = docx(("Plants", "Title"), (SENTENCE * 3, None), ("Roots", "Heading 1"), (SENTENCE * 4, None), table=True)
    imported = folder(plants_dot_docx=content)
    assert [passage.heading for passage in imported.rows.passages] == ["Plants", "Roots"]
    assert reasons(imported) == ["a table is not imported"]


def test_a_pdf_becomes_passages_and_a_page_without_text_is_named(folder):
    imported = folder(plants_dot_pdf=pdf(SENTENCE * 3, "", SENTENCE * 4))
    assert [passage.heading for passage in imported.rows.passages] == ["Page 1", "Page 3"]
    (skipped,) = imported.skipped
    assert (skipped.kind, skipped.where, skipped.reason) == ("page", "plants.pdf, page 2", pdf_file.SCANNED)


def test_a_very_long_markdown_file_is_refused(folder):
    with pytest.raises(InvalidContent, match="larger than 2 MB"):
        folder(a_dot_md=b"[" * 2_000_001)


def test_a_folder_of_scans_alone_is_refused(folder):
    with pytest.raises(InvalidContent, match="it has no text: it may be a scan"):
        folder(scan_dot_pdf=pdf("", ""))


def test_an_encrypted_pdf_is_refused(folder):
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(InvalidContent, match="encrypted"):
        folder(a_dot_pdf=out.getvalue())


@pytest.mark.parametrize("content", [b"%PDF-1.4\nrubbish", b"MZ\x90\0", b""])
def test_a_file_that_is_no_pdf_is_refused(folder, content):
    with pytest.raises(InvalidContent):
        folder(a_dot_pdf=content)


def test_a_pdf_that_takes_too_long_is_ended(folder, monkeypatch):
    monkeypatch.setattr(pdf_file, "SECONDS", 0.001)
    with pytest.raises(InvalidContent, match="takes too long"):
        folder(a_dot_pdf=pdf(SENTENCE))


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"word__vbaProject_dot_bin": "macro"}, "holds macros"),
        ({"word__extra_dot_xml": "<a>macroEnabled</a>"}, "holds macros"),
        ({"word__extra_dot_xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "entities"),
        ({"word__extra_dot_xml": "<a>" * 500 + "</a>" * 500}, "nested more than"),
        ({"word__document_dot_xml": "rubbish"}, "not XML"),
        ({"[Content_Types]_dot_xml": "<Types/>"}, "no readable DOCX"),
    ],
)
def test_a_word_file_that_is_made_to_do_harm_is_refused(folder, members, message):
    content = with_members(docx((SENTENCE, None)), **members)
    with pytest.raises(InvalidContent, match=message):
        folder(a_dot_docx=content)


def test_a_word_file_with_macros_by_its_name_is_refused(folder):
    with pytest.raises(InvalidContent, match="may hold macros"):
        folder(a_dot_docm=docx((SENTENCE, None)))


@pytest.mark.parametrize("content", [b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_word_file_is_refused(folder, content):
    with pytest.raises(InvalidContent):
        folder(a_dot_docx=content)


@pytest.mark.parametrize(
    "line",
    [
        "© AQA 2023. " + SENTENCE,
        "Copyright 2022 Pearson Education Ltd. " + SENTENCE,
        "All rights reserved. " + SENTENCE,
    ],
)
def test_a_file_that_belongs_to_an_exam_board_is_refused(folder, line):
    with pytest.raises(InvalidContent, match="may not be copied"):
        folder(paper_dot_md=(SENTENCE + "\n\n" + line).encode())


def test_a_teacher_says_on_whose_terms_the_files_are(folder):
    with pytest.raises(InvalidContent, match="no licence is given"):
        folder(terms=Terms(title="Notes", attribution="Ada Example"), plants_dot_md=MARKDOWN.encode())
