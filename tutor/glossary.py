"""The meaning of a word that is asked for, among the words to know: of the objective first, then unit, then subject.

A word is taken for a keyword only where it is that keyword, perhaps misspelt: never for another one near in meaning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from content_store.curriculum import Passage
from content_store.items import DrawnItem
from retrieval.words import LETTERS_PER_SLIP
from tutor.assembly import Tutor
from tutor.checker import stem
from tutor.telling import tells

SHORTEST = 4
"""Letters from which a word may have a slip of the pen."""
DESCRIBES = re.compile(r"(?:ed|al|ic|ive|ous|ent|ant|ar|ing|able)$")
"""How a word ends that says of what kind the next one is: "delocalised" is asked for without its electrons."""


@dataclass(frozen=True)
class Entry:
    """A keyword with its meaning, as the notes have it."""

    term: str
    passage: Passage

    @property
    def text(self) -> str:
        """The meaning as it reads when quoted alone: it begins with the word."""
        return f"{self.term}: {self.passage.text}"


def find(tutor: Tutor, objective_id: str, term: str, own: bool = False) -> Entry | None:
    """Return the keyword that a term is, nearest to what is studied first; None where it is none.

    A term that is spelt as some keyword is spelt goes before one that only nearly is. With `own` only the objective's
    keywords count: a period of a wave is none of the periodic table.
    """
    tiers = list(_tiers(tutor, objective_id))[: 1 if own else None]
    wanted = _stems(term)
    if not wanted:
        return None
    for number, entries in enumerate(tiers):
        if same := next((one for one in entries if _stems(one.term) == wanted), None):
            return same
        if number == 0 and (named := _described(term, entries) or _initials(term, entries)):
            return named
    for entries in tiers:
        if near := _nearest(tutor, term, entries):
            return near
    return None


def words_to_know(tutor: Tutor, objective_id: str, item: DrawnItem | None) -> list[Entry]:
    """Return an objective's keywords, less those whose meaning would tell the open item's answer."""
    return [entry for entry in _of_objective(tutor, objective_id) if not tells(entry.text, item)]


def explained(tutor: Tutor, objective_id: str, item: DrawnItem | None, text: str) -> list[list[str]]:
    """Return the words to know that a text names, each with its meaning, less those that would tell the answer."""
    named = [entry for entry in words_to_know(tutor, objective_id, item) if _names(text, entry.term)]
    return [[entry.term, entry.passage.text] for entry in named]


def named_in(tutor: Tutor, objective_id: str, text: str) -> list[Entry]:
    """Return the keywords of an objective that a text names, spelt as they are, in the order of the words to know."""
    return [entry for entry in _of_objective(tutor, objective_id) if _names(text, entry.term)]


def named_of_any_lesson(tutor: Tutor, text: str) -> list[Entry]:
    """Return the keywords of all subjects that a text names, spelt as they are."""
    every = [entry for subject in tutor.catalogue.subjects() for entry, _ in _of_subject(tutor, subject.id)]
    return [entry for entry in every if _names(text, entry.term)]


def _names(text: str, term: str) -> bool:
    said, wanted = _stems(text), _stems(term)
    return any(said[place : place + len(wanted)] == wanted for place in range(len(said)))


def of_any_lesson(tutor: Tutor, term: str) -> list[Entry]:
    """Return the keywords of all subjects that a term is, spelt as they are, or else those of which it is a slip."""
    wanted = _stems(term)
    every = [entry for subject in tutor.catalogue.subjects() for entry, _ in _of_subject(tutor, subject.id)]
    same = [one for one in every if wanted and _stems(one.term) == wanted]
    near = None if same else _nearest(tutor, term, every)
    return same or ([near] if near else [])


def is_real(tutor: Tutor, said: str) -> bool:
    """Return whether a text is one word that is spelt right, and so is no slip for another; of several, one may be."""
    root, known = stem(said), tutor.embedder.words
    return " " not in said and (said in known or (len(root) >= SHORTEST and root in known))


def _tiers(tutor: Tutor, objective_id: str) -> Iterator[Sequence[Entry]]:
    """Yield the keywords of the objective, of its unit and of its subject."""
    yield _of_objective(tutor, objective_id)
    unit, subject = tutor.catalogue.unit_of(objective_id), tutor.catalogue.subject_of(objective_id)
    found = _of_subject(tutor, subject.id if subject else "")
    yield [entry for entry, units in found if unit and unit.id in units]
    yield [entry for entry, _ in found]


def _of_objective(tutor: Tutor, objective_id: str) -> list[Entry]:
    own = tutor.catalogue.passages_of(objective_id)
    return [Entry(passage.heading, passage) for passage in own if passage.kind == "keyword"]


_KNOWN: dict[tuple[str, str], list[tuple[Entry, frozenset[str]]]] = {}
"""The keywords of a subject with the units that they stand in, by the content's hash and the subject."""
MOST_KEPT = 16


def _of_subject(tutor: Tutor, subject_id: str) -> list[tuple[Entry, frozenset[str]]]:
    key = tutor.catalogue.manifest.version, subject_id
    if key not in _KNOWN:
        if len(_KNOWN) >= MOST_KEPT:
            _KNOWN.clear()
        units = tutor.catalogue.units_of_lessons()
        rows = tutor.catalogue.keyword_passages(subject_id)
        _KNOWN[key] = [(Entry(one.heading, one), units.get(one.lesson_id, frozenset())) for one in rows]
    return _KNOWN[key]


def _described(term: str, entries: Sequence[Entry]) -> Entry | None:
    """Return the one keyword that begins with a term which only describes: "delocalised", of its electrons."""
    said = term.casefold()
    if len(said.split()) != 1 or not (DESCRIBES.search(said)):
        return None
    found = [one for one in entries if one.term.casefold().startswith(f"{said} ")]
    return found[0] if len(found) == 1 else None


def _initials(term: str, entries: Sequence[Entry]) -> Entry | None:
    """Return the one keyword of which a term has the letters that its words begin with: "iqr", "hcf"."""
    said = term.casefold()
    if not re.fullmatch(r"[a-z]{2,4}", said):
        return None
    found = [one for one in entries if _is_short_for(said, one.term.casefold())]
    return found[0] if len(found) == 1 else None


def _is_short_for(said: str, term: str) -> bool:
    words = re.findall(r"[a-z]+", term)
    firsts, letters = [word[0] for word in words], iter("".join(words))
    if len(words) < 2 or not all(letter in letters for letter in said):  # in order: the iterator goes on
        return False
    rest = iter(said)
    return said[0] == firsts[0] and all(letter in rest for letter in firsts)


def _nearest(tutor: Tutor, term: str, entries: Sequence[Entry]) -> Entry | None:
    """Return the keyword of which a term is a misspelling, None where it is a word of its own."""
    said = term.casefold()
    if len(said) < SHORTEST or is_real(tutor, said):
        return None
    slips = len(said) // LETTERS_PER_SLIP
    near = [(OSA.distance(said, form), one) for one in entries for form in _forms(one.term)]
    best = min((distance for distance, _ in near), default=slips + 1)
    found = {one.term: one for distance, one in near if distance == best}
    return next(iter(found.values())) if best <= slips and len(found) == 1 else None


@lru_cache(maxsize=4096)
def _forms(term: str) -> tuple[str, ...]:
    said = term.casefold()
    return (said, said.removesuffix("s"), f"{said}s") if said.endswith("s") else (said, f"{said}s")


@lru_cache(maxsize=4096)
def _stems(term: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in re.findall(r"[a-z0-9]+", term.casefold().replace("’", "").replace("'", "")))
