"""Rules about the words of a reply that need no knowledge of the item: one list of names and tests.

Each rule answers whether a draft breaks it. DfE product safety standards behind them: EM1 to EM4 (no first person,
no personhood), MA1 and MA3 to MA6 (no flattery, no pressure).
"""

import re
from collections.abc import Callable

MAX_WORDS = 60
MAX_SENTENCES = 5

FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'll|I'd|me|my|mine|myself|we|our|us|let's)\b")
FLATTERY = re.compile(
    r"\b(?:amazing|awesome|brilliant|excellent|fantastic|genius|great|impressive|perfect(?:ly)?|proud|smart|clever|"
    r"wonderful|good (?:job|work|try)|well done|nice (?:work|try|job))\b",
    re.IGNORECASE,
)
PRESSURE = re.compile(
    r"\b(?:trust (?:me|this)|everyone else|your (?:peers|classmates|friends) (?:have|can|already)|disappoint\w*|"
    r"don't tell|secret|no one else|love you|sorry|feel\w*|happy to|as an ai|language model|assistant)\b",
    re.IGNORECASE,
)
AFFIRMS = re.compile(
    r"(?<!not )(?<!isn't )(?<!n't )(?<!not quite )(?<!the )(?<!a )\b(?:correct(?!ed|ion|ly)|that's right|that is right|"
    r"is right|are right|you got it|exactly|well done|spot on)\b|^(?:yes|right|correct)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:incorrect|wrong|mistake|error|not (?:quite |yet )?(?:right|correct)|isn't (?:right|correct)|try again)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"https?://|www\.|```|^#|\*\*|<[a-z/!]|\b(?:QUESTION|HINT|REASON|MESSAGE|PUPIL|Pupil wrote)\b:?|\|")

AMERICAN = {
    "color": "colour", "colors": "colours", "colored": "coloured", "center": "centre", "centers": "centres",
    "meter": "metre", "meters": "metres", "kilometer": "kilometre", "kilometers": "kilometres",
    "centimeter": "centimetre", "centimeters": "centimetres", "millimeter": "millimetre",
    "millimeters": "millimetres", "liter": "litre", "liters": "litres", "analyze": "analyse",
    "analyzes": "analyses", "behavior": "behaviour", "factor out": "factorise", "factoring": "factorising",
    "favorite": "favourite", "fiber": "fibre", "gray": "grey", "math": "maths", "neighbor": "neighbour",
    "organize": "organise", "organized": "organised", "practicing": "practising", "realize": "realise",
    "recognize": "recognise", "aluminum": "aluminium",
    "vapor": "vapour", "labeled": "labelled", "traveled": "travelled", "traveling": "travelling",
    "canceled": "cancelled", "modeling": "modelling", "summarize": "summarise", "emphasize": "emphasise",
    "emphasizes": "emphasises", "characterize": "characterise", "generalize": "generalise",
    "period at the end": "full stop at the end", "trapezoid": "trapezium", "parentheses": "brackets",
}  # fmt: skip
AMERICAN_WORDS = re.compile(rf"\b(?:{'|'.join(map(re.escape, AMERICAN))})\b", re.IGNORECASE)

SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def words(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return re.findall(r"[a-z]+(?:'[a-z]+)?", text.casefold())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def is_too_long(text: str) -> bool:
    """Return whether a reply is more than a pupil should have to read at once."""
    return len(text.split()) > MAX_WORDS or len(sentences(text)) > MAX_SENTENCES


def is_unfinished(text: str) -> bool:
    """Return whether a reply is empty or stops in the middle of a sentence."""
    return not text.strip() or text.strip()[-1] not in ".?!:)$"


RULES: dict[str, Callable[[str], bool]] = {
    "unfinished": is_unfinished,
    "length": is_too_long,
    "first person": lambda text: bool(FIRST_PERSON.search(re.sub(r"\$.*?\$", "", text))),
    "flattery": lambda text: bool(FLATTERY.search(text)),
    "pressure": lambda text: bool(PRESSURE.search(text)),
    "markup": lambda text: bool(MARKUP.search(text)),
    "spelling": lambda text: bool(AMERICAN_WORDS.search(text)),
    "one question": lambda text: text.count("?") > 1,
}
