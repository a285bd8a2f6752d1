"""The clauses of a pupil's sentence or two, in plain words: what is compared with an author's phrasings.

Knows how pupils write and where a statement ends; not what it means.
"""

import re
from dataclasses import dataclass

from tutor.marking.sense import denies

MOST_CLAUSES = 16
LONGEST_RUN = 3
"""Neighbouring clauses that are read as one statement, at most."""

SENTENCES = re.compile(r"(?<=[.;!?])\s+|\n+")
BREAKS = (
    r"[.;:!?\n()]+|,\s|\s[-–=]\s|\b(?:and|(?<!everything )(?<!nothing )(?<!all )but"
    r"|because|so|which|whereas|while|therefore|then|meaning"
)
STATEMENTS = re.compile(BREAKS + r")\b", re.IGNORECASE)
PARTS = re.compile(
    BREAKS + r"|since|when|if|once|until"
    r"|(?<!not )(?<!same )(?<!well )(?<!such )as(?! (?:much|many|close|well|if|\w+ as)\b))\b",
    re.IGNORECASE,
)
"""Where a clause that depends on another begins, besides: "as it cools", "if one breaks"."""
DENIED_FIRST = re.compile(
    r"(?P<subject>\b[^\W\d_]+(?: [^\W\d_]+){0,2}?) (?P<denial>isn[’']?t|aren[’']?t|is not|are not|is never)\b(?! as\b)"
    r"(?P<rest>[^.,;:!?\n]*)(?:[.,;:]\s*(?:but )?|\s(?:but )?)(?=(?:it|they)(?:[’']?(?:s|re))?\b)",
    re.IGNORECASE,
)
"""What something is not, before what it is: "Respiration isn't breathing, it's a reaction"."""
PAIRED = re.compile(
    r"\b(in|on|up|red|blue|mum|dad|mother|father|inhaling|breathing in|enters?|comes?"
    r"|more|less|faster|quicker|slower|steeper|bigger|smaller|higher|lower)"
    r" and (?=(?:out|off|down|red|blue|mum|dad|mother|father|exhaling|leaves?|goes?"
    r"|more|less|faster|quicker|slower|steeper|bigger|smaller|higher|lower)\b)",
    re.IGNORECASE,
)
"""Two words that "and" makes one: "in and out", "red and blue", "faster and faster"."""
JOINED = re.compile(
    r"\b((?:hydrogen|hydroxide)(?: ions)?|[^\W\d_]+ ions) and (?=(?:the )?[^\W\d_]+ ions?\b)", re.IGNORECASE
)

WRITTEN = tuple(
    (re.compile(pattern, 0 if letters else re.IGNORECASE), replacement)
    for pattern, replacement, letters in (
        (r"\b[Hh][+⁺](?: ions?\b)?", "hydrogen ions", True),
        (r"\b[Oo][Hh][-−–⁻](?: ions?\b)?", "hydroxide ions", True),
        (r"\b[Nn]a[+⁺](?: ions?\b)?", "sodium ions", True),
        (r"\b[Cc]l[-−–⁻](?: ions?\b)?", "chloride ions", True),
        (r"\b[Hh][2₂][Oo]\b", "water", True),
        (r"\b[Hh][2₂]\b(?: gas\b)?", "hydrogen gas", True),
        (r"\bK\b", "potassium", True),
        (r"\bLi\b", "lithium", True),
        (r"\bMr\b", "relative formula mass", False),
        (r"\bshc\b", "specific heat capacity", False),
        (r"\bpd\b", "potential difference", False),
        (r"\bwbcs?\b", "white blood cells", False),
        (r"\s*(?:÷|/)\s*|\s+over\s+(?=(?:the )?(?:volume|relative|formula))", " divided by ", False),
        (r"\s*×\s*", " times ", False),
        (r"(?<=\w)\s*\+\s*(?=\w)", " and ", False),
        (r"\b([cd]m) ?(?:3\b|³|cubed\b)", r"\1³", False),
        (r"\b(more|less|other|rather|bigger|smaller|faster|slower|higher|lower) then\b", r"\1 than", False),
        (r"\b(?:loose|loosing)(?= (?:water|energy|their|its|an?|electrons?|the)\b)", "lose", False),
        (r"\bur\b", "your", False),
        (r"\bthere[’']?s\b", "there is", False),
        (r"\b(it|that|he|she|what|who)[’']s\b", r"\1 is", False),
        (r"\bhes\b", "he is", False),
        (r"\bthey[’']?re\b", "they are", False),
        (r"\bits (?=(?:an?|the|not|in|on|because|been|when|from|like|\w+ing|\w+ed)\b)", "it is ", False),
        (r"\b(?:does|dos|doe|dose)[’'‘]?e?n[’'‘]?t\b", "does not", False),
        (r"\bar[’'‘]?n[’'‘]?t\b", "are not", False),
        (
            r"\b(do|did|is|are|was|were|would|could|should|has|have|had)[’'‘]?e?n[’'‘]?t\b",
            r"\1 not",
            False,
        ),
        (r"\bcar?n{1,2}(?:[’'‘]?t| not)\b", "cannot", False),
        (r"\bwon[’'‘]?t\b", "will not", False),
        (r"\b(?:(?:which|this|that) )?means (?:that )?", ". ", False),
        (
            r"\b(?:it|this|that|which|he|guest|the word|the apostrophe)? ?(?:also )?"
            r"(?:shows?|tells?|suggests?|implies|implys|notices|sees) (?:(?:you|us|the reader|me) )?(?:that )?"
            r"(?=(?:there|it|they|he|she|the|its|students|both|scrooge|hyde)\b)",
            "",
            False,
        ),
        (r"^\W*(?:that|because|so|cause|cuz|bc|basically|well)\s+(?=\w+ \w+)", "", False),
        (r"\s+", " ", False),
    )
)
"""Signs, short forms and openings that say nothing, put as an author writes."""


@dataclass(frozen=True)
class Clause:
    """A stretch of a text that may be one statement; `whole` if no other statement is in it."""

    text: str
    whole: bool


def in_plain_words(text: str) -> str:
    """Return a text with signs and short forms written out, and without the words that only introduce it."""
    for pattern, replacement in WRITTEN:
        text = pattern.sub(replacement, text)
    return text.strip(" ,")


def clauses_of(text: str) -> list[Clause]:
    """Return the clauses of a text in plain words, runs of neighbours, and its sentences.

    A denial holds for its own clause: what a thing is not stands apart from what it is, which takes its name.
    """
    text = DENIED_FIRST.sub(r"\g<subject> \g<denial>\g<rest>. \g<subject> ", text)
    statements = _parts(STATEMENTS, text)
    found = dict.fromkeys(statements, True)
    for sentence in (one.strip(" .;!?") for one in SENTENCES.split(text)):
        if sentence:
            found.setdefault(sentence, len(_parts(STATEMENTS, sentence)) < 2)
    for part in _parts(PARTS, text):
        found.setdefault(part, False)
    for length in range(2, LONGEST_RUN + 1):
        for start in range(len(statements) - length + 1):
            run = statements[start : start + length]
            if len({denies(one) for one in run}) == 1:
                found.setdefault(" ".join(run), False)
    return [Clause(one, whole) for one, whole in found.items()] or [Clause(text, True)]


def _parts(breaks: re.Pattern[str], text: str) -> list[str]:
    """Return the stretches of at least two words between breaks; a pair of words that "and" joins is none."""
    kept = JOINED.sub(r"\1 & ", PAIRED.sub(r"\1 & ", text))
    parts = [part.replace("&", "and").strip() for part in breaks.split(kept) if part]
    return [part for part in parts if len(part.split()) > 1][:MOST_CLAUSES]
