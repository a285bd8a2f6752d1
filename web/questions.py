"""A teacher's own questions: pasted with a worked solution, given to a class, edited, approved, withdrawn."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session, col, select
from wtforms import Form, StringField, TextAreaField
from wtforms.validators import InputRequired

from tutor import pasted_ladder, teacher_questions
from tutor.database import reading, transaction
from tutor.pasted_guard import leaks
from tutor.pasted_plan import Pasted
from tutor.records import TeacherQuestion
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.limits import at_most
from web.own import own_class
from web.time_today import within_time

pages = Blueprint("questions", __name__)

MOST_RUNGS = 6


class QuestionForm(Form):  # type: ignore[misc] # WTForms has no types
    """What a teacher pastes."""

    title = StringField(_l("Title"), [InputRequired(_l("Enter a title that the class will see")), at_most(120)])
    question = TextAreaField(_l("Question"), [InputRequired(_l("Paste the question")), at_most(2000)])
    solution = TextAreaField(_l("Worked solution"), [InputRequired(_l("Paste the worked solution")), at_most(4000)])
    answer = StringField(_l("Final answer"), [InputRequired(_l("Enter the final answer")), at_most(400)])


@pages.get("/teacher/classes/<int:class_id>/questions")
@allow("teacher")
def show_questions(class_id: int) -> str:
    """Show a class's questions, and the form for a new one."""
    return _page(class_id, QuestionForm(), {}, ())


@pages.post("/teacher/classes/<int:class_id>/questions")
@allow("teacher")
def add_question(class_id: int) -> Response | tuple[str, int]:
    """Keep a question; where its solution does not hold together, say so and lose nothing."""
    form = QuestionForm(request.form)
    errors = {} if form.validate() else {name: texts[0] for name, texts in form.errors.items()}
    pasted = Pasted(*(str(form[name].data or "").strip() for name in ("question", "solution", "answer")))
    problems = () if errors or request.form.get("anyway") else pasted_ladder.problems(pasted)
    if errors or problems:
        return _page(class_id, form, errors, problems), 422
    with transaction(records()) as db:
        own_class(db, class_id)
        added = teacher_questions.add(db, class_id, own_id(), form.title.data.strip(), pasted)
    return redirect(url_for(".show_question", question_id=added.id), 303)  # type: ignore[return-value]


def _page(class_id: int, form: QuestionForm, errors: dict[str, str], problems: tuple[str, ...]) -> str:
    with reading(records()) as db:
        teaching_class = own_class(db, class_id)
        query = select(TeacherQuestion).where(
            TeacherQuestion.class_id == class_id, col(TeacherQuestion.withdrawn_at).is_(None)
        )
        questions = db.exec(query.order_by(col(TeacherQuestion.id).desc())).all()
    return render_template(
        "teacher/questions.html",
        teaching_class=teaching_class,
        questions=questions,
        form=form,
        errors=errors,
        problems=problems,
    )


@pages.get("/teacher/questions/<int:question_id>")
@allow("teacher")
def show_question(question_id: int) -> str:
    """Show a question with its ladder, to be edited and approved."""
    with reading(records()) as db:
        question = _own_question(db, question_id)
    return render_template("teacher/question.html", question=question, rungs=question.ladder, problems=(), saved=False)


@pages.post("/teacher/questions/<int:question_id>")
@allow("teacher")
def save_question(question_id: int) -> Response | tuple[str, int]:
    """Keep the ladder as edited; approve it, or withdraw the question."""
    chosen = request.form.get("action", "")
    rungs = [rung.strip() for rung in request.form.getlist("rung") if rung.strip()]
    if chosen not in ("save", "approve", "withdraw"):
        abort(400)
    with transaction(records()) as db:
        question = _own_question(db, question_id)
        problems = [] if chosen == "withdraw" else _ladder_problems(question, rungs)
        if problems:
            page = render_template(
                "teacher/question.html", question=question, rungs=rungs, problems=problems, saved=False
            )
            return page, 422
        if chosen == "withdraw":
            teacher_questions.withdraw(db, question)
            return redirect(url_for(".show_questions", class_id=question.class_id), 303)  # type: ignore[return-value]
        teacher_questions.save_ladder(db, question, rungs, approved=chosen == "approve")
    return redirect(url_for(".show_question", question_id=question_id), 303)  # type: ignore[return-value]


def _ladder_problems(question: TeacherQuestion, rungs: list[str]) -> list[str]:
    """Return what is wrong with a ladder: too few rungs, or one before the last that tells the answer."""
    if not 2 <= len(rungs) <= MOST_RUNGS:
        return [_("Keep 2 to %(most)s hints; the last is the full solution.", most=MOST_RUNGS)]
    return [
        _("Hint %(number)s tells the answer: only the last may.", number=number)
        for number, rung in enumerate(rungs[:-1], 1)
        if leaks(rung, question.answer, (question.question,))
    ]


@pages.post("/questions/<int:question_id>/sessions")
@allow("pupil")
@within_time
def start_question(question_id: int) -> Response:
    """Start a pupil's session on a question that a teacher gave the class."""
    with transaction(records()) as db:
        question = next((one for one in teacher_questions.for_pupil(db, own_id()) if one.id == question_id), None)
        if question is None:
            abort(404)
        started = teacher_questions.start(current_tutor(), db, own_id(), question)
    return redirect(url_for("pupil.show_session", session_id=started.id), 303)  # type: ignore[return-value]


def _own_question(db: Session, question_id: int) -> TeacherQuestion:
    """Return a question of one of the teacher's own classes, or show that there is no such page."""
    question = db.get(TeacherQuestion, question_id)
    if question is None or question.withdrawn_at is not None:
        abort(404)
    own_class(db, question.class_id)
    return question
