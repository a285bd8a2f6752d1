import html
import re

import pytest
from sqlmodel import select

from tutor.curation_records import ItemDecision, ItemRevision
from tutor.database import reading
from tutor.item_choice import drawn
from tutor.records import Attempt, Turn

OBJECTIVE = "/teacher/content/objectives/linear-equations"
ITEM = "linear-equations-two-step"
PAGE = f"/teacher/content/items/{ITEM}"
VIEWS = [
    ("get", "/teacher/content/"),
    ("get", "/teacher/content/?q=solve+an+equation"),
    ("get", OBJECTIVE),
    ("get", f"{OBJECTIVE}/new"),
    ("post", f"{OBJECTIVE}/drafts"),
    ("get", "/teacher/content/drafts"),
    ("get", PAGE),
    ("get", f"{PAGE}/edit"),
    ("get", f"{PAGE}/history"),
    ("post", f"{PAGE}/tries"),
    ("post", f"{PAGE}/decisions"),
]
NEW = {
    "kind": "numeric",
    "source": "new",
    "field-difficulty": "1",
    "field-question": "Solve $[[a]]z = [[a * z]]$.",
    "field-value": "z",
    "field-form": "any",
    "field-numbers": "parameters:\n  a: {from: 3, to: 9}\n  z: {from: 11, to: 30}",
    "wrong-0-value": "a * z - a",
    "wrong-0-misconception": "equation-coefficient-added",
    "field-hints": "What was done to the letter?\nUndo the multiplying.\nDivide both sides by $[[a]]$: $z = [[z]]$.",
    "field-steps": "Divide both sides by $[[a]]$.\n$z = [[z]]$",
    "what": "save",
    "note": "For the start of a lesson",
}


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


def fields_on(page: str) -> dict[str, str]:
    """Return what sending the form of an item back unchanged would post."""
    form = page.split('action="/teacher/content/objectives/')[1].split("</form>")[0]
    found = dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', form))
    boxes = re.findall(r'<input type="checkbox"[^>]*name="([^"]+)" value="yes" (\w*)>', form)
    found |= {name: "yes" for name, ticked in boxes if ticked}
    found = {name: value for name, value in found.items() if (name, "") not in boxes}
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        if chosen := re.search(r"<option(?: value=\"([^\"]*)\")? selected>([^<]*)", options):
            found[name] = chosen[1] if chosen[1] is not None else chosen[2]
    return {name: html.unescape(value) for name, value in found.items()}


def summary(text: str) -> str:
    return html.unescape(re.search(r'class="error-summary".*?</div>', text, re.DOTALL)[0])


@pytest.mark.parametrize(("method", "path"), VIEWS)
def test_only_a_teacher_gets_there(method, path, client, sign_in_as):
    assert client.open(path, method=method).status_code == 401
    assert sign_in_as("ada").open(path, method=method).status_code == 403


def test_a_teacher_finds_questions_and_lessons_by_meaning_and_browses(teacher):
    home = teacher.get("/teacher/").text
    assert 'href="/teacher/content/"' in home
    found = teacher.get("/teacher/content/?q=working out the value of an unknown letter&subject=maths").text
    items = found.split("Questions found")[1].split("Lessons found")[0]
    assert "linear-equations-" in items
    assert "Lessons found" in found
    assert 'href="/teacher/content/objectives/' in found.split("Lessons found")[1].split("<h2>Objectives")[0]
    science = teacher.get("/teacher/content/?q=how plants make food&subject=science").text
    assert "photosynthesis" in science.split("Lessons found")[0]
    nothing = teacher.get("/teacher/content/?q=&subject=nowhere")
    assert nothing.status_code == 200
    assert "Questions found" not in nothing.text
    listed = teacher.get(OBJECTIVE).text
    assert ITEM in listed
    assert "given to pupils" in listed


def test_a_teacher_sees_any_draw_as_a_pupil_does_and_what_is_behind_it(teacher):
    page = teacher.get(f"{PAGE}?seed=3").text
    assert 'class="question-card"' in page
    assert "Wrong answers, and what they reveal" in page
    assert "Hints, in order" in page
    assert page.split("Draw number")[1] != teacher.get(f"{PAGE}?seed=4").text.split("Draw number")[1]
    for strange in ("x", "-1", "99999999999", ""):
        assert teacher.get(f"{PAGE}?seed={strange}").status_code == 200
    for gone in ("/teacher/content/items/nowhere", "/teacher/content/items/a~1", f"{PAGE}~0", f"{PAGE}~²"):
        assert teacher.get(gone).status_code == 404
    assert teacher.get("/teacher/content/objectives/nowhere").status_code == 404
    assert teacher.get(f"{OBJECTIVE}/new?kind=sonnet").status_code == 404


def test_every_kind_of_item_can_be_looked_at_and_edited(teacher, catalogue):
    kinds = {}
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            kinds |= {item.kind: item.id for item in catalogue.items_of(objective.id)}
    assert len(kinds) >= 15
    for item_id in kinds.values():
        assert teacher.get(f"/teacher/content/items/{item_id}").status_code == 200
        assert teacher.get(f"/teacher/content/items/{item_id}/edit").status_code == 200
    for kind in kinds:
        assert teacher.get(f"{OBJECTIVE}/new?kind={kind}").status_code == 200


def test_an_answer_is_tried_and_nothing_is_kept(teacher, records, tutor):
    item = drawn(tutor.catalogue, ITEM, 5)
    right = teacher.post(f"{PAGE}/tries", data={"seed": "5", "text": item.answer.accepted[0]}).text
    assert "<strong>Right</strong>" in right
    wrong = item.answer.reveals[0]
    told = teacher.post(f"{PAGE}/tries", data={"seed": "5", "text": wrong.value}).text
    assert "Not right yet" in told
    assert "This answer reveals" in told
    unread = teacher.post(f"{PAGE}/tries", data={"seed": "5", "text": "about a dozen"}).text
    assert "<title>Error:" in unread
    assert teacher.post(f"{PAGE}/tries", data={"seed": "5", "text": "9" * 5000}).status_code == 413
    with reading(records) as db:
        assert not db.exec(select(Attempt)).all()
        assert not db.exec(select(Turn)).all()


def test_hiding_needs_a_reason_and_takes_an_item_from_pupils_at_once(teacher, at_work, tutor, catalogue):
    refused = teacher.post(f"{PAGE}/decisions", data={"decision": "hide", "reason": " "})
    assert refused.status_code == 422
    assert "Enter your reason" in summary(refused.text)
    for item in catalogue.items_of("linear-equations"):
        if item.id != ITEM:
            reply = teacher.post(
                f"/teacher/content/items/{item.id}/decisions", data={"decision": "hide", "reason": "Not yet taught"}
            )
            assert reply.status_code == 303
    work = at_work("ada")
    assert work.turns()[0].item_id == ITEM
    again = teacher.post(f"{PAGE}/decisions", data={"decision": "show"})
    assert again.status_code == 422
    history = teacher.get(f"/teacher/content/items/{item.id}/history").text
    assert "Not yet taught" in history
    assert "was hidden by" in history
    teacher.post(f"/teacher/content/items/{item.id}/decisions", data={"decision": "show"})
    assert "given to pupils" in teacher.get(f"/teacher/content/items/{item.id}").text


def test_an_open_question_that_is_hidden_goes_on_and_does_not_come_again(teacher, at_work):
    work = at_work("ada")
    opened = work.turns()[0].item_id
    teacher.post(f"/teacher/content/items/{opened}/decisions", data={"decision": "hide", "reason": "A slip in it"})
    page = work.send("answer", work.right_answer(), follow_redirects=True).text
    assert "has been updated" not in page
    assert work.turns()[1].facts["right"]
    assert opened not in [turn.item_id for turn in work.turns()[2:] if turn.move in ("check", "ask")]


def test_a_copy_is_edited_kept_approved_and_given_without_a_restart(teacher, at_work, records, catalogue):
    fields = fields_on(teacher.get(f"{PAGE}/edit").text)
    fields["field-question"] = "Find the value of the letter in $[[a]][[letter]] + [[b]] = [[c]]$."
    kept = teacher.post(f"{OBJECTIVE}/drafts", data=fields | {"what": "save", "note": "Plainer words"})
    assert kept.status_code == 303, summary(kept.text)
    own = f"/teacher/content/items/{ITEM}-own-1~1"
    assert kept.location == own
    assert "draft, not given to pupils" in teacher.get(own).text
    assert f"{ITEM}-own-1~1" in teacher.get("/teacher/content/drafts").text
    for item in catalogue.items_of("linear-equations"):
        data = {"decision": "hide", "reason": "Another is better"}
        teacher.post(f"/teacher/content/items/{item.id}/decisions", data=data)
    assert at_work("ada").turns()[0].move == "finish", "a draft reaches nobody"
    assert teacher.post(f"{own}/decisions", data={"decision": "approve"}).status_code == 303
    work = at_work("ben")
    assert work.turns()[0].text.startswith("Find the value of the letter")
    assert work.turns()[0].item_id == f"{ITEM}-own-1~1"
    history = teacher.get(f"{own}/history").text
    assert "Plainer words" in history
    assert "<ins>+question: Find the value" in history
    assert "<del>-question: Solve" in history
    with reading(records) as db:
        revision, decisions = db.exec(select(ItemRevision)).one(), db.exec(select(ItemDecision)).all()
    assert revision.copied_from == ITEM
    assert decisions[-1].revision_id == revision.id
    assert "Approved".casefold() in history.casefold()


def test_a_new_version_replaces_the_old_one_and_can_be_withdrawn(teacher, at_work):
    first = teacher.post(f"{OBJECTIVE}/drafts", data=NEW).location
    teacher.post(f"{first}/decisions", data={"decision": "approve"})
    fields = fields_on(teacher.get(f"{first}/edit").text)
    second = teacher.post(f"{OBJECTIVE}/drafts", data=fields | {"field-difficulty": "2", "what": "save"}).location
    assert (first[-2:], second) == ("~1", f"{first[:-1]}2")
    assert "There is a newer version" in teacher.get(first).text
    assert "given to pupils" in teacher.get(first).text, "until the newer one is approved"
    teacher.post(f"{second}/decisions", data={"decision": "approve"})
    assert "replaced by another version" in teacher.get(first).text
    assert teacher.post(f"{second}/decisions", data={"decision": "withdraw"}).status_code == 422
    teacher.post(f"{second}/decisions", data={"decision": "withdraw", "reason": "Too easy"})
    assert "withdrawn" in teacher.get(second).text
    objective = teacher.get(OBJECTIVE).text.split("Questions that came with Attain")[0]
    assert "given to pupils" not in objective


@pytest.mark.parametrize(
    ("changed", "told", "field"),
    [
        ({"field-question": ""}, "Write the question", "field-question"),
        ({"field-hints": "One"}, "at least three hints", "field-hints"),
        ({"field-steps": ""}, "one step on each line", "field-steps"),
        ({"field-value": ""}, "needs `value`", "field-question"),
        ({"field-numbers": "parameters: {a: [1"}, "Numbers that change, line 1", "field-numbers"),
        ({"field-numbers": "import: os"}, "write only parameters, let, where, check", "field-numbers"),
        ({"field-numbers": "parameters: &a {x: *a}"}, "write it out", "field-numbers"),
        ({"field-numbers": ""}, "needs a `twin`", "field-question"),
        ({"field-value": "__import__('os')"}, "may be called", "field-question"),
        ({"field-value": "a ** 9999999"}, "too large", "field-question"),
        ({"wrong-0-value": "z"}, "equals the right one", "field-question"),
        ({"wrong-0-misconception": "nobody-thinks-so"}, "no misconception nobody-thinks-so", "field-question"),
        ({"field-hints": "It is $[[z]]$, is it not?\nTwo\nThree"}, "Hint 1 holds the answer", "field-question"),
        ({"field-question": "Solve $[[a]]z = [[b]]$."}, "no parameter called 'b'", "field-question"),
    ],
)
def test_what_is_wrong_is_told_at_the_form_and_nothing_is_lost(teacher, records, changed, told, field):
    response = teacher.post(f"{OBJECTIVE}/drafts", data=NEW | changed)
    assert response.status_code == 422
    assert told in summary(response.text)
    assert f'href="#{field}"' in summary(response.text)
    assert f'id="{field}"' in response.text
    back = fields_on(response.text)
    sent = {name: value.replace("\r\n", "\n") for name, value in (NEW | changed).items() if name != "what"}
    assert {name: back.get(name, "") for name in sent} == sent
    with reading(records) as db:
        assert not db.exec(select(ItemRevision)).all()


def test_a_draft_with_problems_may_be_kept_and_cannot_be_approved(teacher, records):
    faulty = NEW | {"wrong-0-value": "z", "anyway": "yes"}
    own = teacher.post(f"{OBJECTIVE}/drafts", data=faulty).location
    assert "It cannot be approved yet" in teacher.get(own).text
    refused = teacher.post(f"{own}/decisions", data={"decision": "approve"})
    assert refused.status_code == 422
    assert "equals the right one" in summary(refused.text)
    with reading(records) as db:
        assert not db.exec(select(ItemDecision)).all()


def test_example_answers_are_marked_before_anything_is_saved(teacher, records):
    data = NEW | {"what": "check", "examples": "1\nabout a dozen", "seed": "2"}
    shown = teacher.post(f"{OBJECTIVE}/drafts", data=data)
    assert shown.status_code == 200
    assert "<strong>Not right</strong>" in shown.text
    assert "<strong>Cannot be read</strong>" in shown.text
    right = re.search(r"<p>Right answer: (\d+)", shown.text)[1]
    live = teacher.post(f"{OBJECTIVE}/drafts", data=data | {"examples": right}, headers={"HX-Request": "true"}).text
    assert live.count("<strong>") == 1
    assert "<strong>Right</strong>" in live
    assert "<h1>" not in live
    broken = teacher.post(f"{OBJECTIVE}/drafts", data=data | {"field-hints": ""}, headers={"HX-Request": "true"}).text
    assert "cannot be tried yet" in broken
    with reading(records) as db:
        assert not db.exec(select(ItemRevision)).all()


def test_what_a_teacher_writes_is_shown_as_text_and_never_as_markup(teacher):
    marked_up = NEW | {"field-question": "<script>alert(1)</script> Solve $[[a]]z = [[a * z]]$.", "note": "<b>bold</b>"}
    own = teacher.post(f"{OBJECTIVE}/drafts", data=marked_up).location
    for page in (own, f"{own}/edit", f"{own}/history", "/teacher/content/drafts", OBJECTIVE):
        text = teacher.get(page).text
        assert "<script>alert" not in text
        assert "<b>bold" not in text


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        (f"{PAGE}/decisions", {"decision": "delete"}, 400),
        (f"{PAGE}/decisions", {"decision": "hide", "reason": "x" * 501}, 400),
        (f"{PAGE}/decisions", {"decision": "approve"}, 422),
        ("/teacher/content/items/nowhere/decisions", {"decision": "hide", "reason": "x"}, 404),
        (f"{OBJECTIVE}/drafts", NEW | {"kind": "sonnet"}, 400),
        (f"{OBJECTIVE}/drafts", NEW | {"source": "nowhere"}, 404),
        (f"{OBJECTIVE}/drafts", NEW | {"source": "ratio-share-larger"}, 404),
        ("/teacher/content/objectives/nowhere/drafts", NEW, 404),
        (f"{OBJECTIVE}/drafts", NEW | {"field-question": "x" * 70_000}, 413),
    ],
)
def test_what_no_page_of_ours_would_send_is_refused(teacher, records, path, data, status):
    assert teacher.post(path, data=data).status_code == status
    with reading(records) as db:
        assert not db.exec(select(ItemDecision)).all()
        assert not db.exec(select(ItemRevision)).all()


def test_two_processes_notice_each_others_decisions(make_app, make_tutor, sign_in_as, records, at_work, catalogue):
    one, other = make_app(make_tutor()), make_app(make_tutor())
    teacher, elsewhere = sign_in_as("teacher", one), sign_in_as("teacher", other)
    own = teacher.post(f"{OBJECTIVE}/drafts", data=NEW).location
    assert "draft, not given" in elsewhere.get(own).text
    elsewhere.post(f"{own}/decisions", data={"decision": "approve"})
    for item in catalogue.items_of("linear-equations"):
        data = {"decision": "hide", "reason": "Ours is better"}
        elsewhere.post(f"/teacher/content/items/{item.id}/decisions", data=data)
    assert at_work("ada", at=one).turns()[0].item_id == own.rpartition("/")[2]
    teacher.post(f"{own}/decisions", data={"decision": "withdraw", "reason": "A slip"})
    assert at_work("ben", at=other).turns()[0].move == "finish"
