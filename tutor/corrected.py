"""A question with its slips of the pen mended by the words of an objective's notes."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from retrieval.words import LETTERS_PER_SLIP
from tutor import glossary
from tutor.assembly import Tutor
from tutor.checker import stem
from tutor.spoken_maths import ASIDE


def as_in_the_notes(tutor: Tutor, objective_id: str, question: str) -> str:
    """Return a question with each word that nobody writes replaced by the nearest of the objective's notes."""
    known = _vocabulary(tutor, objective_id)
    stems = set(map(stem, known))
    text = question.replace("^", " power ")
    text = re.sub(r"(?<=[=\s])([A-Za-z]{2,3})(?=\s*(?:=|$|\?))", lambda run: _letters(run[1], text, known), text)
    text = re.sub(r"\b([A-Za-z]{3,}) ([A-Za-z]{3,})\b", lambda two: _joined(two, known), text)
    return re.sub(r"(?<![\\\w])[A-Za-z]{4,}(?!\w)", lambda word: _nearest(tutor, word[0], known, stems), text)


def _letters(run: str, text: str, known: Sequence[str]) -> str:
    """Return letters of a formula one by one, as the notes have them: V = IR is V = I R."""
    return " ".join(run) if "=" in text and run.casefold() not in ASIDE and run.casefold() not in known else run


def _joined(two: re.Match[str], known: Sequence[str]) -> str:
    """Return two words as one where the notes have them so: "semi colon"."""
    whole = f"{two[1]}{two[2]}"
    return whole if whole.casefold() in known or f"{whole.casefold()}s" in known else two[0]


def _nearest(tutor: Tutor, word: str, known: Sequence[str], stems: set[str]) -> str:
    said = word.casefold()
    if stem(said) in stems or said in ASIDE or glossary.is_real(tutor, said):
        return word
    slips = max(len(said) // LETTERS_PER_SLIP, 1)
    best = min(known, key=lambda one: OSA.distance(said, one), default=word)
    return best if OSA.distance(said, best) <= slips else word


def _vocabulary(tutor: Tutor, objective_id: str) -> list[str]:
    text = " ".join(f"{one.heading} {one.text}" for one in tutor.catalogue.passages_of(objective_id))
    return sorted(set(re.findall(r"(?<!\\)\b[a-z]{4,}", text.casefold())))
