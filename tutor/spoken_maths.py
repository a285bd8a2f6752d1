"""The words of a text with its maths read aloud, so that "power 0" finds $a^0$ and "times" finds a product.

Knows how formulas are written in the notes and how pupils say them; nothing of what they mean.
"""

import re
from functools import lru_cache

from tutor.checker import stem
from tutor.checker.vocabulary import STOP

ALOUD = (
    (r"\b(?:get|gets|getting) rid of\b", " undo "),
    (r"\b(?:take|taking|takes|taken|took) away\b", " subtract "),
    (r"(?<=[cdkm]m)3\b", " cubed "),
    (r"(?<=[cdkm]m)2\b", " squared "),
    (r"\\frac\{1\}\{", " 1 over "),
    (r"\\d?frac", " over "),
    (r"\\sqrt\[3\]", " cube root "),
    (r"\\sqrt|√", " square root "),
    (r"\\times|×", " times "),
    (r"\\div|÷", " divided by "),
    (r"\\pi|π", " pi "),
    (r"\\theta|θ", " angle "),
    (r"\\leq?q?\b|≤", " at most "),
    (r"\\geq?q?\b|≥", " at least "),
    (r"<", " less than "),
    (r">", " greater than "),
    (r"\\circ", " degrees "),
    (r"\^\{?\s*[-−]\{?", " power negative "),
    (r"\^\{?2\b\}?|²", " squared "),
    (r"\^\{?3\b\}?|³", " cubed "),
    (r"\^", " power "),
    (r"\\cap|∩", " intersection "),
    (r"\\cup|∪", " union "),
    (r"\\text", " "),
    (r"=", " equals "),
    (r"(?<=\s)[-−](?=[\d\s])", " minus "),
    (r"[$\\{}()_]", " "),
)
"""How a formula reads, in the order in which it is replaced."""
ALIKE = (
    ("power", "index", "indic", "expon"),
    ("time", "multipli", "product"),
    ("divid", "over", "share"),
    ("bottom", "denomin"),
    ("top", "numer"),
    ("divid", "bottom"),
    ("minus", "subtract"),
    ("plus", "add", "sum"),
    ("hot", "heat", "warm", "temperatur"),
    ("cold", "cool", "temperatur"),
    ("flip", "revers", "swap"),
    ("short", "shorter"),
    ("long", "longer", "longest", "length", "short"),
    ("quot", "quotat"),
    ("write", "wrote", "written"),
    ("react", "reaction", "reactant", "reactiv"),
    ("bit", "piec", "chunk", "lump"),
    ("min", "minut"),
    ("minus", "negat"),
    ("plus", "posit"),
    ("x", "letter", "unknown"),
    ("middl", "median"),
    ("cure", "treat", "kill"),
    ("big", "bigger", "larg", "larger", "greater"),
    ("small", "smaller", "less"),
    ("quick", "quicker", "fast", "faster", "rate"),
    ("speed", "fast", "faster"),
    ("max", "maximum"),
    ("min", "minimum"),
    ("begin", "start", "began", "first"),
    ("end", "close", "last"),
    ("lot", "load", "mani", "more", "few"),
    ("need", "must"),
    ("die", "death", "dead", "kill"),
    ("find", "work", "calcul", "solv"),
    ("turn", "chang", "becom", "convert"),
    ("gas", "gase", "gass"),
    ("close", "fill", "shade"),
    ("same", "equal"),
    ("sugar", "glucos"),
    ("zero", "nought", "origin", "0"),
    ("feel", "emot", "nervous", "angri", "sad", "scare", "happi", "worri", "upset", "afraid"),
    ("differ", "unlik"),
)
"""Stems of which a pupil says one where the notes have another."""
ASIDE = frozenset(STOP) - {"more", "same", "not", "both"} | frozenset(
    [
        "what",
        "whats",
        "does",
        "did",
        "do",
        "is",
        "are",
        "was",
        "were",
        "am",
        "be",
        "been",
        "being",
        "would",
        "could",
        "should",
        "may",
        "might",
        "shall",
        "means",
        "meant",
        "know",
        "tell",
        "explain",
        "say",
        "says",
        "get",
        "gets",
        "got",
        "go",
        "goes",
        "going",
        "give",
        "work",
        "works",
        "out",
        "thing",
        "things",
        "stuff",
        "way",
        "ways",
        "exactly",
        "actually",
        "really",
        "even",
        "just",
        "like",
        "again",
        "please",
        "question",
        "answer",
        "difference",
        "between",
        "about",
        "any",
        "i",
        "me",
        "my",
        "we",
        "our",
        "us",
        "he",
        "she",
        "him",
        "her",
        "his",
        "your",
        "yours",
        "ok",
        "okay",
        "happen",
        "happens",
        "happened",
        "it",
        "its",
        "they",
        "them",
        "people",
        "pupil",
        "put",
        "does",
        "kind",
        "sort",
        "example",
        "yes",
        "no",
        "right",
        "wrong",
        "too",
        "if",
        "then",
        "anyone",
        "someone",
        "something",
        "anything",
        "everything",
        "always",
        "ever",
        "still",
        "not",
        "cannot",
        "formula",
        "equation",
        "rule",
        "equals",
    ]
)
"""Words in which any question may be put, so that they tell nothing of what it is about."""
OF_A_MEANING = re.compile(r"\b(?:what )?(?:do|does|did) (.+?) means?\b")
"""Asks what something means; anywhere else "mean" is an average."""
SOFT = frozenset(
    [
        "used",
        "use",
        "work",
        "works",
        "again",
        "always",
        "never",
        "no",
        "not",
        "cannot",
        "all",
        "only",
        "one",
        "explain",
        "example",
        "right",
        "way",
    ]
)
"""Of these words some that help to choose among sentences, though they do not say what a question is about."""
LETTERS = frozenset("bcdefghjklmnpqrstvwxyz")
_ALIKE: dict[str, frozenset[str]] = {}
for _group in ALIKE:
    for _one in _group:
        _ALIKE[_one] = _ALIKE.get(_one, frozenset()) | frozenset(_group)


@lru_cache(maxsize=8192)
def aloud(text: str) -> str:
    """Return a text with its formulas in words."""
    for sign, words in ALOUD:
        text = re.sub(sign, words, text)
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def word_stems(text: str) -> frozenset[str]:
    """Return the stems of all words, letters and numbers of a text, its formulas read aloud."""
    return frozenset(map(stem, re.findall(r"[a-z]+|\d+(?:\.\d+)?", aloud(text).casefold().replace("’", ""))))


def telling_words(text: str) -> list[str]:
    """Return the stems of a question's words that say what it is about, each once, in order."""
    told = [word for word in _words(text) if word not in ASIDE and (len(word) > 1 or word.isdigit() or word in LETTERS)]
    return list(dict.fromkeys(map(stem, told)))


def soft_words(text: str) -> list[str]:
    """Return the stems of a question's other words that help to choose among sentences."""
    return list(dict.fromkeys(stem(word) for word in _words(text) if word in SOFT))


def _words(text: str) -> list[str]:
    said = OF_A_MEANING.sub(r"\1", aloud(text).casefold().replace("'", "").replace("’", ""))
    return re.findall(r"[a-z]+|\d+(?:\.\d+)?", said)


def meets(word: str, stems: frozenset[str]) -> float:
    """Return how well a stem is met by those of a sentence: 1 by itself, less by another word for it, 0 by none."""
    if word in stems:
        return 1.0
    return 0.85 if _ALIKE.get(word, frozenset()) & stems else 0.0
