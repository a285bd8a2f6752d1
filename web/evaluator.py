"""The evaluator's pages: a school's weeks in numbers, the attainment log, and what its columns mean.

Nobody's name and nobody's words are here: pupils stand under pseudonyms, and what they wrote is not in the log.
"""

from itertools import groupby

from flask import Blueprint, Response, render_template
from flask_login import current_user

from evaluation import weekly
from evaluation.export import codebook, zipped
from tutor.database import reading
from tutor.offloading import SCHOOL_TIME
from tutor.records import School, now
from web.auth import allow
from web.context import records

pages = Blueprint("evaluator", __name__, url_prefix="/evaluation")


def own_school() -> int:
    """Return the id of the school whose log the evaluator reads."""
    return int(current_user.account.school_id)


@pages.get("/")
@allow("evaluator")
def home() -> str:
    """Show the school's weeks in numbers, and where the log is."""
    with reading(records()) as db:
        school = db.get_one(School, own_school())
        weeks = weekly.by_week(db, own_school(), now().astimezone(SCHOOL_TIME).date())
    return render_template("evaluation/home.html", school=school, weeks=weeks, most=weekly.WEEKS)


@pages.get("/dictionary")
@allow("evaluator")
def show_dictionary() -> str:
    """Show what each column of the log means."""
    files = [(file, list(rows)) for file, rows in groupby(codebook(), key=lambda row: row[0])]
    return render_template("evaluation/dictionary.html", files=files)


@pages.get("/log.zip")
@allow("evaluator")
def download_log() -> Response:
    """Return the school's attainment log: CSV files, the codebook and their hashes."""
    name = f"attainment-{now().astimezone(SCHOOL_TIME):%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(zipped(records(), own_school()), mimetype="application/zip", headers=headers)
