"""Which language a page is in, and what on it is marked as English."""

import re
from datetime import UTC, datetime

import pytest
from flask import render_template_string

from tutor import people
from tutor.database import transaction
from tutor.people import MAX_USERNAME, SHORTEST_USERNAME
from tutor.preferences import LANGUAGES, OF_DEVICE
from tutor.translating import Told, to_translate
from web.language import LOCALES, TAGS, catalogue, said
from web.text import clock

POLISH = {"Accept-Language": "pl,en;q=0.5"}


def lang(page):
    return re.search(r'<html lang="([^"]+)"', page)[1]


def unmarked(page, words):
    """Return whether words stand on a page outside every element that is marked as English."""
    page = re.sub(r' data-speech="[^"]*"', "", page)  # read by an English voice
    return words in re.sub(r'<(\w+)[^>]* lang="en-GB"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)


def in_polish(sign_in_as, username="ada"):
    client = sign_in_as(username)
    client.post("/preferences", data={"language": "pl"})
    return client


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("pl", "pl"),
        ("pl-PL,en;q=0.8", "pl"),
        ("pl;q=0,en", "en-GB"),
        ("en-US,en;q=0.9,pl;q=0.5", "en-GB"),
        ("fr,de", "en-GB"),
        ("", "en-GB"),
    ],
)
def test_before_somebody_signs_in_pages_are_in_the_language_that_the_browser_asks_for(client, wanted, given):
    assert lang(client.get("/sign-in", headers={"Accept-Language": wanted}).text) == given


def test_another_language_is_one_link_away_on_the_sign_in_page_and_stays(client):
    page = client.get("/sign-in").text
    link = re.search(r'<a href="([^"]+)" lang="pl" hreflang="pl">Polski</a>', page)[1]
    assert ">English</a>" not in page
    answer = client.get(link)
    assert answer.location == "/sign-in"
    assert {"HttpOnly", "SameSite=Lax"} <= set(answer.headers["Set-Cookie"].split("; "))
    page = client.get("/sign-in").text
    assert lang(page) == "pl"
    assert "Zaloguj się" in page
    client.get("/language/en")
    assert lang(client.get("/sign-in", headers=POLISH).text) == "en-GB", "what was chosen counts more than the browser"


@pytest.mark.parametrize("name", ["de", "xx", "pl_PL", "%2e%2e"])
def test_there_is_no_page_for_a_language_that_is_not_complete(client, name):
    assert client.get(f"/language/{name}").status_code == 404


def test_the_way_back_after_choosing_a_language_leads_into_this_service(client):
    assert client.get("/language/pl?back=https://elsewhere.example/").location == "/"


def test_a_cookie_that_names_no_language_is_ignored(client):
    client.set_cookie("language", "../../etc")
    assert lang(client.get("/sign-in").text) == "en-GB"


def test_the_choice_follows_the_account_and_the_answer_to_it_is_in_that_language(sign_in_as):
    client = sign_in_as("ada")
    assert lang(client.get("/preferences").text) == "en-GB"
    page = client.post("/preferences", data={"language": "pl"}, follow_redirects=True).text
    assert lang(page) == "pl"
    assert "Zapisano." in page
    assert lang(sign_in_as("ada").get("/about").text) == "pl", "on every device"
    assert lang(sign_in_as("ben").get("/about").text) == "en-GB", "nobody else's"
    page = client.post("/preferences", data={"language": "en"}, headers=POLISH, follow_redirects=True).text
    assert "Saved." in page, "what the account says counts more than the browser"


def test_what_the_browser_asks_for_counts_until_somebody_chooses(sign_in_as):
    client = sign_in_as("ada")
    assert lang(client.get("/about", headers=POLISH).text) == "pl"


def test_every_language_is_offered_by_its_own_name(sign_in_as):
    page = in_polish(sign_in_as).get("/preferences").text
    assert '<span lang="en-GB">English</span>' in page
    assert '<span lang="pl">Polski</span>' in page
    assert {name for name, _ in LANGUAGES} == {OF_DEVICE, *LOCALES}
    assert set(TAGS) == set(LOCALES)


def test_a_session_in_polish_marks_what_stays_english(at_work, sign_in_as):
    work = at_work("ada")
    work.client.post("/preferences", data={"language": "pl"})
    work.send("answer", "999999")
    page = work.page()
    assert lang(page) == "pl"
    for words in ("Sprawdź odpowiedź", "Jeszcze nie tak", "Wskazówka 1", "Na razie kończę"):
        assert unmarked(page, words), words
    for turn in work.turns():
        if turn.who == "tutor":
            start = re.match(r"[A-Za-z]+ [A-Za-z]+", turn.text)
            assert start is None or not unmarked(page, start[0]), turn.text
    title = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert title.startswith('<span lang="en-GB">')


def test_a_refusal_in_polish_says_so_in_the_title_and_keeps_what_was_typed(at_work):
    work = at_work("ada")
    work.client.post("/preferences", data={"language": "pl"})
    answer = work.send("answer", "about a dozen")
    assert answer.status_code == 422
    assert "<title>Błąd: " in answer.text
    assert "Coś wymaga poprawy" in answer.text
    assert 'value="about a dozen"' in answer.text


def test_an_english_page_marks_nothing(at_work):
    work = at_work("ada")
    work.send("answer", "999999")
    assert work.page().count(' lang="') == 1
    assert work.client.get("/objectives/linear-equations/notes").text.count(' lang="') == 1


@pytest.mark.parametrize(
    ("username", "path", "words"),
    [
        ("ada", "/home", "Wyloguj się"),
        ("ada", "/objectives/pythagoras/notes", "Poćwicz to"),
        ("ada", "/password", "Zmień hasło"),
        ("ada", "/nowhere", "Nie ma takiej strony"),
        ("teacher", "/teacher/", "Uczeń"),
        ("teacher", "/teacher/classes/1/week", "w tym tygodniu"),
        ("teacher", "/teacher/content/", "Szukaj według znaczenia"),
        ("teacher", "/teacher/content/objectives/linear-equations", "Błędne przekonania"),
        ("teacher", "/teacher/content/objectives/linear-equations/new?kind=choice", "Nowe zadanie"),
        ("teacher", "/teacher/keys/", "Nadaj klucz"),
        ("technician", "/admin/", "Osoby i klasy"),
        ("technician", "/admin/people/add", "Imię i nazwisko"),
    ],
)
def test_pages_of_everybody_speak_polish(sign_in_as, username, path, words):
    page = in_polish(sign_in_as, username).get(path).text
    assert lang(page) == "pl"
    assert words in page


def test_a_wrong_password_is_told_in_polish(client):
    told = [client.post("/sign-in", data={"username": "", "password": "x"}, headers=POLISH).text]
    assert "Wpisz nazwę użytkownika" in told[0]
    for _ in range(10):
        told.append(client.post("/sign-in", data={"username": "ada", "password": "x"}, headers=POLISH).text)
    assert "do siebie nie pasują" in told[1]
    assert re.search(
        r"Poczekaj (minutę|\d+ minut[y]?) i spróbuj ponownie",
        client.post("/sign-in", data={"username": "ada", "password": "x"}, headers=POLISH).text,
    )


def test_what_a_lower_layer_tells_travels_with_its_values(app, records):
    with transaction(records) as db:
        problem = people.username_problem(db, "x")
    assert isinstance(problem, Told)
    assert problem == f"Enter a username of {SHORTEST_USERNAME} to {MAX_USERNAME} characters"
    with app.test_request_context(headers=POLISH):
        assert str(SHORTEST_USERNAME) in said(problem)
        assert said(problem).startswith("Wpisz nazwę użytkownika")
        assert said(to_translate("nearly secure")) == "prawie opanowane"
    with app.test_request_context():
        assert said(problem) == problem


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 temat"), (2, "2 tematy"), (5, "5 tematów"), (12, "12 tematów"), (22, "22 tematy")]
)
def test_numbers_of_things_have_the_forms_of_the_language(app, count, shown):
    with app.test_request_context(headers=POLISH):
        words = '{{ ngettext("%(num)s objective", "%(num)s objectives", count) }}'
        assert render_template_string(words, count=count) == shown


def test_days_have_the_names_and_endings_of_the_language(app):
    moment = datetime(2026, 7, 6, 9, 0, tzinfo=UTC)
    with app.test_request_context(headers=POLISH):
        assert clock(moment, "%A %d %B %Y, %H:%M") == "poniedziałek 06 lipca 2026, 10:00"
        assert clock(moment.date(), "%d %b") == "06 lip"
    with app.test_request_context():
        assert clock(moment, "%A %d %B %Y, %H:%M") == "Monday 06 July 2026, 10:00"


def test_what_somebody_typed_is_escaped_in_every_language(app):
    with app.test_request_context(headers=POLISH):
        assert render_template_string("{{ words | english }}", words="<b>") == '<span lang="en-GB">&lt;b&gt;</span>'
        assert render_template_string('{{ _("for %(name)s", name=words) }}', words="<b>") == "(&lt;b&gt;)"


def test_a_catalogue_is_read_as_it_is_committed_and_english_needs_none():
    assert catalogue("pl").gettext("Sign in") == "Zaloguj się"
    assert catalogue("en").gettext("Sign in") == "Sign in"
    assert catalogue("de").gettext("Sign in") == "Sign in"
