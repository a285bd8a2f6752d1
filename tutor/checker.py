"""Whether a draft may be shown to a pupil: the last gate between the model and the page.

Pure: everything it may rely on is in `Facts`. What fails is replaced by the authored text and counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from Stemmer import Stemmer

from content_store.answers import Answer, ChoiceAnswer, ExpressionAnswer, NumericAnswer, shown_answer
from tutor import wording_rules
from tutor.figures import named_numbers_in as named_numbers_in
from tutor.figures import numbers_in as numbers_in
from tutor.marking import equivalent
from tutor.sums_reading import false_claims

VERSION = "checker-1"
STEMMER = Stemmer("english")

STATED = re.compile(r"(?:=|answer is|equals|makes|gives|gets?)\s*[£$]?[-−]?\s?(\d+(?:\.\d+)?)", re.ASCII)
LARGEST_NAMED = 12
"""Numbers in words up to this one are everyday words (one of them, both sides); a larger one is a claim."""
OPERATIONS = re.compile(
    r"\b(?:add|adds|added|adding|subtract\w*|take away|minus|plus|multipl\w*|times|divid\w*|squar\w*|cub\w*|"
    r"root|doubl\w*|halv\w*|half|increas\w*|decreas\w*|negative|positive|numerator|denominator|perimeter|area|"
    r"volume|radius|diameter|circumference|absorb\w*|reflect\w*|release\w*|gain\w*|los\w*|expand\w*|factoris\w*)\b",
    re.IGNORECASE,
)
FORMULA = re.compile(r"\$([^$]+)\$")
PIECE_OF_MATHS = re.compile(r"[A-Za-z]|\S*[\d()+\-−×*/^²³]\S*")
MOST_PIECES = 12
NEGATIONS = frozenset(["not", "no", "never", "cannot", "nor", "neither", "without", "none", "nothing"])
STOP = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "each", "for", "from", "has",
    "have", "how", "if", "in", "into", "is", "it", "its", "more", "must", "not", "of", "on", "one", "only", "or",
    "own", "same", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "up", "use", "used", "was", "what", "when", "where", "which", "while", "who", "why",
    "will", "with", "you", "your", "also", "because", "both", "called", "very", "made", "make", "makes", "means",
})  # fmt: skip
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
        "length": wording_rules.is_too_long(draft) and len(draft.split()) > len(facts.must_keep.split()),
        "leak": gives_away(draft, facts.answer, facts.allowed),
        "contradiction": contradicts(draft, facts.right) and not contradicts(facts.must_keep, facts.right),
        "number": bool(strange_numbers(draft, facts.allowed)),
        "repeated number": bool(facts.must_keep) and bool(repeated_numbers(draft, facts.allowed)),
        "false arithmetic": bool(false_claims(without_quotations(draft, facts.allowed))),
        "operation": bool(strange_operations(draft, facts.allowed)),
        "negation": bool(facts.must_keep) and negations(draft) != negations(facts.must_keep),
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
    right, before = shown_answer(answer), " ".join(allowed)
    told = _squeezed(text).count(_squeezed(right))
    if told > _squeezed(before).count(_squeezed(right)):
        return True
    if told and (pointed := _pointing_at(right)).search(text) and not pointed.search(before):
        return True
    letter = "ABCDE"[[choice.right for choice in answer.choices].index(True)]
    one = letter if letter == "A" else f"[{letter}{letter.casefold()}]"  # "choose a number" points to no option
    if re.search(rf"\b(?i:option|answer|choice|choose|pick|letter)(?i: is)?:? \(?{one}\b(?!')", text):
        return True
    if re.search(rf"\b{letter}\)? (?:is|must be) (?:the )?(?:right|correct|answer)", text):
        return True
    telling = content_words(right) - content_words(before)
    said: list[set[str]] = [set(), *(content_words(sentence) for sentence in wording_rules.sentences(text))]
    return bool(telling) and any(telling <= one | other for one, other in pairwise(said))


def _pointing_at(right: str) -> re.Pattern[str]:
    """Return what finds a text that says of an option that it is the one."""
    says = r"(?:answer|option|choice|one|it|this|that)(?:['’]s| is| was| must be| should be|:)|choose|pick|makes"
    return re.compile(rf"\b(?:{says})\s+(?:an? |the )?[“\"'$]?{re.escape(right)}", re.IGNORECASE)


def _names_number(text: str, answer: NumericAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text holds the answer's value where the allowed texts do not, or states it as the answer."""
    values = {value for accepted in answer.accepted for value in _values_of(accepted)}
    shown = {_rounded(value, answer) for value in values} | values
    told_before = " ".join(allowed)
    known = {*numbers_in(told_before), *named_numbers_in(told_before)}
    named = {*numbers_in(text), *named_numbers_in(text)}
    if (named & shown) - known:
        return True
    return any(
        Fraction(number) in shown and not re.search(rf"(?:=|is)\s*[-−]?\s?{re.escape(number)}\b", told_before)
        for number in STATED.findall(text)
    )


def _values_of(accepted: str) -> set[Fraction]:
    """Return an accepted number's size, whatever its sign, and the front number of one in standard form."""
    found = numbers_in(accepted)
    if " " in accepted.strip():
        return {found[-1]}
    return {found[0], found[-1]} if "^" in accepted else set(found[:1])


def _rounded(value: Fraction, answer: NumericAnswer) -> Fraction:
    if answer.significant_figures is not None:
        return Fraction(f"{float(value):.{answer.significant_figures}g}")
    return round(value, answer.decimal_places if answer.decimal_places is not None else 2)


def _names_expression(text: str, answer: ExpressionAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether some stretch of a text is equivalent to the answer and not already before the pupil."""
    before = _squeezed(" ".join(allowed))
    stretches = {piece for piece in _stretches(text) if 1 < len(piece) < 60 and re.search(r"\d|[()^²]", piece)}
    new = [piece for piece in stretches if _squeezed(piece) not in before]
    if any(equivalent(piece, accepted) for piece in new for accepted in answer.accepted):
        return True
    return any(
        _squeezed(accepted) in _squeezed(text) and _squeezed(accepted) not in before for accepted in answer.accepted
    )


def _stretches(text: str) -> Iterator[str]:
    """Yield whatever may be an expression: formulas and their sides, and runs of pieces that look like maths."""
    for formula in FORMULA.findall(text):
        yield formula.strip()
        yield from (side.strip() for side in re.split(r"[=<>≤≥≈]", formula))
    for clause in re.split(r"[=<>≤≥≈,;:?!]|\.(?!\d)", text.replace("$", " ")):
        run: list[str] = []
        for piece in [*clause.split(), ""]:
            if PIECE_OF_MATHS.fullmatch(piece) and len(run) < MOST_PIECES:
                run.append(piece)
                yield from (" ".join(run[start:]) for start in range(len(run)))
            else:
                run = []


def contradicts(text: str, right: bool | None) -> bool:
    """Return whether a text says the opposite of the verdict that the pupil has seen."""
    if right is None:
        return False
    return bool((wording_rules.DENIES if right else wording_rules.AFFIRMS).search(text))


def strange_numbers(text: str, allowed: tuple[str, ...]) -> set[Fraction]:
    """Return the numbers in figures, and the larger ones in words, that stand in none of the allowed texts."""
    known = {value for source in allowed for value in (*numbers_in(source), *named_numbers_in(source))}
    named = {value for value in named_numbers_in(text) if value > LARGEST_NAMED}
    return (set(numbers_in(text)) | named) - known


def repeated_numbers(text: str, allowed: tuple[str, ...]) -> Counter[Fraction]:
    """Return the numbers that stand in a rewording more often than in all that it rewords.

    A small model likes to answer the hint's own question with a number that it has just read.
    """
    return Counter(numbers_in(text)) - Counter(value for source in allowed for value in numbers_in(source))


def without_quotations(text: str, allowed: tuple[str, ...]) -> str:
    """Return a text less what it quotes word for word: a pupil's own false sum may be shown back as theirs."""
    before = _squeezed(" ".join(allowed))
    return re.sub(r"“([^”]*)”", lambda quoted: "" if _squeezed(quoted[1]) in before else quoted[0], text)


def strange_operations(text: str, allowed: tuple[str, ...]) -> set[str]:
    """Return the operations that a text names and the allowed texts do not: a small model swaps add and subtract."""
    known = {word.casefold()[:3] for source in allowed for word in OPERATIONS.findall(source)}
    return {word for word in OPERATIONS.findall(text) if word.casefold()[:3] not in known}


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


def negations(text: str) -> int:
    """Return how many times a text says no: a rewording that loses or adds one says the opposite."""
    return sum(_denies(word) for word in wording_rules.words(text))


def _denies(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def is_grounded(draft: str, passages: tuple[str, ...]) -> bool:
    """Return whether every sentence follows the wording of some sentence of the passages closely.

    A sentence passes when its content words, and nearly every pair of neighbouring ones in that order and close
    together, stand in one sentence of a passage. Single words are not enough, nor pairs from all over a passage:
    "leaves look green because chlorophyll absorbs green light" is made of a true passage's pieces.
    """
    sources = [_ordered(source) for passage in passages for source in wording_rules.sentences(passage)]
    wanted = [_ordered(sentence) for sentence in wording_rules.sentences(draft)]
    return all(any(_supports(source, sentence) for source in sources) for sentence in wanted)


def _supports(source: list[str], sentence: list[str]) -> bool:
    """Return whether one sentence's content words carry another's."""
    pairs, wanted = _close_pairs(source), list(pairwise(sentence))
    missing = [pair for pair in wanted if pair not in pairs]
    few = len(missing) <= 0.2 * len(wanted) and not any("not" in pair for pair in missing)
    return few and set(sentence) <= set(source)


def _ordered(text: str) -> list[str]:
    """Return the stems of a text's content words in order, each way of denying among them as "not"."""
    words = ["not" if _denies(word) else word for word in wording_rules.words(text)]
    return [stem(word) for word in words if word == "not" or (word not in STOP and len(word) > 1)]


def _close_pairs(ordered: list[str]) -> set[tuple[str, str]]:
    """Return the pairs of words that stand in order within three words.

    No pair reaches across a denial: "energy is not lost" does not support "energy is lost".
    """
    pairs = set()
    for i, first in enumerate(ordered):
        for second in ordered[i + 1 : i + 4]:
            pairs.add((first, second))
            if second == "not":
                break
    return pairs


def _squeezed(text: str) -> str:
    plain = text.replace("−", "-").replace("²", "^2").replace("³", "^3").replace(r"\times", "")
    return re.sub(r"[\s*.$\\{}]", "", plain).casefold()
