"""The IT lead sends a list, looks at the difference, takes it in, prints cards and takes it back."""

import io
import re

import pytest
from sqlmodel import select

from tutor import history, people
from tutor.database import reading, transaction
from tutor.people_records import RosterChange, UniquePupilNumber
from tutor.records import Account, School

UPN, OTHER_UPN = "B801200005001", "X00180001701A"
PUPILS = ("Ada,Example", "Ben,Sample", "Cara,Specimen", "Dev,Pretend", "Ela,Madeup", "Finn,Invented")
HEAD = "Forename,Surname,Year,Class,UPN"


@pytest.fixture
def app(make_app):
    """The service without lessons, which lists of pupils do not need."""
    return make_app(None, "the test has none")


@pytest.fixture
def admin(sign_in_as):
    return sign_in_as("technician")


def as_csv(*rows, head=HEAD):
    return "\r\n".join([head, *rows]).encode()


def everybody(*more):
    return as_csv(*(f"{one},10,10X (invented)," for one in PUPILS), *more)


def send(client, content, who="whole", name="list.csv"):
    files = content if isinstance(content, list) else [(io.BytesIO(content), name)]
    return client.post("/admin/rosters/", data={"who": who, "file": files})


def digest(page):
    return re.search(r'name="digest" value="(\w+)"', page.text)[1]


def take(client, content, who="whole", **more):
    path = send(client, content, who).location
    page = client.get(path)
    return client.post(f"{path}/confirm", data={"digest": digest(page)} | more)


def number_of(page, words):
    return int(re.search(rf"<dt>(?:<a[^>]*>)?{words}(?:</a>)?</dt><dd>(\d+)</dd>", page.text)[1])


def test_the_first_page_of_the_it_lead_leads_to_lists(admin):
    assert 'href="/admin/rosters/"' in admin.get("/admin/").text
    assert "None yet" in admin.get("/admin/rosters/").text


def test_a_list_is_shown_before_anything_changes_then_taken_in_with_cards_and_taken_back(admin, app, records):
    sent = send(admin, everybody(f"Gia,Novel,10,10Y,{UPN}"))
    assert sent.status_code == 303
    page = admin.get(sent.location)
    assert [number_of(page, words) for words in ("New pupils", "Marked as left", "Unchanged")] == [1, 0, 6]
    assert "gia.novel" in page.text
    assert UPN not in page.text
    with reading(records) as db:
        assert history.account_named(db, "gia.novel") is None
    change = admin.post(f"{sent.location}/confirm", data={"digest": digest(page)}).location
    assert admin.get(sent.location).status_code == 404
    taken = admin.get(change)
    assert "10Y: 1 card" in taken.text
    with reading(records) as db:
        gia = history.account_named(db, "gia.novel")
        assert [one.name for one in history.classes_of(db, gia.id)] == ["10Y"]
        class_id = history.classes_of(db, gia.id)[0].id
    cards = admin.post(f"{change}/cards", data={"class": class_id})
    username, password = re.findall(r'<dd class="code[^"]*">([^<]+)</dd>', cards.text)
    signed = app.test_client().post("/sign-in", data={"username": username, "password": password})
    assert signed.status_code == 303
    assert admin.post(f"{change}/cards", data={"class": class_id}).status_code == 404
    undone = admin.post(f"{change}/undo", follow_redirects=True)
    assert "everything is as it was" in undone.text
    with reading(records) as db:
        assert history.account_named(db, "gia.novel").left_at is not None
        assert "10Y" not in [one.name for one in people.classes_of_school(db, 1)]
    assert "cannot be undone" in admin.post(f"{change}/undo", follow_redirects=True).text


def test_many_leavers_need_a_tick_of_their_own(admin, records):
    rows = [f"{one},10,10X (invented)," for one in PUPILS[:3]]
    path = send(admin, as_csv(*rows)).location
    page = admin.get(path)
    assert "3 pupils of 6" in page.text
    refused = admin.post(f"{path}/confirm", data={"digest": digest(page)})
    assert refused.status_code == 422
    assert "<title>Error: What the list would change" in refused.text
    with reading(records) as db:
        assert len(people.found(db, 1, "pupil")) == 6
    assert admin.post(f"{path}/confirm", data={"digest": digest(page), "agreed": "yes"}).status_code == 303
    with reading(records) as db:
        assert len(people.found(db, 1, "pupil")) == 3
        assert len(people.found(db, 1, "pupil", left=True)) == 3


def test_a_list_of_some_pupils_marks_nobody_as_left(admin):
    page = admin.get(send(admin, as_csv("Ada,Example,10,10X (invented),"), "part").location)
    assert number_of(page, "Marked as left") == 0
    assert "There is nothing to change" in page.text


def test_a_difference_that_is_another_by_now_is_shown_again_and_nothing_is_changed(admin, records):
    path = send(admin, everybody("Gia,Novel,10,10Y,")).location
    shown = digest(admin.get(path))
    with transaction(records) as db:
        people.mark_left(db, history.account_named(db, "ben"))
    again = admin.post(f"{path}/confirm", data={"digest": shown})
    assert again.status_code == 422
    assert "have changed since" in again.text
    assert number_of(again, "Come back") == 1
    with reading(records) as db:
        assert db.exec(select(RosterChange)).all() == []


@pytest.mark.parametrize(
    ("sent", "who", "told"),
    [
        (b"", "whole", "empty"),
        (b"Forename,Surname\r\nAda,Example", "", "Choose whether the list is of all pupils"),
        (b'Forename,Surname\r\nAda,"Example', "whole", "Line 2"),
        (b"PK\x03\x04", "whole", "damaged"),
        ([(io.BytesIO(b"sourcedId,givenName,familyName\n"), "users.csv")], "whole", "no pupil"),
    ],
)
def test_what_is_no_list_is_refused_beside_its_field(admin, sent, who, told):
    refused = send(admin, sent, who)
    assert refused.status_code == 422
    assert refused.text.count(told) == 2
    assert "<title>Error: Lists of pupils" in refused.text


@pytest.mark.parametrize("size", [8 * 1024 * 1024 + 1, 9 * 1024 * 1024])
def test_a_file_that_is_too_large_is_refused_beside_its_field(admin, size):
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
    body = part + b"a" * size + b"\r\n--x--\r\n"
    refused = admin.post("/admin/rosters/", data=body, content_type="multipart/form-data; boundary=x")
    assert refused.status_code == 422
    assert refused.text.count("larger than 8 MB") == 2


def test_nothing_chosen_is_told(admin):
    assert "Choose the file" in admin.post("/admin/rosters/", data={"who": "whole"}).text


def test_a_oneroster_export_without_its_roles_is_refused_at_once(admin):
    manifest = (io.BytesIO(b"propertyName,value\noneroster.version,1.2\n"), "manifest.csv")
    users = (io.BytesIO(b"sourcedId,givenName,familyName\ns1,Ada,Example\n"), "users.csv")
    assert "roles.csv is missing" in send(admin, [manifest, users]).text


def test_other_forms_stay_as_small_as_they_were(admin):
    assert admin.post("/admin/people/add", data={"name": "a" * 70_000}).status_code == 413


def test_wrong_lines_and_conflicts_are_told_by_line_and_kept_out_of_the_pages_code(admin, records):
    with transaction(records) as db:
        people.add(db, 1, "pupil", "Ada Example", "ada.two")
    rows = ("<b>Gia</b>,=Novel,10,10X,", "Ada,Example,12,12X,", f"Hal,Other,10,10Y,A{UPN[1:]}")
    page = admin.get(send(admin, as_csv(*rows), "part").location)
    assert [number_of(page, words) for words in ("Lines refused", "Not clear, not taken in")] == [2, 1]
    for words in ("formula", "first letter of the UPN", "line 3", "Attain does not guess"):
        assert words in page.text
    assert UPN[1:] not in page.text
    table = admin.get(f"{page.request.path}/difference.csv")
    assert table.mimetype == "text/csv"
    assert "refused,2,,,,Surname" in table.text
    assert UPN[1:] not in table.text


def test_columns_that_are_not_recognised_are_chosen_by_hand(admin):
    path = send(admin, as_csv("Gia,Novel,10Y", head="Vorname,Nachname,Gruppe"), "part").location
    assert path.endswith("/columns")
    refused = admin.post(path, data={"forename": "Vorname"})
    assert refused.status_code == 422
    assert '<option value="Vorname" selected>' in refused.text
    chosen = {"forename": "Vorname", "surname": "Nachname", "classes": "Gruppe", "year": "another"}
    page = admin.get(admin.post(path, data=chosen).location)
    assert "gia.novel" in page.text


def test_a_list_is_thrown_away_without_changing_anything(admin, settings):
    path = send(admin, everybody()).location
    assert len(list(settings.rosters_folder.iterdir())) == 1
    assert "Nothing was changed" in admin.post(f"{path}/cancel", follow_redirects=True).text
    assert list(settings.rosters_folder.iterdir()) == []
    assert admin.get(path).status_code == 404


def test_oneroster_is_taken_in_from_its_files(admin, records):
    users = "sourcedId,status,orgSourcedIds,role,username,userIds,givenName,familyName,identifier,grades\n"
    users += f"s1,,o1,student,gia.n,,Gia,Novel,{UPN},10\n"
    files = {
        "users.csv": users,
        "orgs.csv": "sourcedId,name,type\no1,A school,school\n",
        "classes.csv": "sourcedId,title\nc1,10X (invented)\n",
        "enrollments.csv": "classSourcedId,userSourcedId,role,beginDate,endDate\nc1,s1,student,,\n",
    }
    sent = [(io.BytesIO(content.encode()), name) for name, content in files.items()]
    assert take(admin, sent, "part").status_code == 303
    with reading(records) as db:
        gia = history.account_named(db, "gia.n")
        assert [one.name for one in history.classes_of(db, gia.id)] == ["10X (invented)"]
        assert db.exec(select(UniquePupilNumber.account_id)).one() == gia.id


def test_another_school_s_lists_are_not_there(admin, app, records):
    change = take(admin, everybody("Gia,Novel,10,10Y,")).location
    waiting = send(admin, everybody()).location
    with transaction(records) as db:
        other = db.exec(select(School).where(School.name.startswith("Other"))).one()
        _, password = people.add(db, other.id, "admin", "Olive Otherlead", "olive")
    olive = app.test_client()
    olive.post("/sign-in", data={"username": "olive", "password": password})
    for path in (change, waiting, f"{waiting}/difference.csv", f"{waiting}/columns"):
        assert olive.get(path).status_code == 404
    for path in (f"{change}/undo", f"{change}/cards", f"{waiting}/confirm", f"{waiting}/cancel"):
        assert olive.post(path).status_code == 404


def test_keys_that_are_lost_are_told_and_nothing_is_changed(admin, settings, records):
    assert take(admin, everybody(f"Gia,Novel,10,10Y,{UPN}")).status_code == 303
    settings.roster_keys_file.unlink()
    refused = send(admin, everybody())
    assert refused.status_code == 503
    assert "put the file back" in refused.text
    with reading(records) as db:
        assert db.exec(select(Account).where(Account.left_at.is_not(None))).all() == []
