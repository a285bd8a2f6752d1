"""An invented class of thirty and what it did in a week and before: for the demonstration school, and for tests.

The pupils are invented and their answers are made from the items themselves; all else is real: each message goes
through the dialogue, so marks, diagnoses, hints and what is known come about as they do in a school. What was said a
moment ago is then moved to the day on which it is to have been said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from content_store.answers import ShortTextAnswer, ValueAnswer
from content_store.items import DrawnItem
from evaluation.proofs.marks import expected_marks, right_text
from tutor import dialogue, feedback, history
from tutor.accounts import hash_password, new_password
from tutor.assembly import Tutor
from tutor.class_records import ReplyFeedback
from tutor.exchange import Said
from tutor.offloading import SCHOOL_TIME
from tutor.policy import Intent
from tutor.records import Account, Attempt, HintGiven, Membership, TeachingClass, Turn, TutoringSession
from tutor.teaching_records import Handover

PUPILS = 30
FIRST = ("Gil", "Hana", "Idris", "Jo", "Kai", "Lena", "Moe", "Nia", "Omar", "Pia", "Quin", "Rosa")
LAST = ("Invented", "Madeup")
SECONDS = 70
"""Between one turn and the next."""
VAGUE = "because of the light and how the leaf is made, so that more of it happens there"
MOST_TRIES = 9
"""Questions after which somebody whose wrong idea no question has brought up gives up showing it."""


@dataclass(frozen=True)
class Sitting:
    """One pupil at one objective: the day from the Monday, the hour, and in one word each what the pupil does.

    `right`, `wrong`, `help`, `want` (asks for the answer), `unhelpful` (says so of the last reply), `stop`, `vague`
    (words
    that nobody can mark for certain, at the first question that is answered in words); any other word is the
    misconception by which they answer as soon as a question lets it show.
    """

    place: int
    objective_id: str
    day: int
    begin: time
    does: str


BEFORE = ("linear-equations", "fractions-add", "pythagoras", "ratio-share", "photosynthesis")
"""What the class worked on in the week before."""


def plan() -> list[Sitting]:
    """Return who does what in the week and the one before, the earliest first."""
    sittings = [Sitting(place, BEFORE[place % 5], -4, time(15, place), "right help right") for place in range(28)]
    for place in range(5):
        sittings.append(Sitting(place, "pythagoras", 0, time(9, 5 + place), "pythagoras-lengths-not-squares stop"))
    for place in range(5, 8):
        sittings.append(Sitting(place, "fractions-add", 1, time(9, 5), "fractions-add-tops-and-bottoms help right"))
    sittings += [
        Sitting(8, "linear-equations", 1, time(16), "want want want want want want"),
        Sitting(9, "linear-equations", 2, time(22, 40), "wrong unhelpful right stop"),
        Sitting(10, "ratio-share", 2, time(16), "wrong help unhelpful wrong"),
        Sitting(11, "pythagoras", 2, time(16, 5), "wrong wrong help"),
        Sitting(12, "newtons-second-law", 3, time(11), "vague stop"),
        Sitting(13, "energy-changes", 3, time(11, 2), "vague stop"),
    ]
    for place in range(14, 18):
        sittings.append(Sitting(place, BEFORE[place % 4], 3, time(10, place), "right " * 8))
    for place in range(18, 25):
        sittings.append(Sitting(place, BEFORE[place % 4], 3, time(10, place), "right wrong help right right"))
    return sorted(sittings, key=lambda one: (one.day, one.begin))


def fill(tutor: Tutor, db: Session, teaching_class: TeachingClass, monday: date) -> int:
    """Fill a class up to thirty pupils and let them work in the week of a Monday; return the messages sent."""
    pupils = _pupils(db, teaching_class)
    return sum(_play(tutor, db, pupils[one.place], one, monday) for one in plan() if one.place < len(pupils))


def _pupils(db: Session, teaching_class: TeachingClass) -> Sequence[Account]:
    """Return the class's pupils by name, after adding as many as are missing; nobody knows the password of those."""
    class_id, unknown = teaching_class.id or 0, hash_password(new_password())
    names = (f"{first} {last}" for last in LAST for first in FIRST)
    for name in list(names)[: max(PUPILS - len(history.pupils_in(db, class_id)), 0)]:
        username = f"{name.replace(' ', '.').casefold()}.{class_id}"
        account = Account(
            school_id=teaching_class.school_id, role="pupil", username=username, password_hash=unknown, name=name
        )
        db.add(account)
        db.flush()
        db.add(Membership(class_id=class_id, account_id=account.id or 0))
    db.flush()
    return history.pupils_in(db, class_id)


def _play(tutor: Tutor, db: Session, pupil: Account, sitting: Sitting, monday: date) -> int:
    session = dialogue.start(tutor, db, pupil.id or 0, sitting.objective_id)
    since, sent = history.last_position(db, session), 0
    for word in sitting.does.split():
        if word == "stop":
            dialogue.stop(db, session)
        elif word == "unhelpful":
            _call_unhelpful(db, session)
        elif word in ("right", "wrong", "help", "want"):
            sent += _send(tutor, db, session, *_message(tutor, db, session, word))
        else:
            sent += _show_idea(tutor, db, session, word)
    begin = datetime.combine(monday + timedelta(days=sitting.day), sitting.begin, SCHOOL_TIME)
    _move(db, session, since, begin)
    return sent


def _message(tutor: Tutor, db: Session, session: TutoringSession, word: str) -> tuple[Intent, str]:
    item = dialogue.open_item_of(tutor, db, session)
    if word == "want":
        return "question", "just tell me the answer"
    if word == "help" or item is None:
        return "help", ""
    return "answer", right_text(item.answer) if word == "right" else next(_wrong(item), "no idea")


def _wrong(item: DrawnItem) -> Iterator[str]:
    """Yield wrong answers to an item, those first that show nothing."""
    texts = [(text, idea) for text, right, idea in expected_marks(item.answer) if right is False]
    yield from (text for text, _ in sorted(texts, key=lambda one: one[1] is not None))


def _show_idea(tutor: Tutor, db: Session, session: TutoringSession, misconception_id: str) -> int:
    """Answer right until a question lets the misconception show, and then by it; return how many messages it took."""
    for sent in range(MOST_TRIES):
        item = dialogue.open_item_of(tutor, db, session)
        if item is None:
            return sent
        _send(tutor, db, session, "answer", _showing(item, misconception_id) or right_text(item.answer))
        attempts = history.attempts_in(db, session)
        if attempts and (attempts[-1].misconception_id == misconception_id or attempts[-1].right is None):
            return sent + 1
    return MOST_TRIES


def _showing(item: DrawnItem, word: str) -> str:
    """Return what somebody with a wrong idea, or with few words, answers to an item; empty where it does not show."""
    if word == "vague":
        return VAGUE if isinstance(item.answer, ShortTextAnswer) else ""
    shown = [text for text, _, idea in expected_marks(item.answer) if idea == word]
    return shown[0] if shown and isinstance(item.answer, ValueAnswer) else ""


def _send(tutor: Tutor, db: Session, session: TutoringSession, intent: Intent, text: str) -> int:
    """Send one message and show the replies in their authored words; return 1, or 0 where it was not taken."""
    position = history.last_position(db, session) + 1
    heard = dialogue.respond(tutor, db, session, Said(position, intent, text))
    for turn_id in heard.waiting:
        turn = db.get_one(Turn, turn_id)
        turn.text, turn.state = turn.authored, "shown"
        db.add(turn)
    db.flush()
    return int(heard.outcome == "taken")


def _call_unhelpful(db: Session, session: TutoringSession) -> None:
    for position in feedback.asked_about(db, session.id or 0):
        turn = history.turn_at(db, session, position)
        if turn is not None:
            feedback.say(db, session.pupil_id, turn, helped=False)
    db.flush()


def _move(db: Session, session: TutoringSession, since: int, begin: datetime) -> None:
    """Move what was said in a session after a position to a time, with everything that hangs on it."""
    moments = {}
    for turn in history.turns_of(db, session):
        if turn.position > since or since == 1:
            moments[turn.id or 0] = turn.at = begin + timedelta(seconds=SECONDS * (turn.position - since))
            turn.shown_at = turn.at
            db.add(turn)
    for table in (Attempt, HintGiven, Handover, ReplyFeedback):
        rows: Sequence[Any] = db.exec(select(table).where(col(table.turn_id).in_(moments))).all()
        for row in rows:
            row.at = moments[row.turn_id]
            db.add(row)
    session.last_at = max(moments.values(), default=begin)
    session.started_at = min(session.started_at, begin)
    if session.ended_at:
        session.ended_at = session.last_at
    db.add(session)
    db.flush()
