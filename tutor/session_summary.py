"""What was done in a session, counted, and what to try next without help. Never compared with anybody else."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, func, select

from tutor import history, judgements, knowledge, next_steps
from tutor.assembly import Tutor
from tutor.mastery import MASTERED
from tutor.next_steps import NextStep
from tutor.policy_tables import WITHOUT_HELP
from tutor.records import Attempt, Turn, TutoringSession
from tutor.teaching_records import Handover

How = Literal["alone", "helped", "open", "unsure"]
"""How one question went: right at the first try without help; right with help or after another try; tried and not
right yet; not marked for certain."""
Why = Literal["was helped", "still open", "not yet shown"]


@dataclass(frozen=True)
class Again:
    """A question of the same objective to be tried without help.

    Attributes:
        why: What the reason is made of.
        objective_id: Of the objective.
        title: Of the objective.
        like: The id and seed of the item that the question is to be like; None for any.
        missing: For `not yet shown`, what the objective still asks for, in words.
    """

    why: Why
    objective_id: str
    title: str
    like: tuple[str, int] | None = None
    missing: str = ""


@dataclass(frozen=True)
class Summary:
    """A session in numbers.

    Attributes:
        questions: How many questions were answered; without help those that were passed count too.
        how: How many of them went how; empty for a placement, which marks nothing, and for a test, which
            says it in a place of its own once all of it is done.
        handed_over: How many went to the teacher.
        again: What to try without help, of the same objective; None where nothing of it is left to show.
        step: What comes next where there is no `again`.
    """

    questions: int
    how: Counter[How]
    handed_over: int = 0
    again: Again | None = None
    step: NextStep | None = None


def summary_of(tutor: Tutor, db: Session, session: TutoringSession) -> Summary:
    """Return what was done in a session, and what to try next."""
    if session.purpose in WITHOUT_HELP:
        return Summary(_placed(db, session), Counter(), step=_step(tutor, db, session))
    went = _went(db, session)
    how: Counter[How] = Counter(one for _, one in went)
    again = again_of(tutor, db, session)
    return Summary(len(went), how, _handed_over(db, session), again, None if again else _step(tutor, db, session))


def again_of(tutor: Tutor, db: Session, session: TutoringSession) -> Again | None:
    """Return what of a session's objective is to be tried without help; None where there is nothing to show."""
    objective = tutor.catalogue.objective(session.objective_id)
    if (
        session.purpose in (*WITHOUT_HELP, "question")
        or objective is None
        or not tutor.catalogue.items_of(objective.id)
    ):
        return None
    newest: dict[str, tuple[tuple[str, int], How]] = {}
    for item, how in _went(db, session):
        newest.pop(item[0], None)
        newest[item[0]] = (item, how)
    for item, how in reversed(newest.values()):
        if how in ("helped", "open"):
            return Again("was helped" if how == "helped" else "still open", objective.id, objective.title, item)
    known = knowledge.all_known(tutor, db, session.pupil_id).get(objective.id)
    if known and newest and (known.standing.known < MASTERED or known.missing.by_pupil):
        return Again("not yet shown", objective.id, objective.title, missing=known.missing.words)
    return None


def _went(db: Session, session: TutoringSession) -> list[tuple[tuple[str, int], How]]:
    """Return the items answered in a session, oldest first, with how each went."""
    groups: dict[tuple[str, int], list[Attempt]] = defaultdict(list)
    for one in history.attempts_in(db, session):
        groups[one.item_id, one.seed].append(one)
    judged = judgements.of_pupil(db, session.pupil_id)
    by_themselves = session.purpose == "question"
    return [
        (item, how_of([judgements.mark_of(one, judged) for one in tries], _is_alone(tries[0], by_themselves)))
        for item, tries in groups.items()
    ]


def _is_alone(first: Attempt, by_itself: bool) -> bool:
    """Return whether a first attempt had no help; on a teacher's own question the rung says so."""
    return first.rung == 0 if by_itself else not first.aided


def how_of(marks: Sequence[bool | None], alone: bool) -> How:
    """Return how a question went.

    Args:
        marks: Of the tries at it, oldest first, at least one; None where marking is unsure.
        alone: Whether no help came before the first.
    """
    if marks[0] and alone:
        return "alone"
    if any(marks):
        return "helped"
    return "unsure" if marks[-1] is None else "open"


def _placed(db: Session, session: TutoringSession) -> int:
    """Return how many questions of a placement were answered or passed."""
    query = select(func.count()).where(
        Turn.session_id == session.id, Turn.who == "pupil", col(Turn.read_as).in_(("attempt", "pass"))
    )
    return db.exec(query).one()


def _handed_over(db: Session, session: TutoringSession) -> int:
    query = select(func.count()).where(Handover.session_id == session.id, Handover.reason == "stuck")
    return db.exec(query).one()


def _step(tutor: Tutor, db: Session, session: TutoringSession) -> NextStep | None:
    """Return what comes next on something else."""
    known = knowledge.all_known(tutor, db, session.pupil_id)
    steps = next_steps.candidates(tutor, db, session.pupil_id, known)
    return next((one for one in steps if one.id not in (session.objective_id, str(session.id))), None)
