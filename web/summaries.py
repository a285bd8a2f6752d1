"""What the summary of a session needs in its template, and its reasons in words."""

from typing import Any

from flask_babel import gettext as _
from sqlmodel import Session

from tutor import session_summary
from tutor.records import TutoringSession
from tutor.session_summary import Again
from web.context import current_tutor
from web.home import address_of, reason_of


def summary_parts(db: Session, own: TutoringSession) -> dict[str, Any]:
    """Return what the summary of a session needs in its template."""
    summary = session_summary.summary_of(current_tutor(), db, own)
    again, step = summary.again, summary.step
    reason = why_again(again) if again else reason_of(step) if step else ""
    return {"summary": summary, "reason": reason, "address": address_of}


def why_again(again: Again) -> str:
    """Return why a question is to be tried without help, in one sentence to the pupil."""
    if again.why == "not yet shown" and again.missing:
        return str(_("To be called nearly secure it still needs %(what)s.", what=again.missing))
    reasons: dict[str, str] = {
        "was helped": _("You had help with one like this: now see whether it goes without."),
        "still open": _("One like this is not right yet. Look at the lesson notes first, then try another."),
        "not yet shown": _("One more without hints shows whether it holds."),
    }
    return reasons[again.why]
