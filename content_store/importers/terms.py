"""On whose terms content may be shown: which licences are known, and which forbid it.

Knows licences by their names and addresses. Whether what upstream says of itself is true, it cannot know.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from content_store.curriculum import Source
from content_store.importers.found import refused
from content_store.importers.wording import slug

CC_ADDRESS = re.compile(r"creativecommons\.org/licenses/(by(?:-nc)?(?:-nd|-sa)?)/(\d\.\d)", re.IGNORECASE)
CC_NAME = re.compile(
    r"\bcc[ -]?(by(?:[ -](?:nc|nd|sa))*)(?:[ -]?v?(\d\.\d))?(?: international| unported)?\b", re.IGNORECASE
)
CC_WORDS = re.compile(r"creative commons\b.*\battribution\b", re.IGNORECASE | re.DOTALL)
OTHERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"creativecommons\.org/publicdomain/zero|\bcc ?-?0\b", re.IGNORECASE), "CC0 1.0"),
    (re.compile(r"creativecommons\.org/publicdomain/mark|\bpublic domain\b", re.IGNORECASE), "Public domain"),
    (
        re.compile(r"open[ -]government[ -]licen[cs]e|\bogl\b", re.IGNORECASE),
        "Open Government Licence v3.0",
    ),
    (re.compile(r"\bapache(?: license)?,?[ -]?(?:version )?2(?:\.0)?\b", re.IGNORECASE), "Apache-2.0"),
    (re.compile(r"\bmit(?: licen[cs]e)?\b", re.IGNORECASE), "MIT"),
    (re.compile(r"\bown work\b", re.IGNORECASE), "Own work"),
)
LONGEST = 2_000
"""Characters of what is said of rights that are looked at."""
RESERVED = re.compile(r"\ball rights reserved\b|\bno part of this\b.{0,60}\breproduced\b", re.IGNORECASE | re.DOTALL)
EXAM_BOARDS = re.compile(
    r"\b(?:AQA|OCR|WJEC|CCEA|SQA|CAIE|Edexcel|Eduqas|Pearson|Cambridge International|Cambridge Assessment)\b"
)
OWNED = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^.\n]{0,40}\b(?:AQA|OCR|WJEC|CCEA|SQA|CAIE|Edexcel|Eduqas|Pearson|Cambridge|UCLES)\b",
    re.IGNORECASE,
)
"""A line by which an exam board claims a page."""
KNOWN = (
    "use one of CC0, CC BY, CC BY-SA, OGL, public domain, MIT, Apache-2.0, or “own work” for what you wrote yourself"
)


@dataclass(frozen=True)
class Terms:
    """What the person who imports says of the content, where upstream's file does not."""

    title: str = ""
    licence: str = ""
    attribution: str = ""
    url: str = ""
    version: str = ""
    allow_non_commercial: bool = False


def licence_named(text: str) -> str:
    """Return the known licence that a text or an address names; empty where it names none."""
    text = text[:LONGEST]
    if found := CC_ADDRESS.search(text):
        return f"CC {found[1].upper()} {found[2]}"
    if found := CC_NAME.search(text):
        name = "-".join(re.split(r"[ -]", found[1].upper()))
        return f"CC {name} {found[2]}" if found[2] else f"CC {name}"
    if CC_WORDS.search(text):
        return _cc_in_words(text)
    return next((name for pattern, name in OTHERS if pattern.search(text)), "")


def _cc_in_words(text: str) -> str:
    words = text.casefold()
    parts = ["BY"]
    parts += ["NC"] if re.search(r"non-?commercial", words) else []
    parts += ["ND"] if re.search(r"no ?-?deriv", words) else []
    parts += ["SA"] if re.search(r"share ?-?alike", words) else []
    version = re.search(r"\b(\d\.\d)\b", text)
    return f"CC {'-'.join(parts)}{f' {version[1]}' if version else ''}"


def source_of(upstream: Terms, given: Terms, file: str, contents: Iterable[bytes] = ()) -> Source:
    """Return the source of an import: what upstream says of itself, and else what the person who imports says.

    Where nobody names a version it is a hash over the files that were read.

    Raises:
        InvalidContent: no licence is known, the two differ, or the licence forbids what Attain does with content.
    """
    merged = replace(
        upstream,
        title=given.title or upstream.title,
        attribution=upstream.attribution or given.attribution,
        url=upstream.url or given.url,
        version=upstream.version or given.version,
        allow_non_commercial=given.allow_non_commercial,
    )
    licence = _licence(upstream.licence, given.licence, file)
    _refuse_forbidden(licence, merged, file)
    if not merged.title:
        raise refused(file, "the content has no title", "give one with --title")
    if not merged.attribution:
        raise refused(file, "it is not said who wrote the content", "say it with --attribution")
    return Source(
        id=slug(merged.title),
        title=merged.title,
        licence=licence,
        attribution=merged.attribution,
        url=merged.url,
        version=merged.version or _hash_of(contents),
    )


def _licence(upstream: str, given: str, file: str) -> str:
    """Return the licence's name."""
    refuse_reserved(f"{upstream} {given}", file)
    if not (upstream or given):
        raise refused(file, "no licence is given", f"say it with --licence: {KNOWN}")
    theirs, ours = licence_named(upstream), licence_named(given)
    if theirs and ours and not (theirs == ours or theirs.startswith(f"{ours} ")):
        rule = f"the content says {theirs}, and --licence says {ours}"
        raise refused(file, rule, "leave --licence out: what upstream says holds")
    if upstream and not theirs:
        raise refused(file, f"the licence “{upstream[:60]}” is not known", "ask its owner for an open licence")
    if not (theirs or ours):
        raise refused(file, f"the licence “{given[:60]}” is not known", KNOWN)
    return theirs or ours


def refuse_reserved(text: str, file: str) -> None:
    """Refuse a text that reserves all rights.

    Raises:
        InvalidContent: it says so.
    """
    if RESERVED.search(text):
        rule = "all rights in it are reserved, so it may not be copied"
        raise refused(file, rule, "import content under an open licence")


def refuse_exam_boards(text: str, file: str) -> None:
    """Refuse what belongs to an exam board.

    Raises:
        InvalidContent: the text names one.
    """
    if found := EXAM_BOARDS.search(text):
        rule = f"it names the exam board or publisher {found[0]}, whose material may not be copied"
        raise refused(file, rule, "import content under an open licence")


def _refuse_forbidden(licence: str, terms: Terms, file: str) -> None:
    parts = re.split(r"[ -]", licence)
    if "ND" in parts:
        rule = f"{licence} allows no adaptation, and importing adapts"
        raise refused(file, rule, "import content under a licence without NoDerivatives")
    if "NC" in parts and not terms.allow_non_commercial:
        rule = f"{licence} forbids commercial use"
        raise refused(file, rule, "give --allow-non-commercial if nobody is charged for the service")
    refuse_exam_boards(f"{terms.title} {terms.attribution} {terms.url}", file)
    refuse_reserved(f"{terms.title} {terms.attribution}", file)


def _hash_of(contents: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return f"sha256:{digest.hexdigest()[:12]}"
