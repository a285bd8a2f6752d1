"""The form in which a teacher sets work: what, for whom, and from when until when.

One form does all of it without JavaScript: searching, choosing questions and setting the work post the same fields, so
nothing that was typed or ticked is lost on the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from content_store.catalogue import Catalogue
from content_store.curriculum import Objective, Subject, Unit
from content_store.items import DrawnItem, draw, read_spec
from tutor import assignments
from tutor.assembly import Tutor
from tutor.assignments import LENGTHS, MOST_ITEMS, MOST_OBJECTIVES, MOST_TITLE, TEST_SIZES
from tutor.class_records import Assignment
from tutor.records import Account

MOST_LESSONS = 8
"""How many lessons a search looks into."""
MAX_SEARCH = 200
USUAL_DAYS = 7
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)
BAD_DAY = _l("Enter a day, for example 2026-12-04")


class AssignmentForm(Form):  # type: ignore[misc] # WTForms has no types
    """What a teacher fills in; the objectives and items are read beside it."""

    mode = RadioField(
        _l("How do they do it?"),
        choices=[
            SelectChoice("coach", _l("With help: hints, questions to the tutor, and what was right at once")),
            SelectChoice("test", _l("As a test: no hints and no solutions; what was right is shown at the end")),
        ],
        default="coach",
        validators=[InputRequired(_l("Choose how they do it"))],
    )
    support = RadioField(
        _l("How soon does help come?"),
        choices=[
            SelectChoice("full", _l("As usual: two hints may be had without a try")),
            SelectChoice("less", _l("Later: a try comes before every hint")),
        ],
        default="full",
    )
    questions = SelectField(_l("Questions in a test"), default=str(TEST_SIZES[0]))
    minutes = SelectField(_l("Planned time"), default="")
    opens_on = DateField(_l("First day"), [InputRequired(BAD_DAY)])
    due_on = DateField(_l("Due on"), [Optional()])
    pupils = SelectMultipleField(_l("Only these pupils"))
    title = StringField(_l("Title, as pupils see it"), [Length(max=MOST_TITLE)])

    def __init__(self, formdata: Any = None, class_pupils: Sequence[Account] = (), **given: Any) -> None:
        """Offer the pupils of a class."""
        super().__init__(formdata, **given)
        starter, *more = TEST_SIZES
        self.questions.choices = [SelectChoice(str(starter), _("%(num)s, a starter quiz", num=starter))]
        self.questions.choices += [SelectChoice(str(one), str(one)) for one in more]
        self.minutes.choices = [SelectChoice("", _("None"))]
        self.minutes.choices += [SelectChoice(str(one), _("%(num)s minutes", num=one)) for one in LENGTHS]
        self.pupils.choices = [SelectChoice(str(one.id), one.name) for one in class_pupils]


class DatesForm(Form):  # type: ignore[misc] # WTForms has no types
    """The days of work that has been set already."""

    opens_on = DateField(_l("First day"), [InputRequired(BAD_DAY)])
    due_on = DateField(_l("Due on"), [Optional()])


@dataclass
class Picked:
    """What is chosen and what there is to choose from: each objective stands on the page once."""

    objectives: list[Objective]
    items: list[str]
    wanted: str
    """What was searched for."""
    found: list[Objective] = field(default_factory=list)
    subjects: list[tuple[Subject, list[tuple[Unit, list[Objective]]]]] = field(default_factory=list)
    questions: dict[str, list[DrawnItem]] = field(default_factory=dict)
    """The questions of the chosen objectives, where they are to be chosen from."""


def first_form(args: MultiDict[str, str], class_pupils: Sequence[Account]) -> AssignmentForm:
    """Return the form as it is opened: from today for a week, with what the address says."""
    day = assignments.today()
    mode = "test" if args.get("mode") == "test" else "coach"
    title = args.get("title", "")[:MOST_TITLE]
    days = {"opens_on": day, "due_on": day + timedelta(days=USUAL_DAYS)}
    return AssignmentForm(None, class_pupils, data=days | {"mode": mode, "title": title})


def picked(tutor: Tutor, values: MultiDict[str, str], choosing: bool = False, searching: bool = False) -> Picked:
    """Return what the posted fields, or an address, choose; what does not exist is passed over."""
    catalogue = tutor.catalogue
    items = [one for one in dict.fromkeys(values.getlist("item")) if assignments.is_given(catalogue, one)]
    of_items = [row.objective_id for one in items if (row := catalogue.item(one))]
    names = dict.fromkeys([*values.getlist("objective"), *of_items])
    chosen = [one for name in names if (one := catalogue.objective(name)) and catalogue.items_of(name)]
    wanted = values.get("q", "").strip()[:MAX_SEARCH]
    own = Picked(chosen, items, wanted)
    if searching and wanted:
        lessons = tutor.passages.search_lessons(wanted, MOST_LESSONS)
        found = [one for lesson in lessons for one in catalogue.objectives_of(lesson.lesson_id)]
        own.found = [one for one in found if catalogue.items_of(one.id) and one not in chosen]
    seen = {one.id for one in (*chosen, *own.found)}
    own.subjects = [(one, units) for one in catalogue.subjects() if (units := _units(catalogue, one, seen))]
    for one in chosen if choosing or items else []:
        own.questions[one.id] = [draw(read_spec(row.definition), one.id, 0) for row in catalogue.items_of(one.id)]
    return own


def _units(catalogue: Catalogue, subject: Subject, seen: set[str]) -> list[tuple[Unit, list[Objective]]]:
    """Return a subject's units with the objectives that have questions and do not stand further up already."""
    units = []
    for unit in catalogue.units(subject.id):
        objectives = [one for lesson in catalogue.lessons_of(unit.id) for one in catalogue.objectives_of(lesson.id)]
        units.append((unit, [one for one in objectives if one.id not in seen and catalogue.items_of(one.id)]))
    return [(unit, objectives) for unit, objectives in units if objectives]


def problems(form: AssignmentForm, own: Picked) -> dict[str, str]:
    """Return what keeps the work from being set, by the field that it stands beside."""
    found = {} if form.validate() else {name: str(texts[0]) for name, texts in form.errors.items()}
    for name in ("opens_on", "due_on"):
        if name in found:
            found[name] = str(BAD_DAY)
    if "pupils" in found:
        found["pupils"] = _("Somebody who was ticked is no longer in this class: look through the list again")
    found |= day_problems(form.opens_on.data, form.due_on.data, found)
    if form.mode.data == "test" and form.due_on.data is None and "due_on" not in found:
        found["due_on"] = _("Enter the day on which the test is due: until then its questions are kept apart")
    if not own.objectives:
        found["choose"] = _("Choose at least one objective")
    elif len(own.objectives) > MOST_OBJECTIVES:
        found["choose"] = _("Choose %(most)s objectives at most", most=MOST_OBJECTIVES)
    elif len(own.items) > MOST_ITEMS:
        found["choose"] = _("Choose %(most)s questions at most", most=MOST_ITEMS)
    return found


def day_problems(opens_on: date | None, due_on: date | None, found: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with days that can be read; those with a problem already are passed over."""
    for name, day in (("opens_on", opens_on), ("due_on", due_on)):
        if day and not FIRST_DAY <= day <= LAST_DAY:
            return {name: str(BAD_DAY)}
    if opens_on and due_on and due_on < opens_on and not {"opens_on", "due_on"} & found.keys():
        return {"due_on": _("The day on which it is due comes before the first day")}
    return {}


def wanted(form: AssignmentForm, own: Picked, class_id: int, teacher_id: int) -> Assignment:
    """Return the work that a form without problems describes."""
    titles = [one.title for one in own.objectives]
    title = (form.title.data or "").strip() or " · ".join(titles)
    pupils = [int(one) for one in form.pupils.data or []]
    return Assignment(
        class_id=class_id,
        teacher_id=teacher_id,
        title=title if len(title) <= MOST_TITLE else f"{title[: MOST_TITLE - 1]}…",
        objective_ids=[one.id for one in own.objectives],
        item_ids=own.items,
        pupil_ids=[] if len(pupils) == len(form.pupils.choices) else pupils,
        mode=form.mode.data,
        support=form.support.data,
        opens_on=form.opens_on.data,
        due_on=form.due_on.data,
        minutes=int(form.minutes.data) if form.minutes.data else None,
    )
