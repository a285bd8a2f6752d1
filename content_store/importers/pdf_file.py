"""A PDF file as sections, one for each page, by pypdf in a process of its own that is ended when it takes too much.

Knows PDF. A page without text is left out and named: it is a scan, and nobody has checked what a reader would guess.
"""

import json
import subprocess
import sys

from content_store.importers.found import refused
from content_store.importers.sections import Sections
from content_store.importers.wording import clean, escaped

SECONDS = 120
FEWEST_LETTERS = 20
"""Letters on a page below which it counts as one without text."""
MOST_LETTERS = 5_000_000
SCANNED = "it has no text: it may be a scan"
SAVE_AGAIN = "save it as PDF again from the program that it was written in"


def read_pdf(content: bytes, name: str) -> Sections:
    """Return the sections of a PDF file.

    Raises:
        InvalidContent: it cannot be read, is encrypted, or takes too long or too much memory.
    """
    if not content.lstrip()[:5] == b"%PDF-":
        raise refused(name, "the file is no PDF", SAVE_AGAIN)
    found = Sections()
    for page, text in enumerate(_pages(content, name), 1):
        if sum(letter.isalnum() for letter in text) < FEWEST_LETTERS:
            found.skip("page", f"{name}, page {page}", SCANNED)
            continue
        found.sections.append((f"Page {page}", [escaped(paragraph) for paragraph in _paragraphs(text)]))
    return found


def _pages(content: bytes, name: str) -> list[str]:
    """Return the text of each page."""
    command = [sys.executable, "-m", "content_store.importers.pdf_pages"]
    try:
        # S603: no shell, and nothing in the command comes from outside.
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        pages = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise refused(name, "the PDF takes too long to read", SAVE_AGAIN) from error
    if not isinstance(pages, list):
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] if done.returncode == 3 else []
        raise refused(name, reason[0] if reason else "the PDF cannot be read", SAVE_AGAIN)
    texts = [page if isinstance(page, str) else "" for page in pages]
    if sum(map(len, texts)) > MOST_LETTERS:
        raise refused(name, "the PDF is too long", "split it")
    return texts


def _paragraphs(text: str) -> list[str]:
    """Return a page's paragraphs: lines that end short of a sentence's end belong together."""
    paragraphs: list[str] = [""]
    for line in clean(text).split("\n"):
        if not line:
            paragraphs.append("")
            continue
        held = paragraphs[-1]
        joined = held[:-1] + line if held.endswith("-") and line[:1].islower() else f"{held} {line}".strip()
        paragraphs[-1] = joined
    return [paragraph for paragraph in paragraphs if paragraph]
