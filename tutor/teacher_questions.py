"""Questions that a teacher pastes with a worked solution: kept, given to a class, and answered by pupils.

Nothing is authored here: the solution's own steps are the ladder, and the replies come from comparing a pupil's working
with them (`pasted`). Until the teacher has approved a question its full solution is never shown.
"""

import re
from collections import Counter
from collections.abc import Sequence

from sqlmodel import Session, col, select

from content_store.items import DrawnItem
from tutor import explaining, history, quoting, talk
from tutor.assembly import Tutor
from tutor.exchange import Exchange, Said
from tutor.fixed_words import Words
from tutor.pasted_answers import answer_of
from tutor.pasted_ladder import draft_ladder, reply_plan
from tutor.pasted_plan import NOT_AS_ASKED, Pasted, Plan
from tutor.policy import LADDER_4, Move
from tutor.prompts import plain_text
from tutor.recording import add_turn, record_hint
from tutor.records import Membership, TeacherQuestion, TutoringSession, now
from tutor.sums_reading import false_claims, numbers_in

GENERAL = ("ask_for_working", "attempt_first", "refocus")
"""Replies that rest on nothing that the pupil wrote: one of them is enough."""
NEAREST = 3
"""Passages that say which objective a question is about."""
NOT_IN_THE_NOTES = "The lesson notes do not answer that: take it to your teacher. Back to the question."
TOWARDS = "What can you work out towards that?"
PREFIX = "question/"
"""What the item id of a teacher's question begins with: no item of a pack can be so named."""


def add(db: Session, class_id: int, teacher_id: int, title: str, pasted: Pasted) -> TeacherQuestion:
    """Keep a question for a class, with its draft ladder; pupils can use it at once, in hints-only mode."""
    question = TeacherQuestion(
        class_id=class_id,
        teacher_id=teacher_id,
        title=title,
        question=pasted.question,
        solution=pasted.solution,
        answer=pasted.answer,
        ladder=_true_rungs(draft_ladder(pasted)),
    )
    db.add(question)
    db.flush()
    return question


def _true_rungs(ladder: Sequence[str]) -> list[str]:
    """Return a ladder less the hints that would tell a sum that does not come out: a teacher may insist on one."""
    return [*(rung for rung in ladder[:-1] if not false_claims(rung)), ladder[-1]]


def pasted_of(question: TeacherQuestion) -> Pasted:
    """Return a question as it was pasted."""
    return Pasted(question.question, question.solution, question.answer)


def for_pupil(db: Session, pupil_id: int) -> Sequence[TeacherQuestion]:
    """Return the questions that a pupil's teachers have given their classes, newest first."""
    own = select(Membership.class_id).where(Membership.account_id == pupil_id)
    query = select(TeacherQuestion).where(
        col(TeacherQuestion.class_id).in_(own), col(TeacherQuestion.withdrawn_at).is_(None)
    )
    return db.exec(query.order_by(col(TeacherQuestion.id).desc())).all()


def item_of(question: TeacherQuestion) -> DrawnItem:
    """Return a question in the shape of an item, which is what marking and the policy know."""
    name = f"{PREFIX}{question.id}"
    return DrawnItem(
        id=name,
        objective_id=name,
        seed=0,
        kind="pasted",
        difficulty=2,
        question=question.question,
        answer=answer_of(question.question, question.answer),
        hints=tuple(question.ladder),
        steps=(question.solution,),
    )


def start(tutor: Tutor, db: Session, pupil_id: int, question: TeacherQuestion) -> TutoringSession:
    """Return the pupil's open session on a question, or a new one; its first turn is the question."""
    query = select(TutoringSession).where(
        TutoringSession.pupil_id == pupil_id,
        TutoringSession.question_id == question.id,
        col(TutoringSession.ended_at).is_(None),
        TutoringSession.phase != "done",
    )
    if existing := db.exec(query).first():
        return existing
    item = item_of(question)
    session = TutoringSession(
        pupil_id=pupil_id,
        objective_id=item.objective_id,
        content_version=tutor.catalogue.version,
        policy=LADDER_4.name,
        purpose="question",
        question_id=question.id,
        item_id=item.id,
    )
    db.add(session)
    db.flush()
    add_turn(Exchange(tutor, db, session, Said(0, "help", ""), item), Move("ask"), Words(question.question))
    return session


def item_in(db: Session, session: TutoringSession) -> DrawnItem | None:
    """Return the item of a session on a teacher's question, None where it has been withdrawn."""
    question = db.get(TeacherQuestion, session.question_id) if session.question_id else None
    return item_of(question) if question and question.withdrawn_at is None else None


def needs_leave(db: Session, session: TutoringSession) -> bool:
    """Return whether the question of a session is still in hints-only mode."""
    question = db.get(TeacherQuestion, session.question_id) if session.question_id else None
    return question is not None and question.approved_at is None


def reply(exchange: Exchange, move: Move) -> None:
    """Answer a pupil's working on a teacher's question: the place where it goes wrong, else the ladder's next rung.

    A question about a word to know gets its meaning.
    """
    session, item = exchange.session, exchange.item
    question = exchange.db.get(TeacherQuestion, session.question_id) if session.question_id else None
    if question is None or item is None:
        return
    if _answered(exchange, move, question):
        return
    plan = plan_of(exchange, question)
    rung = next((int(one.split()[1]) for one in plan.sources if one.startswith("rung ")), 0)
    if rung:
        session.rung = max(session.rung, rung)
    session.aided = True
    made = Move("hint", rung) if rung else move
    turn = add_turn(exchange, made, Words(plain_text(plan.authored), facts={"kind": "pasted", "plan": plan.move}))
    if rung:
        record_hint(exchange, item, turn, made)


def _answered(exchange: Exchange, move: Move, question: TeacherQuestion) -> bool:
    """Answer what a pupil asks about an idea from the notes nearest to the question; return whether they asked that.

    "Is the mean the middle number?" sounds like a request for help: it is one unless the notes answer it.
    """
    asked, meant = exchange.understood.question, exchange.understood.meant
    idea = meant in {"question", "help", "answer request"} and not re.search(r"\banswers?\b", asked, re.IGNORECASE)
    if not idea or not asked or numbers_in(asked):
        return False
    objective = _nearest_objective(exchange.tutor, question)
    found = exchange.explanation
    if found is None and objective:
        found = explaining.explanation(exchange.tutor, objective, asked, exchange.item)
    if found is None and meant != "question":
        return False
    exchange.session.aided = True
    if found is not None:
        add_turn(exchange, Move("explain"), Words(found.authored, facts=found.facts))
        return True
    plan = Plan("refocus", f"{NOT_IN_THE_NOTES} {quoting.asked(question.question)} {TOWARDS}")
    add_turn(exchange, move, Words(plain_text(plan.authored), facts={"kind": "pasted", "plan": plan.move}))
    return True


def _nearest_objective(tutor: Tutor, question: TeacherQuestion) -> str | None:
    """Return the objective that most of the notes nearest to a question and its solution are of, None for none."""
    hits = tutor.passages.search(f"{question.question}\n{question.solution}", k=NEAREST)
    passages = tutor.catalogue.passages([hit.passage_id for hit in hits])
    return next((name for name, _ in Counter(one.objective_id for one in passages).most_common(1)), None)


def plan_of(exchange: Exchange, question: TeacherQuestion) -> Plan:
    """Return what the talk so far asks for next; what has just been asked for in vain gives way to the next rung."""
    spoken = history.turns_of(exchange.db, exchange.session)[1:]
    if spoken and spoken[-1].working.strip():
        spoken = [turn for turn in spoken if turn.who == "tutor"] + [spoken[-1]]  # new working stands for itself
    turns = [
        talk.Turn("pupil" if turn.who == "pupil" else "tutor", "\n".join(filter(None, (turn.working, turn.text))))
        for turn in spoken
    ]
    given, ladder = exchange.session.rung, tuple(question.ladder)
    plan = reply_plan(pasted_of(question), turns, given, ladder)
    mark = exchange.mark
    if mark is not None and (mark.only_form or (plan.right and mark.right is False)):
        plan = Plan("hint", NOT_AS_ASKED, ("answer",), False)
    before = next((turn.facts.get("plan") for turn in reversed(spoken) if turn.who == "tutor"), None)
    said = {turn.text for turn in spoken if turn.who == "tutor"}
    in_vain = (plan.move == before and plan.move in GENERAL) or plain_text(plan.authored) in said
    if in_vain and plan.right is not True and given < len(ladder) - 1:
        return Plan("hint", ladder[given], (f"rung {given + 1}",), plan.right)
    return plan


def save_ladder(db: Session, question: TeacherQuestion, rungs: Sequence[str], approved: bool) -> None:
    """Keep a teacher's wording of the ladder; approving it lets the last rung, which tells, be shown."""
    question.ladder = [rung.strip() for rung in rungs if rung.strip()]
    question.solution = question.ladder[-1]
    question.approved_at = now() if approved else None
    db.add(question)


def withdraw(db: Session, question: TeacherQuestion) -> None:
    """Take a question away from its class; what pupils did on it stays."""
    question.withdrawn_at = now()
    db.add(question)
