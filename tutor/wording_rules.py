"""Rules about the words of a reply that need no knowledge of the item: one list of names and tests.

Each rule answers whether a draft breaks it. DfE product safety standards behind them: EM1 to EM4 (no first person,
no personhood), MA1 and MA3 to MA6 (no flattery, no pressure).
"""

import re
from collections.abc import Callable

MAX_WORDS = 60
MAX_SENTENCES = 7

FIRST_PERSON = re.compile(
    r"(?<![*×/^=+])\b(?:I(?!\s?[*×/^=+])|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Oo]urs?|[Uu]s|[Ll]et['’]s)\b"
)
FLATTERY = re.compile(
    r"\b(?:amazing|awesome|brilliant|excellent|fantastic|genius|great|impressive|perfect(?:ly)?|proud|smart|clever|"
    r"wonderful|good (?:job|work|try)|well done|nice (?:work|try|job))\b",
    re.IGNORECASE,
)
PRESSURE = re.compile(
    r"\b(?:trust (?:me|this)|everyone else|"
    r"(?:most|other|all the other) (?:pupils|students|people|children) (?:find|can|get|got|have|know|manage)|"
    r"(?:better|worse|faster|slower|cleverer) than (?:most|others|your|the rest)|(?:top|bottom) of the class|"
    r"between us|keep (?:this|it|that) (?:quiet|to yourself|secret)|(?:nobody|no one) (?:has to|needs to|will) know|"
    r"do not tell|your (?:peers|classmates|friends) (?:have|can|already)|disappoint\w*|"
    r"don['’]t tell|secret|no one else|love you|sorry|(?:you|you['’]re|you are) feel\w*|"
    r"feel (?:ashamed|bad|free|good|guilty|proud|sad|stupid)|happy to|as an ai|language model|assistant)\b",
    re.IGNORECASE,
)
PERSONA = re.compile(
    r"\b(?:call me|name is|your (?:ai )?(?:tutor|friend|buddy|coach|mate)|this (?:tutor|bot|chatbot)|here to help|"
    r"hello|hi there|hey|dear pupil|good luck|see you|goodbye)\b",
    re.IGNORECASE,
)
ADVERBS = "absolutely|actually|all|already|also|completely|entirely|exactly|fully|indeed|just|now|quite|really|totally"
THING = "answer|one|option|choice|result|value"
AFFIRMS = re.compile(
    r"(?<!what )(?<!which )(?<!if it )(?<!if that )(?<!whether it )(?<!whether that )"
    r"(?:\b(?:is|are|was|were|looks?|got it|have it|yours)|['’](?:s|re))"
    rf"(?: (?:{ADVERBS}))* (?:right\b(?![- ]?(?:angle|hand|side|way up|triangle)|-)|correct\b)"
    rf"|, which is (?:(?:{ADVERBS}) )*(?:right|correct)\b(?![^.?!]*\?)"
    r"|\b(?:that|this|it|yours|answer|(?:that|this|it)['’]s|you (?:have|got|found|gave)|you['’]ve (?:got|found))"
    rf"(?: is| was)? the (?:right|correct) (?:{THING})"
    r"|^(?:answered |solved )?correctly\b|\byou (?:answered|solved (?:it|this)) correctly"
    r"|\byou got (?:it|this)(?: right)?(?= |[.!,]|$)|\b(?<!not )exactly[.!]|\bwell done\b|\b(?<!not )spot on\b"
    r"|^(?:yes|right|correct)\b(?! angle)",
    re.IGNORECASE,
)
"""Says that an answer is right; the adverbs leave no room for "not", so that "not quite right" is no praise."""
DENIES = re.compile(
    r"(?<!not )(?<!n't )(?<!n’t )(?<!nothing )(?<!nothing is )(?<!isn't )\b(?:incorrect|wrong)\b"
    r"|(?<!no )(?<!not a )(?<!without a )(?<!not an )(?<!without )\b(?:mistake|error)\b"
    r"|\b(?:not|(?:is|was|are)n['’]t) (?:(?:quite|yet|completely|entirely|all) )*(?:right|correct)\b"
    r"|\btry again\b|^no[,.!]|^not (?:quite|yet)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(
    r"https?://|www\.|`|^\s*(?:#|[-*•]\s|\d+[.)]\s)|\*\*|<[a-z/!]|\|"
    r"|\b(?:QUESTION|HINT|REASON|MESSAGE|DRAFT|NOTES|WISH|ANSWER|PUPIL|Pupil wrote)\b:?",
    re.MULTILINE,
)

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
AMERICAN_WORDS = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, AMERICAN))}|color\w*|behavior\w*|neighbor\w*|hemoglobin|"
    r"\w+lyz(?:e|es|ed|ing)|(?!(?:pr|s|caps|outs|downs|overs|res|s)iz)\w{2,}(?<!pr)(?<!se)iz(?:e|es|ed|ing|ations?|ers?)|"
    r"(?:flav|hon|hum|lab|harb|rum|fav|vap|endeav|savi|tum|vig)ors?(?:ed|ing)?|(?:label|travel|cancel|model|total|"
    r"level|signal|fuel|channel|counsel|tunnel|spiral)(?:ed|ing)|(?:defen|offen|preten)se|theaters?|"
    r"fetus|esophagus|estrogen|anemi[ac]|leukemia|pediatric\w*|catalog|dialog|airplane|gotten|math)\b",
    re.IGNORECASE,
)
"""Word by word what `AMERICAN` has, and beyond it the endings in which the two spellings differ."""

SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def words(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return re.findall(r"[a-z]+(?:'[a-z]+)?", text.casefold().replace("’", "'"))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def is_too_long(text: str, most_words: int = MAX_WORDS) -> bool:
    """Return whether a reply is more than a pupil should have to read at once."""
    return len(text.split()) > most_words or len(sentences(text)) > MAX_SENTENCES


def is_unfinished(text: str) -> bool:
    """Return whether a reply is empty or stops in the middle of a sentence."""
    return not text.strip() or text.strip()[-1] not in ".?!:)$"


def has_half_a_formula(text: str) -> bool:
    """Return whether a formula is opened and not closed, so that its signs would be shown as they stand.

    A lone dollar sign before a figure is money.
    """
    return text.count("$") % 2 == 1 and bool(re.search(r"\\[a-z]+|\$(?!\s?[\d.])", text))


RULES: dict[str, Callable[[str], bool]] = {
    "unfinished": is_unfinished,
    "length": is_too_long,
    "first person": lambda text: bool(FIRST_PERSON.search(re.sub(r"\$.*?\$", "", text))),
    "flattery": lambda text: bool(FLATTERY.search(text)),
    "pressure": lambda text: bool(PRESSURE.search(text)),
    "persona": lambda text: bool(PERSONA.search(text)),
    "exclamation": lambda text: "!" in re.sub(r"\$.*?\$", "", text),
    "markup": lambda text: bool(MARKUP.search(text)) or has_half_a_formula(text),
    "spelling": lambda text: bool(AMERICAN_WORDS.search(text)),
    "one question": lambda text: text.count("?") > 1,
}
OF_ONES_OWN = frozenset(["first person", "flattery", "pressure", "persona", "exclamation", "spelling"])
"""The rules for what a reply says itself; what it quotes may be worded as it was."""
