"""The class map: the pupils of a class by objectives, with what each knows, how sure that is and how fresh."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from content_store.curriculum import Subject, Unit
from tutor import class_map
from tutor.assembly import Tutor
from tutor.class_map import NAME, PRACTICE, STATES, ClassMap
from tutor.database import reading
from tutor.knowledge import Known
from tutor.offloading import SCHOOL_TIME
from tutor.records import now
from web.auth import allow
from web.class_map_picture import drawn
from web.context import current_tutor, records
from web.own import own_class

pages = Blueprint("class_map", __name__, url_prefix="/teacher/classes/<int:class_id>/map")

SIGNS = {"secure": "●", "nearly secure": "◕", "getting there": "◑", "needs practice": "○"}
"""How full a circle is repeats the word beside it."""
NEARLY_SURE = 99
"""No estimate is certain, so that nothing is called 100% known."""
FITS_PAPER = 8
"""Objectives beside each other that can be read on a sheet."""


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: a subject, one of its topics or all, and whether what nobody has begun is shown."""

    subject: Subject
    unit: Unit | None
    everything: bool
    sort: str
    backwards: bool

    def address(self, class_id: int, sort: str = "") -> str:
        """Return the address of this map in another order: the same again turns it round."""
        again = sort == self.sort and not self.backwards
        return url_for(
            ".show_map",
            class_id=class_id,
            subject=self.subject.id,
            topic=self.unit.id if self.unit else None,
            all="yes" if self.everything else None,
            sort=f"-{sort}" if again else sort,
        )

    def aria(self, sort: str) -> str:
        """Return how a column is sorted, for a screen reader; empty where it is not."""
        if sort != self.sort:
            return ""
        rising = self.backwards if sort == PRACTICE else not self.backwards
        return "ascending" if rising else "descending"


@pages.get("")
@allow("teacher")
def show_map(class_id: int) -> str:
    """Show what the pupils of a class know, objective by objective. Nobody's words are on this page."""
    tutor = current_tutor()
    with reading(records()) as db:
        own = own_class(db, class_id)
        begun = class_map.begun_in(db, class_id)
        chosen = _chosen(tutor, begun)
        objectives = class_map.objectives_of(tutor.catalogue, chosen.subject.id, chosen.unit)
        shown = [one for one in objectives if chosen.everything or begun[one.id]]
        found = class_map.read(tutor, db, class_id, shown)
    rows = class_map.ordered(found.rows, chosen.sort, chosen.backwards)
    return render_template(
        "teacher/class_map.html",
        teaching_class=own,
        chosen=chosen,
        subjects=[(one, tutor.catalogue.units(one.id)) for one in tutor.catalogue.subjects()],
        found=found,
        rows=rows,
        left_out=len(objectives) - len(shown),
        picture=drawn(found),
        in_words=in_words(found),
        states=STATES,
        in_language={name: _(name) for name in STATES},
        signs=SIGNS,
        ago=ago,
        likely=likely,
        fits_paper=len(shown) <= FITS_PAPER,
    )


def _chosen(tutor: Tutor, begun: Counter[str]) -> Chosen:
    """Return what the address asks for; no page for a subject or a topic that is not there."""
    wanted, unit_id = request.args.get("subject", ""), request.args.get("topic", "")
    if "/" in unit_id:  # the form without scripts sends the topic with its subject
        wanted, _slash, unit_id = unit_id.partition("/")
    catalogue = tutor.catalogue
    subject = catalogue.subject(wanted) if wanted else class_map.most_begun(catalogue, begun)
    unit = next((one for one in catalogue.units(subject.id) if one.id == unit_id), None) if subject else None
    if subject is None or (unit_id and unit is None):
        abort(404)
    sort = request.args.get("sort", NAME)
    by = sort.removeprefix("-")
    known = by in (NAME, PRACTICE) or catalogue.objective(by) is not None
    return Chosen(subject, unit, request.args.get("all") == "yes", by if known else NAME, known and sort != by)


def in_words(found: ClassMap) -> str:
    """Return what the picture shows, in a sentence or two."""
    begun = [one for one in found.columns if one.begun]
    if not begun:
        return str(_("Nobody has begun any of these objectives."))
    worst = max(begun, key=lambda one: one.counts["needs practice"])
    best = max(begun, key=lambda one: one.counts["secure"] + one.counts["nearly secure"])
    pupils = ngettext("%(num)s pupil", "%(num)s pupils", len(found.rows))
    objectives = ngettext("%(num)s objective", "%(num)s objectives", len(found.columns))
    parts = [f"{pupils}, {objectives}."]
    if count := worst.counts["needs practice"]:
        parts.append(
            _(
                "Most need practice on “%(objective)s”: %(count)s of the %(begun)s who have begun it.",
                objective=worst.objective.title,
                count=count,
                begun=worst.begun,
            )
        )
    if count := best.counts["secure"] + best.counts["nearly secure"]:
        parts.append(
            _(
                "Best known is “%(objective)s”: %(count)s of %(begun)s are secure or nearly secure.",
                objective=best.objective.title,
                count=count,
                begun=best.begun,
            )
        )
    return " ".join(parts)


def ago(moment: datetime | None) -> str:
    """Return how long ago something was, by the days of the school's calendar."""
    if moment is None:
        return ""
    days = (now().astimezone(SCHOOL_TIME).date() - moment.astimezone(SCHOOL_TIME).date()).days
    if days <= 0:
        return str(_("today"))
    if days < 14:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", days))
    return str(ngettext("%(num)s week ago", "%(num)s weeks ago", days // 7))


def likely(known: Known) -> str:
    """Return the range in which the chance that an objective is known lies four times out of five."""
    low, high = round(100 * known.estimate.low), round(100 * known.estimate.high)
    if low >= NEARLY_SURE:
        return str(_("over %(percent)s%%", percent=NEARLY_SURE))
    return f"{low}–{high}%"
