"""What other tools of the school are answered, and what they are not."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import event

import web.api
from content_store.asked import asked
from content_store.items import draw, read_spec
from tutor import api_keys
from tutor.database import reading, transaction
from web.api.search import NEAR

TWICE = hypothesis_settings(
    max_examples=2,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PATHS = (
    "/search?q=expand+brackets",
    "/subjects",
    "/objectives",
    "/objectives/linear-equations",
    "/objectives/linear-equations/passages",
    "/objectives/linear-equations/questions",
    "/objectives/linear-equations/items",
    "/items/linear-equations-one-side",
    "/sources",
)


@pytest.fixture
def paths(catalogue):
    item = catalogue.items_of("linear-equations")[0].id
    return [path.replace("linear-equations-one-side", item) for path in PATHS]


# Keys


def test_without_a_key_in_force_every_path_says_how_to_send_one(client, paths):
    for path in paths:
        for sent in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}, {"X-Key": "a"}):
            response = client.get(f"/api/v1{path}", headers=sent)
            assert response.status_code == 401, path
            assert response.mimetype == "application/problem+json"
            assert response.headers["WWW-Authenticate"].startswith("Bearer")
            assert response.json["status"] == 401


def test_a_revoked_key_opens_nothing(tool, records):
    tool("plain").get("/sources")
    with transaction(records) as db:
        for key in api_keys.every_key(db):
            api_keys.revoke(key)
    tool("plain").get("/sources", 401)


@pytest.mark.parametrize("username", ["ada", "teacher"])
def test_a_sign_in_opens_nothing_and_no_cookie_is_set_or_kept_alive(sign_in_as, keys, username):
    signed_in = sign_in_as(username)
    refused = signed_in.get("/api/v1/sources")
    assert refused.status_code == 401
    allowed = signed_in.get("/api/v1/sources", headers={"Authorization": f"Bearer {keys['plain']}"})
    assert allowed.status_code == 200
    for response in (refused, allowed):
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_request_from_another_site_may_read_with_a_key_and_may_not_write(client, keys):
    sent = {"Authorization": f"Bearer {keys['plain']}", "Sec-Fetch-Site": "cross-site", "Origin": "https://example.org"}
    assert client.get("/api/v1/sources", headers=sent).status_code == 200
    assert client.post("/api/v1/sources", headers=sent).status_code == 403
    del sent["Sec-Fetch-Site"], sent["Origin"]
    refused = client.post("/api/v1/sources", headers=sent)
    assert (refused.status_code, refused.mimetype) == (405, "application/problem+json")
    assert "GET" in refused.headers["Allow"]


def test_the_day_of_the_last_use_is_kept_and_nothing_finer(tool, records):
    tool("plain").get("/sources")
    with reading(records) as db:
        used = {key.name: key.last_used_on for key in api_keys.every_key(db)}
    assert used == {"plain": datetime.now(UTC).date(), "answers": None}


def test_a_key_that_asks_too_often_waits_and_others_do_not(make_app, tutor, settings, tool):
    app = make_app(tutor, own=settings.model_copy(update={"api_per_minute": 3}))
    plain, other = tool("plain", app), tool("answers", app)
    for _ in range(3):
        plain.get("/sources")
    refused = plain.get("/sources", 429)
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    other.get("/sources")


# Nothing about people


TABLE = re.compile(r"(?:FROM|JOIN|INTO|UPDATE) (\w+)")
ALLOWED = {
    "content_store",
    "retrieval",
    "tutor.api_keys",
    "tutor.assembly",
    "tutor.database",
    "tutor.settings",
    "web.api",
    "web.context",
}


@pytest.mark.parametrize("module", sorted(Path(web.api.__path__[0]).glob("*.py")), ids=lambda path: path.name)
def test_a_module_of_the_api_takes_nothing_of_ours_but_the_curriculum_and_the_keys(module):
    taken = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            taken |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            whole = node.module in ("tutor", "web")
            taken |= {f"{node.module}.{alias.name}" for alias in node.names} if whole else {node.module}
    ours = {
        name for name in taken if name.split(".")[0] in ("content_store", "retrieval", "tutor", "evaluation", "web")
    }
    strange = {name for name in ours if not any(f"{name}.".startswith(f"{one}.") for one in ALLOWED)}
    assert strange == set()


def test_no_request_reads_more_of_the_records_than_keys_and_the_schools_own_items(tool, paths, records):
    said = []
    event.listen(records, "before_cursor_execute", lambda _c, _cursor, statement, *_: said.append(statement))
    for name in ("plain", "answers"):
        for path in paths:
            tool(name).get(path)
    assert [one for one in said if "api_key" in one]
    others = [one for one in said if "api_key" not in one and not one.startswith(("BEGIN", "PRAGMA"))]
    assert {table for one in others for table in TABLE.findall(one)} <= {"item_decision", "item_revision"}
    assert [one for one in others if not one.startswith("SELECT")] == []


# Searching


@pytest.mark.parametrize(
    ("wanted", "objective"),
    [
        ("how do I expand two brackets", "expand-brackets"),
        ("what does an enzyme do", "enzymes"),
        ("comma splice", "sentence-boundaries"),
        ("speed of a wave", "wave-speed"),
    ],
)
def test_what_is_in_the_notes_is_found_with_whose_words_it_is(tool, wanted, objective):
    found = tool().get("/search", query_string={"q": wanted, "limit": 3}).json
    assert found["covered"]
    first = found["passages"][0]
    assert first["objective"]["id"] == objective
    assert NEAR <= first["similarity"] <= 1
    assert first["text"]
    assert first["heading"]
    assert first["lesson"]["title"]
    assert {"title", "licence", "attribution", "url", "version"} <= first["source"].keys()
    assert len(found["passages"]) <= 3
    assert len(found["content_version"]) == 64


HELD = (
    "how do I expand two brackets",
    "what is osmosis",
    "solving equations with x on both sides",
    "what does an enzyme do",
    "add fractions with different denominators",
    "why do metals have resistance",
    "Pythagoras theorem find hypotenuse",
    "find the nth term of a sequence",
    "compound interest formula",
    "how to balance a chemical equation",
    "photosynthesis limiting factors",
    "comma splice",
    "what is inference in reading",
    "kinetic energy equation",
    "prime factorisation",
    "what are bounds of a rounded number",
    "heart valves",
    "half life",
    "rationalise a surd",
    "simile and metaphor effect",
    "homeostasis blood glucose",
    "speed of a wave",
    "relative formula mass of water",
    "standard form small numbers",
)
NOT_HELD = (
    "who won the world cup",
    "what is the capital of France",
    "how to bake bread",
    "French past tense with avoir",
    "the causes of the First World War",
    "guitar chords for beginners",
    "why is the sky blue",
    "Python list comprehension",
    "tectonic plates and volcanoes",
    "the French revolution",
    "how does a bill become law",
    "what is photoshop",
    "best phone to buy",
    "Shakespeare's birthday",
    "climate of the Amazon rainforest",
    "how do I join the football team",
    "supply and demand curve",
    "black holes",
)


@pytest.mark.parametrize(("wanted", "covered"), [(one, True) for one in HELD] + [(one, False) for one in NOT_HELD])
def test_what_the_curriculum_holds_is_covered_and_what_it_does_not_is_not(tool, wanted, covered):
    found = tool().get("/search", query_string={"q": wanted}).json
    assert found["covered"] is covered
    assert bool(found["passages"]) is covered


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ({"subject": "maths"}, True),
        ({"subject": "science"}, False),
        ({"objective": "expand-brackets"}, True),
        ({"objective": "wave-speed"}, False),
        ({"unit": "maths-algebra"}, True),
        ({"unit": "physics"}, False),
        ({"licence": "cc by 4.0"}, True),
    ],
)
def test_a_scope_narrows_a_search(tool, catalogue, scope, covered):
    found = tool().get("/search", query_string={"q": "expand brackets", "limit": 20} | scope).json
    assert found["covered"] is covered
    for one in found["passages"]:
        subject, unit = catalogue.subject_of(one["objective"]["id"]), catalogue.unit_of(one["objective"]["id"])
        own = {"objective": one["objective"]["id"], "subject": subject.id, "unit": unit.id}
        assert own | scope == own or "licence" in scope


def test_the_questions_that_pupils_ask_come_with_their_answers(tool, catalogue):
    found = tool().get("/objectives/linear-equations/questions").json["questions"]
    asked = catalogue.faqs_of("linear-equations")
    assert [one["question"] for one in found] == [one.question for one in asked]
    assert all(one["answer"] and len(one["also"]) > 1 and one["source"]["licence"] for one in found)
    assert len(found) > 20


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/search", "q"),
        ("/search?q=", "q"),
        ("/search?q=%20", "q"),
        ("/search?q=a&q=b", "q"),
        (f"/search?q={'a' * 401}", "q"),
        ("/search?q=a&limit=0", "limit"),
        ("/search?q=a&limit=many", "limit"),
        ("/search?q=a&subject=alchemy", "subject"),
        ("/search?q=a&unit=alchemy", "unit"),
        ("/search?q=a&objective=alchemy", "objective"),
        ("/search?q=a&licence=none", "licence"),
        ("/search?q=a&colour=red", "colour"),
        ("/objectives?tier=middle", "tier"),
        ("/objectives?subject=alchemy", "subject"),
        ("/objectives?offset=-1", "offset"),
        ("/objectives/linear-equations/items?seed=-1", "seed"),
        ("/objectives/linear-equations?answers=perhaps", "answers"),
        ("/sources?page=2", "page"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(tool, path, parameter):
    told = tool().get(path, 422).json
    assert [one["parameter"] for one in told["errors"]] == [parameter]
    assert told["errors"][0]["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/objectives/alchemy",
        "/objectives/alchemy/items",
        "/objectives/alchemy/passages",
        "/objectives/alchemy/questions",
        "/items/x",
        "/alchemy",
    ],
)
def test_what_is_not_there_is_told(tool, path):
    assert tool().get(path, 404).json["detail"].startswith("There is no")


def test_without_a_curriculum_the_api_says_so(make_app, tool):
    told = tool("plain", make_app(None, "Run `attain setup`.")).get("/sources", 503).json
    assert "attain setup" in told["detail"]


# The curriculum


def test_objectives_come_in_pages_and_by_subject_year_and_tier(tool, catalogue):
    ids, offset = [], 0
    while True:
        page = tool().get(f"/objectives?limit=7&offset={offset}").json
        ids += [one["id"] for one in page["objectives"]]
        offset += 7
        if offset >= page["total"]:
            break
    every = [one for subject in catalogue.subjects() for one in catalogue.objectives(subject.id)]
    assert ids == [one.id for one in every]
    higher = tool().get("/objectives?subject=maths&tier=higher&limit=200").json["objectives"]
    assert {one["tier"] for one in higher} <= {"higher", "both"}
    assert {one["subject"]["id"] for one in higher} == {"maths"}
    years = tool().get("/objectives?year=10&limit=200").json["objectives"]
    assert {one["year"] for one in years} == {10}


def test_needs_are_told_from_both_sides(tool):
    later = tool().get("/objectives/linear-equations").json
    assert "expand-brackets" in [one["id"] for one in later["needs"]]
    earlier = tool().get("/objectives/expand-brackets").json
    assert "linear-equations" in [one["id"] for one in earlier["needed_by"]]
    assert earlier["keywords"]


# Answers


def test_misconceptions_are_for_keys_that_may_see_answers(tool):
    path = "/objectives/expand-brackets"
    assert tool("plain").get(path).json["misconceptions"] is None
    assert tool("answers").get(path).json["misconceptions"][0]["statement"]
    assert tool("answers").get(f"{path}?answers=false").json["misconceptions"] is None
    tool("plain").get(f"{path}?answers=true", 403)


def test_items_are_told_with_answers_only_to_a_key_that_may_see_them(tool, paths):
    item = paths[-2]
    assert tool("plain").get(item).json["telling"] is None
    tool("plain").get(f"{item}?answers=true", 403)
    telling = tool("answers").get(item).json["telling"]
    assert telling["answer"]
    assert telling["hints"]
    assert telling["steps"]
    assert tool("answers").get(f"{item}?answers=false").json["telling"] is None


def test_the_same_seed_gives_the_same_question(tool, paths):
    item = paths[-2]
    first, again, other = (tool().get(f"{item}?seed={seed}").json["question"] for seed in (5, 5, 6))
    assert first == again != other


def test_an_item_that_is_not_among_its_objectives_items_is_not_there(tool, paths, catalogue, monkeypatch):
    """Where an item is hidden, `Catalogue.items_of` leaves it out."""
    monkeypatch.setattr(type(catalogue), "items_of", lambda *_: [])
    tool("answers").get(paths[-2], 404)


def test_an_item_of_the_schools_own_is_not_called_somebody_elses(tool, catalogue, monkeypatch):
    """What a school writes is not under the licence of what was built."""
    own = catalogue.items_of("linear-equations")[0].id
    monkeypatch.setattr(type(catalogue), "is_of_school", lambda _, item_id: item_id == own)
    items = tool().get("/objectives/linear-equations/items").json["items"]
    assert [one["id"] for one in items if one["source"]["id"] == "school"] == [own]
    assert all("CC BY" not in one["source"]["licence"] for one in items if one["id"] == own)


def texts_in(value):
    """Yield every text in an answer of the API."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, str):
        yield value


@pytest.fixture
def unhurried(make_app, tutor, settings, tool):
    app = make_app(tutor, own=settings.model_copy(update={"api_per_minute": 100_000}))
    return tool("plain", app), tool("answers", app)


@pytest.mark.slow
@hypothesis_settings(
    max_examples=2, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**31 - 1))
def test_no_item_tells_its_answer_to_a_key_that_may_not_see_it(unhurried, catalogue, seed):
    plain, answers = unhurried
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            path = f"/objectives/{objective.id}/items?seed={seed}"
            shown, full = plain.get(path).json, answers.get(path).json
            assert [one | {"telling": None} for one in full["items"]] == shown["items"]
            for one in shown["items"]:
                holds_nothing_that_tells(catalogue, one, seed)


SHORT = 12
"""Characters that may stand somewhere by chance."""


def holds_nothing_that_tells(catalogue, told, seed):
    """Hold what a key is told of an item to what a pupil sees before answering."""
    row = catalogue.item(told["id"])
    item = draw(read_spec(row.definition), row.objective_id, seed)
    assert told["telling"] is None
    seen = asked(item.answer)
    listed = [*seen.options, *seen.partners, *(option for gap in seen.gap_options for option in gap)]
    assert [*told["options"], *told["partners"], *(one for gap in told["gap_options"] for one in gap)] == listed
    shown = "\n".join([item.question, *listed, seen.source, seen.gap_text, *seen.criteria])
    said = "\n".join(texts_in(told))
    for text in (*item.hints, *item.steps):
        assert len(text) < SHORT or text in shown or text not in said, item.id
    assert told.keys() == ITEM_FIELDS


ITEM_FIELDS = {
    "id", "objective", "kind", "difficulty", "seed", "question", "diagram", "unit", "options", "partners", "gap_text",
    "gap_options", "source_text", "criteria", "source", "telling", "content_version",
}  # fmt: skip
