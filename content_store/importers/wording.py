"""Plain text of others as text of a pack: Markdown in which only maths has a meaning, and ids made of titles.

Knows how a pack writes text; no format.
"""

import hashlib
import re
import unicodedata

from content_store.importers.found import Unfit

LONGEST = 4_000
LONGEST_ID = 60
DELIMITED = re.compile(r"\$\$(.+?)\$\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
DOLLARS = re.compile(r"\\\$ ?\d[\d.,]*")
"""A sum of money that somebody put into maths."""
LOOSE_LATEX = re.compile(r"\\(?:d?frac|sqrt|times|cdot|div|left|right|text|mathrm|begin|leq?|geq?)\b")
MARKED = re.compile(r"([\\`*_$~])")
LINE_MARK = re.compile(r"^(\s*)(#+|>|[+=-]+)(?=\s|$)", re.MULTILINE)
INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def slug(text: str) -> str:
    """Return a text as part of an id: small letters, digits and single hyphens; of text without any, a hash."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return made[:LONGEST_ID].strip("-") or short_hash(text)


def short_hash(*parts: str) -> str:
    """Return eight letters and digits that stand for texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def clean(text: str) -> str:
    """Return text without signs that cannot be seen, its spaces single and its empty lines too."""
    text = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    text = text.encode("utf-8", "ignore").decode()
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def escaped(text: str) -> str:
    """Return plain text as Markdown that shows it as it is."""
    return LINE_MARK.sub(r"\1\\\2", no_placeholders(MARKED.sub(r"\\\1", text)))


def no_placeholders(text: str) -> str:
    """Return text in which nothing is taken for a pack's placeholder."""
    while "[[" in text:
        text = text.replace("[[", "[ [")
    return text


def inline_maths(latex: str) -> str:
    """Return LaTeX between single dollars.

    Raises:
        Unfit: it cannot stand there.
    """
    latex = " ".join(no_placeholders(latex).split())
    if DOLLARS.fullmatch(latex):
        return latex
    if "$" in latex or not latex:
        raise Unfit("its maths cannot be read")
    return f"${latex}$"


def with_maths(text: str) -> str:
    r"""Return text whose maths stands in \( \), \[ \] or double dollars as a pack writes it; the rest is plain.

    Raises:
        Unfit: the maths cannot be read, or the text is too long.
    """
    text, made, end = clean(text), [], 0
    if len(text) > LONGEST:
        raise Unfit(f"it is longer than {LONGEST:,} characters")
    if LOOSE_LATEX.search(DELIMITED.sub("", text)):
        raise Unfit("its maths cannot be read")
    for found in DELIMITED.finditer(text):
        latex = next(group for group in found.groups() if group is not None)
        made += [escaped(text[end : found.start()]), inline_maths(latex)]
        end = found.end()
    return "".join([*made, escaped(text[end:])])
