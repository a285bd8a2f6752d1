"""Whether a draft may be shown to a pupil: the last gate between the model and the page.

Pure: everything it may rely on is in `Facts`. What fails is replaced by the authored text and counted.
"""

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from Stemmer import Stemmer

from content_store.answers import Answer, ChoiceAnswer, ExpressionAnswer, NumericAnswer, shown_answer
from tutor import wording_rules
from tutor.marking import equivalent

VERSION = "checker-1"
STEMMER = Stemmer("english")

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:\s?/\s?\d+)?|\\frac\{(\d+)\}\{(\d+)\}|[¼½¾⅓⅔]")
CLAIM = re.compile(
    r"(-?\d+(?:\.\d+)?)\s*([-+−×x*÷/])\s*(-?\d+(?:\.\d+)?)\s*(?:=|is equal to|equals|is|makes|gives)\s*"
    r"(-?\d+(?:\.\d+)?)(?!\d|\.\d|\s*[-+−×*÷/])"
)
NAMED_NUMBERS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
VULGAR = {"¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
OPERATIONS = re.compile(
    r"\b(?:add|adds|added|adding|subtract\w*|take away|minus|plus|multipl\w*|times|divid\w*|squar\w*|cub\w*|"
    r"root|doubl\w*|halv\w*|half|increas\w*|decreas\w*|negative|positive|numerator|denominator|perimeter|area|"
    r"volume|radius|diameter|circumference|absorb\w*|reflect\w*|release\w*|gain\w*|los\w*|expand\w*|factoris\w*)\b",
    re.IGNORECASE,
)
EXPRESSION = re.compile(r"[A-Za-z0-9(][A-Za-z0-9()+\-−*/^ ²³]*[A-Za-z0-9)²³]")
STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "do",
        "does",
        "each",
        "for",
        "from",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "more",
        "must",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "own",
        "same",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "up",
        "use",
        "used",
        "was",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "why",
        "will",
        "with",
        "you",
        "your",
        "also",
        "because",
        "both",
        "called",
        "very",
        "made",
        "make",
        "makes",
        "means",
    ]
)
KEEPS = 0.5
"""The share of a hint's content words that its rewording must keep: below it, drafts in the log had wandered off."""


@dataclass(frozen=True)
class Facts:
    """What a draft is checked against.

    `answer` is what must not be given away (None when the move tells it); `allowed` are the texts whose numbers and
    operations may be used; `must_keep` is the authored text that a rewording must stay true to; `passages` are what
    an explanation must rest on; `right` is the verdict that the pupil has seen.
    """

    right: bool | None = None
    answer: Answer | None = None
    allowed: tuple[str, ...] = ()
    must_keep: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """Which rules were applied, and the first that the draft broke (None: it may be shown)."""

    broken: str | None
    checked: tuple[str, ...]


def check(draft: str, facts: Facts) -> Verdict:
    """Return whether the draft may be shown, and why not."""
    rules = {
        **{name: rule(draft) for name, rule in wording_rules.RULES.items()},
        "leak": gives_away(draft, facts.answer, facts.allowed),
        "contradiction": contradicts(draft, facts.right),
        "number": bool(strange_numbers(draft, facts.allowed)),
        "repeated number": bool(facts.must_keep) and bool(repeated_numbers(draft, facts.allowed)),
        "false arithmetic": bool(false_claims(draft)),
        "operation": bool(strange_operations(draft, facts.allowed)),
        "drift": bool(facts.must_keep) and kept(draft, facts.must_keep) < KEEPS,
        "grounding": bool(facts.passages) and not is_grounded(draft, facts.passages),
    }
    return Verdict(next((name for name, broken in rules.items() if broken), None), tuple(rules))


def gives_away(text: str, answer: Answer | None, allowed: tuple[str, ...] = ()) -> bool:
    """Return whether a text tells the answer, in figures, in words or as an equivalent expression."""
    if answer is None:
        return False
    if isinstance(answer, ChoiceAnswer):
        return _names_choice(text, answer, allowed)
    if isinstance(answer, NumericAnswer):
        return _names_number(text, answer, allowed)
    return _names_expression(text, answer, allowed)


def _names_choice(text: str, answer: ChoiceAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text holds the right option, or all of its telling words, or points to its letter."""
    right = shown_answer(answer)
    if _squeezed(right) in _squeezed(text):
        return True
    letter = "ABCDE"[[choice.right for choice in answer.choices].index(True)]
    if re.search(rf"\b(?:option|answer|choice|choose|pick)(?: is)? \(?{letter}\b", text, re.IGNORECASE):
        return True
    telling = content_words(right) - content_words(" ".join(allowed))
    return bool(telling) and telling <= content_words(text)


def _names_number(text: str, answer: NumericAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text holds the answer's value where the allowed texts do not, or states it as the answer."""
    values = {value for accepted in answer.accepted for value in numbers_in(accepted)[:1]}
    shown = {_rounded(value, answer) for value in values} | values
    known = set(numbers_in(" ".join(allowed)))
    named = set(numbers_in(text)) | set(named_numbers_in(text))
    if (named & shown) - known:
        return True
    stated = re.findall(r"(?:=|answer is|equals|makes|gives|get|gets)\s*[£$]?(-?\d+(?:\.\d+)?)", text)
    told_before = " ".join(allowed)
    return any(
        Fraction(number) in shown and not re.search(rf"(?:=|is)\s*{re.escape(number)}\b", told_before)
        for number in stated
    )


def _rounded(value: Fraction, answer: NumericAnswer) -> Fraction:
    if answer.significant_figures is not None:
        return Fraction(f"{float(value):.{answer.significant_figures}g}")
    return round(value, answer.decimal_places if answer.decimal_places is not None else 2)


def _names_expression(text: str, answer: ExpressionAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether some stretch of a text is equivalent to the answer and not already before the pupil."""
    before = _squeezed(" ".join(allowed))
    for stretch in EXPRESSION.findall(text.replace("$", " ")):
        piece = stretch.strip()
        if len(piece) < 2 or not re.search(r"\d|[()^²]", piece) or _squeezed(piece) in before:
            continue
        tail = piece.split(" ")
        pieces = {piece, *(" ".join(tail[i:]) for i in range(len(tail)))}
        if any(equivalent(one, accepted) for one in pieces if len(one) < 60 for accepted in answer.accepted):
            return True
    return any(
        _squeezed(accepted) in _squeezed(text) and _squeezed(accepted) not in before for accepted in answer.accepted
    )


def contradicts(text: str, right: bool | None) -> bool:
    """Return whether a text says the opposite of the verdict that the pupil has seen."""
    if right is None:
        return False
    return bool((wording_rules.DENIES if right else wording_rules.AFFIRMS).search(text))


def numbers_in(text: str) -> list[Fraction]:
    """Return the numbers written in figures in a text; fractions count as one number and as their parts."""
    found: list[Fraction] = []
    for match in NUMBER.finditer(text):
        written = match[0]
        if match[1]:
            written = f"{match[1]}/{match[2]}"
        written = VULGAR.get(written, written).replace(",", "").replace(" ", "")
        top, _, bottom = written.partition("/")
        if bottom and Fraction(bottom):
            found.append(Fraction(top) / Fraction(bottom))
        found.extend(Fraction(part) for part in (top, bottom) if part and (bottom or part == top))
    return found


def named_numbers_in(text: str) -> list[Fraction]:
    """Return the numbers written in words, up to ninety-nine and one hundred."""
    found: list[Fraction] = []
    for match in re.finditer(r"[a-z]+(?:[- ][a-z]+)?", text.casefold()):
        parts = re.split(r"[- ]", match[0])
        values = [NAMED_NUMBERS[part] for part in parts if part in NAMED_NUMBERS]
        found.extend(Fraction(value) for value in values)
        if len(values) == 2 and values[0] >= 20 > values[1]:
            found.append(Fraction(sum(values)))
    return found


def strange_numbers(text: str, allowed: tuple[str, ...]) -> set[Fraction]:
    """Return the numbers in figures that stand in none of the allowed texts."""
    known = {value for source in allowed for value in (*numbers_in(source), *named_numbers_in(source))}
    return set(numbers_in(text)) - known


def repeated_numbers(text: str, allowed: tuple[str, ...]) -> Counter[Fraction]:
    """Return the numbers that stand in a rewording more often than in all that it rewords.

    A small model likes to answer the hint's own question with a number that it has just read.
    """
    return Counter(numbers_in(text)) - Counter(value for source in allowed for value in numbers_in(source))


def false_claims(text: str) -> list[str]:
    """Return the sums in a text, such as 48 - 7 = 40, that are not true."""
    found = []
    for match in CLAIM.finditer(text.replace("$", "").replace(r"\times", "×").replace(r"\div", "÷")):
        left, sign, right, result = match.groups()
        a, b = Fraction(left), Fraction(right)
        values = {"+": a + b, "-": a - b, "−": a - b, "×": a * b, "x": a * b, "*": a * b}
        value = values.get(sign, a / b if b else None)
        if value is None or abs(value - Fraction(result)) > abs(value) / 200:
            found.append(match[0])
    return found


def strange_operations(text: str, allowed: tuple[str, ...]) -> set[str]:
    """Return the operations that a text names and the allowed texts do not: a small model swaps add and subtract."""
    known = {word.casefold()[:4] for source in allowed for word in OPERATIONS.findall(source)}
    return {word for word in OPERATIONS.findall(text) if word.casefold()[:4] not in known}


def content_words(text: str) -> set[str]:
    """Return the words that carry a text's meaning, cut to their stems."""
    return {stem(word) for word in wording_rules.words(text) if word not in STOP and len(word) > 1}


def stem(word: str) -> str:
    """Return a word's stem, the same for absorb, absorbs and absorbed."""
    return str(STEMMER.stemWord(word))


def kept(draft: str, authored: str) -> float:
    """Return the share of the authored text's content words that a draft keeps."""
    wanted = content_words(authored)
    return len(wanted & content_words(draft)) / len(wanted) if wanted else 1.0


def is_grounded(draft: str, passages: tuple[str, ...]) -> bool:
    """Return whether every sentence follows some passage's wording closely.

    A sentence passes when nearly every pair of neighbouring content words stands, in that order and close together,
    in one passage. Single words are not enough: "plants absorb green light" uses only words of a true passage.
    """
    pools = [_close_pairs(passage) for passage in passages]
    return all(any(_supported(sentence, pairs) for pairs in pools) for sentence in wording_rules.sentences(draft))


def _supported(sentence: str, pairs: set[tuple[str, str]]) -> bool:
    ordered = _ordered(sentence)
    wanted = list(pairwise(ordered))
    return not wanted or sum(pair in pairs for pair in wanted) >= 0.8 * len(wanted)


def _ordered(text: str) -> list[str]:
    return [stem(word) for word in wording_rules.words(text) if word not in STOP and len(word) > 1]


def _close_pairs(passage: str) -> set[tuple[str, str]]:
    """Return the pairs of content words that stand in order within three words in one sentence."""
    pairs = set()
    for sentence in wording_rules.sentences(passage):
        ordered = _ordered(sentence)
        pairs |= {(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 : i + 4]}
    return pairs


def _squeezed(text: str) -> str:
    return re.sub(r"[\s*.$\\{}]", "", text).replace("−", "-").casefold()
