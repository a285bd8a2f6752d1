"""The printed reports as PDF: the same words as their pages."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from tutor.class_map import STATES
from tutor.pupil_record import Effort
from tutor.records import now
from tutor.reports import ClassReport, ObjectiveCount, PupilReport, Titled
from web.paper import SMALL, Paper, can_write

LINE = "_" * 24


def pupils_paper(title: str, reports: Sequence[PupilReport], sub: str, period: str) -> bytes:
    """Return the reports of some pupils as a PDF, a side for each."""
    paper = Paper(title, now())
    paper.foot = foot_words()
    for one in reports:
        paper.add_page()
        _pupil_side(paper, one, sub, period)
    return bytes(paper.output())


def _pupil_side(paper: Paper, one: PupilReport, sub: str, period: str) -> None:
    paper.title_line(written_name(one))
    paper.paragraph(sub, SMALL)
    paper.heading(_("What was done"))
    paper.paragraph(effort_words(one.effort, period))
    if not one.begun:
        paper.paragraph(_("No objective has been begun yet."))
        return
    if one.secure:
        paper.heading(_("Secure: answered without help, and again on a later day"))
        paper.bullets([titled(row) for row in one.secure])
    if one.on_the_way:
        paper.heading(_("On the way"))
        paper.bullets([titled(row) for row in one.on_the_way])
    if one.more:
        paper.paragraph(more_words(one.more), SMALL)
    paper.heading(_("To practise next"))
    paper.bullets([f"{row.title} ({row.subject})" for row in one.next])
    paper.heading(_("What to try at home"))
    paper.bullets(home_words(one))


def class_paper(title: str, found: ClassReport, sub: str, period: str) -> bytes:
    """Return the report of a class as a PDF of a side or two, with numbers and no names."""
    paper = Paper(title, now())
    paper.foot = foot_words()
    paper.add_page()
    paper.title_line(title)
    paper.paragraph(sub, SMALL)
    paper.heading(_("What was done"))
    paper.paragraph(class_words(found, period))
    if found.to_teach:
        paper.heading(_("Where the most pupils need practice"))
        paper.bullets([teach_words(one) for one in found.to_teach])
    if found.objectives:
        paper.heading(_("Where the class stands"))
        head = [_("Objective"), *(_(name) for name in STATES)]
        rows = [[one.title, *(str(one.counts[name]) for name in STATES)] for one in found.objectives]
        paper.rows([str(one).capitalize() for one in head], rows, (90, 21, 21, 21, 21))
    return bytes(paper.output())


def written_name(one: PupilReport) -> str:
    """Return the pupil's name, or a line for writing it by hand where no face here has its letters."""
    return one.pupil.name if can_write(one.pupil.name) else f"{LINE} ({one.pupil.username})"


def titled(row: Titled) -> str:
    """Return an objective with its subject, and the state where it is not secure."""
    return f"{row.title} ({row.subject})" + ("" if row.words == "secure" else f": {_(row.words)}")


def effort_words(did: Effort, period: str) -> str:
    """Return what a pupil did, in facts."""
    if not did.sessions:
        return str(_("%(period)s: no work in Attain.", period=period))
    return str(
        _(
            "%(period)s: at work on %(days)s in %(sessions)s, %(minutes)s in all; %(questions)s.",
            period=period,
            days=ngettext("%(num)s day", "%(num)s days", did.days),
            sessions=ngettext("%(num)s session", "%(num)s sessions", did.sessions),
            minutes=ngettext("%(num)s minute", "%(num)s minutes", did.minutes),
            questions=ngettext("%(num)s question tried", "%(num)s questions tried", did.questions),
        )
    )


def class_words(found: ClassReport, period: str) -> str:
    """Return what a class did, in facts."""
    return str(
        _(
            "%(period)s: %(worked)s of %(pupils)s pupils worked, %(minutes)s in all; %(questions)s.",
            period=period,
            worked=found.worked,
            pupils=found.pupils,
            minutes=ngettext("%(num)s minute", "%(num)s minutes", found.minutes),
            questions=ngettext("%(num)s question tried", "%(num)s questions tried", found.questions),
        )
    )


def teach_words(one: ObjectiveCount) -> str:
    """Return how many pupils need practice on an objective."""
    return str(
        _(
            "%(title)s (%(subject)s): %(count)s of the %(begun)s who have begun it",
            title=one.title,
            subject=one.subject,
            count=one.counts["needs practice"],
            begun=one.begun,
        )
    )


def more_words(count: int) -> str:
    """Return how many objectives were left out."""
    return str(ngettext("and %(num)s more objective begun", "and %(num)s more objectives begun", count))


def home_words(one: PupilReport) -> list[str]:
    """Return what somebody at home can do who need not know the subject."""
    first, title = one.pupil.name.split()[:1], one.next[0].title if one.next else ""
    name = first[0] if first and can_write(first[0]) else str(_("your child"))
    ask = _(
        "Ask %(name)s to explain this to you out loud: “%(title)s”. You need not know it: ask “why?” at each step.",
        name=name,
        title=title,
    )
    little = _(
        "Fifteen minutes in Attain on one objective, then stop. A little on three days is better than a lot on one."
    )
    tried = _(
        "When an answer is wrong, ask “what did you try?” before looking anything up, and let %(name)s find the line.",
        name=name,
    )
    return [str(ask), str(little), str(tried)]


def foot_words() -> str:
    """Return what stands at the foot of every side."""
    return str(_("Made by Attain, a computer program that can be wrong, from unaided answers. The teacher knows more."))
