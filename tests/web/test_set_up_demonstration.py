"""The set-up beside the demonstration school: from its IT lead to a school of one's own."""

from tests.web.test_set_up import ADMIN, SCHOOL
from tutor import history
from tutor.accounts import DEMONSTRATION
from tutor.database import reading
from tutor.records import School


def test_the_demonstrations_it_lead_sets_up_a_school_beside_it_and_becomes_its_it_lead(sign_in_as, records):
    admin = sign_in_as("technician")
    assert 'href="/set-up/"' in admin.get("/admin/").text
    assert "beside the demonstration" in admin.get("/set-up/").text
    assert admin.get("/set-up/class").status_code == 404
    admin.post("/set-up/school", data=SCHOOL)
    assert admin.post("/set-up/admin", data=ADMIN).location == "/set-up/class"
    page = admin.get("/admin/").text
    assert "New School (invented)" in page
    assert "10X" not in page
    with reading(records) as db:
        assert db.get_one(School, 1).name == DEMONSTRATION
        assert history.account_named(db, "tess").school_id == 3


def test_others_find_no_set_up(sign_in_as, client):
    for someone in (client, sign_in_as("ada"), sign_in_as("teacher")):
        assert someone.get("/set-up/").status_code == 404
        assert someone.post("/set-up/school", data=SCHOOL).status_code == 404
