"""Signing in with the school's own accounts, against a real provider of OpenID Connect on this machine."""

import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread

from tutor import history, people
from tutor.database import reading, transaction
from tutor.people_records import SchoolSignIn
from tutor.settings import InvalidSettings

ADA = User(sub="s-ada", claims={"email": "ada@school.example", "email_verified": True})
EVE = User(sub="s-eve", claims={"email": "ada@school.example", "email_verified": False})
NEW = User(sub="s-new", claims={"email": "new@school.example", "email_verified": True})


@pytest.fixture(scope="module")
def provider():
    with run_server_in_thread(user_claims=(ADA, EVE, NEW)) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def oidc(settings, provider):
    more = {"oidc_issuer": provider, "oidc_client_id": "attain", "oidc_client_secret": "a secret"}
    return settings.model_copy(update=more | {"oidc_name": "Sign in with Example"})


@pytest.fixture
def app(make_app, tutor, oidc, records):
    with transaction(records) as db:
        history.account_named(db, "ada").username = "ada@school.example"
    return make_app(tutor, own=oidc)


def authorized(response, user):
    """Return the way back that the provider sends, after somebody has signed in there."""
    assert response.status_code == 302
    answer = httpx.post(response.location, data={"sub": user.sub})
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def test_a_pupil_signs_in_and_is_led_where_they_wanted_to_go(client, records):
    page = client.get("/objectives/linear-equations/notes")
    assert page.status_code == 401
    link = re.search(r'href="(/sign-in/school[^"]*)">Sign in with Example', page.text)[1]
    sent = client.get(link)
    asked = parse_qs(urlsplit(sent.location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://localhost/sign-in/school/back"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert client.get(authorized(sent, ADA)).location == "/objectives/linear-equations/notes"
    assert "Ada Example" in client.get("/home").text
    with reading(records) as db:
        assert db.get_one(SchoolSignIn, 2).subject == "s-ada"


def test_what_a_pupil_was_writing_is_kept_on_the_way(app, at_work, records, tutor, sign_in_as):
    with transaction(records) as db:
        history.account_named(db, "ada@school.example").username = "ada"
    work = at_work("ada")
    with transaction(records) as db:
        history.account_named(db, "ada").username = "ada@school.example"
    fresh = app.test_client()
    data = {"position": work.position(), "intent": "answer", "text": "x = 3.5", "working": ""}
    fresh.post(f"{work.path}/turns", data=data, headers={"Referer": f"http://localhost{work.path}"})
    back = authorized(fresh.get(f"/sign-in/school?target={work.path}"), ADA)
    assert 'value="x = 3.5"' in fresh.get(back, follow_redirects=True).text


@pytest.mark.parametrize("user", [EVE, NEW], ids=["unverified", "unknown"])
def test_whom_the_school_has_not_added_is_told_and_nobody_is_made(client, records, user):
    page = client.get(authorized(client.get("/sign-in/school"), user))
    assert page.status_code == 403
    assert "Your school has not added you yet" in page.text
    assert ("new@school.example" in page.text) is (user is NEW)
    assert client.get("/home").status_code == 401
    with reading(records) as db:
        assert history.account_named(db, "new@school.example") is None


def test_whoever_has_left_is_refused(client, records):
    with transaction(records) as db:
        people.mark_left(db, history.account_named(db, "ada@school.example"))
    assert client.get(authorized(client.get("/sign-in/school"), ADA)).status_code == 403


def test_a_way_back_that_somebody_else_began_signs_nobody_in(app, client):
    back = authorized(client.get("/sign-in/school"), ADA)
    victim = app.test_client()
    answer = victim.get(back, follow_redirects=True)
    assert "stopped or took too long" in answer.text
    assert victim.get("/home").status_code == 401


def test_the_same_way_back_leads_in_once(client):
    back = authorized(client.get("/sign-in/school"), ADA)
    assert client.get(back).location == "/"
    client.post("/sign-out")
    assert client.get(back).location == "/sign-in"


def test_somebody_who_turns_back_is_at_the_sign_in_again(client):
    client.get("/sign-in/school")
    page = client.get("/sign-in/school/back?error=access_denied", follow_redirects=True)
    assert "Try again, or use your username and password" in page.text


def test_a_code_that_the_service_does_not_know_is_trouble_and_nobody_is_signed_in(client):
    back = authorized(client.get("/sign-in/school"), ADA)
    page = client.get(re.sub(r"code=[^&]+", "code=forged", back))
    assert page.status_code == 503
    assert client.get("/home").status_code == 401


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example"])
def test_nobody_is_led_out_of_the_service(client, target):
    sent = client.get("/sign-in/school", query_string={"target": target})
    assert client.get(authorized(sent, ADA)).location == "/"


def test_a_service_that_does_not_answer_is_told_and_passwords_still_work(make_app, tutor, oidc, people):
    client = make_app(tutor, own=oidc.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})).test_client()
    page = client.get("/sign-in/school")
    assert page.status_code == 503
    assert "cannot be used just now" in page.text
    data = {"username": "ben", "password": people.sign_ins["ben"].password}
    assert client.post("/sign-in", data=data).status_code == 303


def test_an_answer_of_another_issuer_than_the_one_that_is_set_is_refused(make_app, tutor, oidc, provider):
    other = oidc.model_copy(update={"oidc_issuer": provider.replace("localhost", "127.0.0.1")})
    client = make_app(tutor, own=other).test_client()
    sent = client.get("/sign-in/school")
    # The provider names itself by the address it was asked at; its metadata is made to name another.
    client.application.extensions["attain-school-sign-in"].create_client("school").server_metadata["issuer"] = provider
    assert client.get(authorized(sent, ADA)).status_code == 503
    assert client.get("/home").status_code == 401


def test_behind_https_the_service_is_told_the_address_that_people_use(make_app, tutor, oidc):
    client = make_app(tutor, own=oidc.model_copy(update={"secure_cookies": True})).test_client()
    asked = parse_qs(urlsplit(client.get("/sign-in/school").location).query)
    assert asked["redirect_uri"] == ["https://localhost/sign-in/school/back"]


def test_the_it_lead_sees_the_link_and_takes_it_away(client, records, sign_in_as):
    client.get(authorized(client.get("/sign-in/school"), ADA))
    admin = sign_in_as("technician")
    assert "Whoever has that account signs in as Ada Example" in admin.get("/admin/people/2").text
    assert admin.post("/admin/people/2/unlink").status_code == 303
    assert "Whoever has that account" not in admin.get("/admin/people/2").text


def test_without_a_service_there_is_no_link_and_no_such_page(make_app, tutor, settings):
    client = make_app(tutor, own=settings).test_client()
    assert "/sign-in/school" not in client.get("/sign-in").text
    assert client.get("/sign-in/school").status_code == client.get("/sign-in/school/back").status_code == 404


def test_a_service_that_is_half_set_is_refused_at_the_start(make_app, tutor, oidc):
    with pytest.raises(InvalidSettings, match="ATTAIN_OIDC_CLIENT_SECRET"):
        make_app(tutor, own=oidc.model_copy(update={"oidc_client_secret": None}))
