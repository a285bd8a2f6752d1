"""What an objective may be called by: "nearly secure" and "secure" are earned on several sides of it.

The estimate of `mastery` says how likely the next answer is right, and two right answers move it far. They say nothing
of the parts of the objective that they did not touch. So there is a rule beside the estimate that can be told to a
class:

- right without help on at least three different questions; the same with other numbers is the same question;
- of at least two difficulties;
- on every side of the objective;
- and where the objective asks for writing, a piece that a teacher has marked right.

Where an objective has fewer questions or one difficulty, it asks for what there is. The rule changes words and the
choice of the next item, never the estimate.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as columns
from sqlmodel import Session, col

from content_store.catalogue import Catalogue
from content_store.items import ItemSpec, read_spec
from tutor import judgements, pieces
from tutor.history import Tried
from tutor.judgements import Judged
from tutor.pieces import PieceState
from tutor.records import Attempt, TutoringSession

QUESTIONS = 3
"""Different questions: two may be on the one thing that a pupil can do. Our choice."""
DIFFICULTIES = 2
FEWEST_OF_SIDE = 2
"""Items from which a kind of answer is a side of its own: one alone, which may be hidden, is not asked of everybody."""
WORK_OUT, CHOOSE, OWN_WORDS = "to work out", "to choose, sort or fill in", "to answer in your own words"
SIDE_OF_KIND = {
    **dict.fromkeys(("numeric", "expression", "solutions", "equation", "inequality", "coordinates", "ratio"), WORK_OUT),
    **dict.fromkeys(("choice", "several", "ordering", "matching", "cloze"), CHOOSE),
    **dict.fromkeys(("short_text", "quotation"), OWN_WORDS),
}
"""The sides of an objective whose author names none, as a question is described; writing has a rule of its own."""


@dataclass(frozen=True)
class Missing:
    """What an objective still asks for before it is called nearly secure; false where it asks for nothing.

    Attributes:
        questions: How many more different questions.
        difficulty: Whether all so far were of one difficulty.
        sides: The sides on which nothing has been shown, as a question on them is described.
        piece: Where the piece of writing stands.
    """

    questions: int = 0
    difficulty: bool = False
    sides: tuple[str, ...] = ()
    piece: PieceState = "none needed"

    def __bool__(self) -> bool:
        """Return whether anything is missing, by whomever it has to be done."""
        return self.by_pupil or self.piece == "with the teacher"

    @property
    def by_pupil(self) -> bool:
        """Whether something is missing that the pupil can do; a teacher's mark is not waited for in a set."""
        return bool(self.questions or self.difficulty or self.sides or self.piece == "missing")

    @property
    def words(self) -> str:
        """What is missing, in words for pupil and teacher alike, as goes on after "still needs"; empty for nothing."""
        parts = []
        if self.sides:
            parts.append(_listed([f"a question {side}" for side in self.sides]))
        more = self.questions - len(self.sides)
        if more > 0:
            parts.append("one more question" if more == 1 else f"{more} more questions")
        elif self.difficulty:
            parts.append("an easier or a harder question than those so far")
        if parts:
            several = len(self.sides) + max(more, int(self.difficulty)) > 1
            parts = [", and ".join(parts) + (", each right without help" if several else " right without help")]
        if self.piece == "missing":
            parts.append("a piece of writing")
        if self.piece == "with the teacher":
            parts.append("the teacher's mark on the piece of writing, which is practised already")
        return "; ".join(parts)


def sides_of(items: Sequence[ItemSpec]) -> tuple[str, ...]:
    """Return the sides of an objective: those that its author names, or else the kinds of answer with several items."""
    if named := tuple(dict.fromkeys(side_of(one) for one in items if one.side)):
        return named
    counted = Counter(SIDE_OF_KIND[one.kind] for one in items if one.kind in SIDE_OF_KIND)
    return tuple(side for side, count in counted.items() if count >= FEWEST_OF_SIDE)


def side_of(item: ItemSpec) -> str:
    """Return the side that an item is on, as a question on it is described; empty for writing."""
    return f"on {item.side}" if item.side else SIDE_OF_KIND.get(item.kind, "")


def still_missing(items: Sequence[ItemSpec], shown: Collection[str], piece: PieceState = "none needed") -> Missing:
    """Return what an objective with these items still asks for, where the items named in `shown` have been shown."""
    done = [one for one in items if one.id in shown]
    asked = [one for one in items if one.kind != pieces.PIECE]
    difficulties = {one.difficulty for one in done}
    return Missing(
        questions=max(min(QUESTIONS, len(asked)) - len(set(shown)), 0),
        difficulty=len(difficulties) < min(DIFFICULTIES, len({one.difficulty for one in asked})),
        sides=tuple(side for side in sides_of(items) if side not in {side_of(one) for one in done}),
        piece=piece,
    )


def shown_by(catalogue: Catalogue, attempts: Sequence[Tried], judged: Judged) -> frozenset[str]:
    """Return the ids of the items of an objective that a pupil has shown to know, from all attempts, oldest first.

    An attempt shows it that is right by the mark that counts, was made without help, and was not only asked about ("is
    it B?"). Of an item that has no other numbers, what was tried earlier that day may be what is left over, or what has
    just been read: it counts on another day.
    """
    shown: set[str] = set()
    tried: set[tuple[str, date]] = set()
    for one in attempts:
        again = (one.item_id, one.at.date()) in tried
        tried.add((one.item_id, one.at.date()))
        alone = judgements.mark_of(one, judged) is True and not one.aided and not one.guess
        if alone and (not again or _has_other_numbers(catalogue, one.item_id)):
            shown.add(one.item_id)
    return frozenset(shown)


def missing(catalogue: Catalogue, db: Session, pupil_id: int, objective_id: str) -> Missing:
    """Return what an objective still asks of a pupil before it is called nearly secure."""
    judged, piece = judgements.of_pupil(db, pupil_id), pieces.state(catalogue, db, pupil_id, objective_id)
    shown = shown_by(catalogue, attempts_at(db, pupil_id, objective_id), judged)
    return still_missing(items_of(catalogue, objective_id), shown, piece)


def wanted(catalogue: Catalogue, db: Session, pupil_id: int, objective_id: str, done: Collection[str]) -> list[str]:
    """Return the items that would add to what has been shown, those first that add most; writing comes last.

    Items in `done` have been put in this set, and are not put for this again.
    """
    items, judged = items_of(catalogue, objective_id), judgements.of_pupil(db, pupil_id)
    shown = shown_by(catalogue, attempts_at(db, pupil_id, objective_id), judged)
    before = still_missing(items, shown, pieces.state(catalogue, db, pupil_id, objective_id))
    fresh = [one for one in items if one.id not in shown and one.id not in done and one.kind != pieces.PIECE]
    left = {one.id: _size(still_missing(items, {*shown, one.id})) for one in fresh}
    adding = sorted((one for one in fresh if left[one.id] < _size(before)), key=lambda one: left[one.id])
    writing = [one.id for one in items if one.kind == pieces.PIECE and one.id not in done]
    return [one.id for one in adding] + (writing if before.piece == "missing" else [])


def items_of(catalogue: Catalogue, objective_id: str) -> list[ItemSpec]:
    """Return an objective's items as their authors wrote them."""
    return [read_spec(one.definition) for one in catalogue.items_of(objective_id)]


def attempts_at(db: Session, pupil_id: int, objective_id: str) -> list[Tried]:
    """Return all of a pupil's attempts at an objective, oldest first, but for those of a placement.

    What a placement's answers say is in the starting value already, and it shows no verdicts.
    """
    return attempts_of(db, [pupil_id], [objective_id]).get((pupil_id, objective_id), [])


def attempts_of(
    db: Session, pupil_ids: Collection[int], objective_ids: Collection[str] | None = None
) -> dict[tuple[int, str], list[Tried]]:
    """Return the attempts of some pupils as `attempts_at` does, by pupil and objective; None is every objective."""
    query = columns(*(col(getattr(Attempt, name)) for name in Tried._fields)).join(
        TutoringSession, col(TutoringSession.id) == col(Attempt.session_id)
    )
    query = query.where(col(Attempt.pupil_id).in_(pupil_ids), col(TutoringSession.purpose) != "placement")
    if objective_ids is not None:
        query = query.where(col(Attempt.objective_id).in_(objective_ids))
    found: dict[tuple[int, str], list[Tried]] = {}
    for row in db.execute(query.order_by(col(Attempt.id))):
        one = Tried(*row)
        found.setdefault((one.pupil_id, one.objective_id), []).append(one)
    return found


def _size(what: Missing) -> int:
    return what.questions + what.difficulty + len(what.sides)


def _has_other_numbers(catalogue: Catalogue, item_id: str) -> bool:
    row = catalogue.item(item_id)
    return row is not None and bool(read_spec(row.definition).parameters)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
