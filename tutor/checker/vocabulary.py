"""The words of a text as the rules compare them: stems, words that carry meaning, denials, and opposites."""

import re
from collections import Counter

from Stemmer import Stemmer

from tutor import wording_rules

STEMMER = Stemmer("english")
NEGATIONS = frozenset(["not", "no", "never", "cannot", "nor", "neither", "without", "none", "nothing"])
STOP = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "each", "for", "from", "has",
    "have", "how", "if", "in", "into", "is", "it", "its", "more", "must", "not", "of", "on", "one", "only", "or",
    "own", "same", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "up", "use", "used", "was", "what", "when", "where", "which", "while", "who", "why",
    "will", "with", "you", "your", "also", "because", "both", "called", "very", "made", "make", "makes", "means",
})  # fmt: skip
OPPOSITES = (
    ("absorb", "reflect"), ("absorb", "release"), ("absorb", "emit"), ("increase", "decrease"), ("rise", "fall"),
    ("raise", "lower"), ("gain", "lose"), ("more", "less"), ("more", "fewer"), ("most", "least"), ("larger", "smaller"),
    ("greater", "smaller"), ("bigger", "smaller"), ("largest", "smallest"), ("greatest", "smallest"),
    ("higher", "lower"), ("highest", "lowest"), ("longer", "shorter"), ("faster", "slower"), ("heavier", "lighter"),
    ("add", "subtract"), ("multiply", "divide"), ("positive", "negative"), ("numerator", "denominator"),
    ("top", "bottom"), ("left", "right"), ("above", "below"), ("before", "after"), ("first", "last"),
    ("attract", "repel"), ("oxygen", "carbon dioxide"), ("reactant", "product"), ("proton", "electron"),
    ("proton", "neutron"), ("neutron", "electron"), ("aerobic", "anaerobic"), ("with", "without"),
    ("inside", "outside"), ("into", "out of"), ("series", "parallel"), ("simile", "metaphor"), ("always", "never"),
    ("same", "different"),
    ("expand", "factorise"), ("squared", "cubed"), ("radius", "diameter"), ("area", "circumference"),
    ("area", "perimeter"), ("row", "column"), ("odd", "even"), ("maximum", "minimum"), ("multiple", "factor"),
    ("hotter", "colder"), ("stronger", "weaker"), ("open", "close"), ("true", "false"), ("active", "passive"),
    ("concentrated", "dilute"), ("horizontal", "vertical"), ("double", "halve"), ("half", "twice"),
    ("dim", "bright"), ("dimmer", "brighter"), ("hot", "cold"),
)  # fmt: skip
"""Words of which a small model writes one for the other; both ways round."""


def content_words(text: str) -> set[str]:
    """Return the words that carry a text's meaning, cut to their stems."""
    return {stem(word) for word in wording_rules.words(text) if word not in STOP and len(word) > 1}


def stem(word: str) -> str:
    """Return a word's stem, the same for absorb, absorbs and absorbed."""
    return str(STEMMER.stemWord(word))


def denies(word: str) -> bool:
    """Return whether a word says no."""
    return word in NEGATIONS or word.endswith("n't")


def negations(text: str) -> int:
    """Return how many times a text says no: a rewording that loses or adds one says the opposite."""
    return sum(denies(word) for word in wording_rules.words(text))


def stems(text: str) -> Counter[str]:
    """Return how often each stem stands in a text, with the phrases of `OPPOSITES` as stems of their own."""
    found = Counter(stem(word) for word in wording_rules.words(text))
    for pair in OPPOSITES:
        for phrase in pair:
            if " " in phrase:
                found[phrase] = len(re.findall(rf"\b{phrase}\b", text, re.IGNORECASE))
    return found


def squeezed(text: str) -> str:
    """Return a text without the spaces, signs and capitals in which the same maths may differ."""
    plain = text.replace("−", "-").replace("²", "^2").replace("³", "^3").replace(r"\times", "")
    return re.sub(r"[\s*.$\\{}]", "", plain).casefold()
