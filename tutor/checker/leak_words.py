"""Whether a text tells words that are an answer: outright, word by word, or by an option's letter."""

import re
from itertools import pairwise

from content_store.answers import ChoiceAnswer, shown_answer
from tutor import wording_rules
from tutor.checker.vocabulary import content_words, squeezed

LETTERS = "ABCDEFGHIJ"


def tells_choice(text: str, answer: ChoiceAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text holds the right option, or all of its telling words, or points to its letter."""
    right, before = shown_answer(answer), " ".join(allowed)
    letter = LETTERS[[choice.right for choice in answer.choices].index(True)]
    return tells_text(text, right, allowed) or points_to(text, letter) or tells_words(text, right, before)


def tells_text(text: str, right: str, allowed: tuple[str, ...]) -> bool:
    """Return whether a text holds some words more often than the allowed texts do, or says that they are the ones."""
    before = " ".join(allowed)
    told = _times_in(text, right)
    if told > _times_in(before, right):
        return True
    pointed = _pointing_at(right)
    return bool(told and pointed.search(text) and not pointed.search(before))


def _times_in(text: str, wanted: str) -> int:
    """Return how often words stand in a text, whole: the option "rate" does not stand in "generated"."""
    plain = re.escape(squeezed(wanted))
    if re.fullmatch(r"[A-Za-z ]+", wanted):
        return len(re.findall(rf"(?<![a-z]){re.escape(wanted.casefold())}(?![a-z])", text.casefold()))
    return len(re.findall(plain, squeezed(text)))


def tells_words(text: str, right: str, before: str) -> bool:
    """Return whether two sentences running hold all the words of an option that are not before the pupil."""
    telling = content_words(right) - content_words(before)
    said: list[set[str]] = [set(), *(content_words(sentence) for sentence in wording_rules.sentences(text))]
    return bool(telling) and any(telling <= one | other for one, other in pairwise(said))


def points_to(text: str, letter: str) -> bool:
    """Return whether a text says of an option's letter that it is the one."""
    one = letter if letter == "A" else f"[{letter}{letter.casefold()}]"  # "choose a number" points to no option
    if re.search(rf"\b(?i:option|answer|choice|choose|pick|letter)(?i: is)?:? \(?{one}\b(?!')", text):
        return True
    return bool(re.search(rf"\b{letter}\)? (?:is|must be) (?:the )?(?:right|correct|answer)", text))


def _pointing_at(right: str) -> re.Pattern[str]:
    """Return what finds a text that says of an option that it is the one."""
    says = r"(?:answer|option|choice|one|it|this|that)(?:['’]s| is| was| must be| should be|:)|choose|pick|makes"
    return re.compile(rf"\b(?:{says})\s+(?:an? |the )?[“\"'$]?{re.escape(right)}", re.IGNORECASE)
