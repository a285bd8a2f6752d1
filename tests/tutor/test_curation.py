import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from content_store.items import draw, read_spec
from content_store.overlay import Overlay
from tutor import curation
from tutor.curation import Curated
from tutor.curation_records import ItemDecision, ItemRevision
from tutor.database import migrate, open_records, reading, transaction
from tutor.item_choice import drawn, next_check, next_practice
from tutor.records import Account, School

OBJECTIVE = "linear-equations"
ITEM = "linear-equations-two-step"


def add_teacher(records: Engine) -> int:
    with transaction(records) as db:
        db.add(School(id=1, name="Example School (invented)"))
        db.flush()
        teacher = Account(school_id=1, role="teacher", username="t", password_hash="none", name="Ms Example")
        db.add(teacher)
        db.flush()
        return teacher.id or 0


@pytest.fixture
def teacher_id(records) -> int:
    return add_teacher(records)


def add(db, catalogue, teacher_id: int, question: str = "", name: str = f"{ITEM}-own-1") -> ItemRevision:
    definition = json.loads(catalogue.item(ITEM).definition)
    definition["question"] = question or definition["question"]
    written = ItemRevision(
        name=name,
        number=0,
        objective_id=OBJECTIVE,
        definition=json.dumps(definition),
        copied_from=ITEM,
        account_id=teacher_id,
    )
    return curation.add_revision(db, written)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "approved", "withdrawn", "hidden", "shown"]), st.integers(0, 2), st.integers(1, 4)
    ),
    max_size=25,
)


class Told:
    """What decisions should come to, worked out beside the code: what is asked for of each name, and what is hidden."""

    def __init__(self) -> None:
        self.approved: dict[str, str] = {}
        self.active: dict[str, str] = {}
        self.hidden: set[str] = set()

    def decided(self, what: str, item_id: str, question: str = "") -> None:
        name = item_id.partition("~")[0]
        if what == "approved":
            self.approved[item_id], self.active[name] = question, item_id
        elif what == "withdrawn" and self.active.get(name) == item_id:
            del self.active[name]
        elif what == "hidden":
            self.hidden.add(item_id)
        elif what == "shown":
            self.hidden.discard(item_id)


def carry_out(db, catalogue, teacher_id: int, steps) -> Told:
    """Write revisions and decide on them and on built items, step by step."""
    told = Told()
    built = [one.id for one in catalogue.items_of(OBJECTIVE)]
    for number, (what, which, revision) in enumerate(steps):
        name = f"{ITEM}-own-{which + 1}"
        if what == "write":
            add(db, catalogue, teacher_id, f"Version {number}: solve $[[a]][[letter]] + [[b]] = [[c]]$.", name)
            continue
        item_id = f"{name}~{revision}" if what in ("approved", "withdrawn") else built[which]
        kept = curation.revision(db, item_id)
        if kept or item_id in built:
            curation.decide(db, item_id, what, teacher_id)
            told.decided(what, item_id, draw(read_spec(kept.definition), "", 7).question if kept else "")
    return told


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whatever_is_decided_nothing_unapproved_is_chosen_and_all_that_was_approved_can_be_drawn(catalogue, steps):
    records = open_records("sqlite://")
    migrate(records)
    teacher_id = add_teacher(records)
    with transaction(records) as db:
        told = carry_out(db, catalogue, teacher_id, steps)
        over = catalogue.overlaid(curation.overlay_of(db))
    records.dispose()
    built = {one.id for one in catalogue.items_of(OBJECTIVE)}
    chosen = [one.id for one in over.items_of(OBJECTIVE)]
    assert set(chosen) == (built - told.hidden) | set(told.active.values())
    assert len(chosen) == len(set(chosen))
    for item_id, question in told.approved.items():
        assert (drawn(over, item_id, 7).question, drawn(over, item_id, 7).id) == (question, item_id)
    for item_id in built:
        assert drawn(over, item_id, 7) == drawn(catalogue, item_id, 7)
    assert (over.version == catalogue.version) == (not told.approved and not told.hidden)


def test_the_version_of_the_content_names_what_is_laid_over_it(catalogue):
    hidden, other = (catalogue.overlaid(Overlay(hidden=frozenset({one}))) for one in ("a", "b"))
    assert len({catalogue.version, hidden.version, other.version}) == 3
    assert hidden.version.startswith(f"{catalogue.version}+")
    assert hidden.overlaid(Overlay()).version == catalogue.version


def test_a_tutor_follows_decisions_made_elsewhere_and_is_the_same_until_then(records, tutor, teacher_id):
    here, there = Curated(tutor, records), Curated(tutor, records)
    assert here.tutor() is tutor
    with transaction(records) as db:
        own = add(db, tutor.catalogue, teacher_id).item_id
    assert here.tutor() is tutor, "a draft changes nothing"
    with transaction(records) as db:
        curation.decide(db, own, "approved", teacher_id)
    first = here.tutor()
    assert first.catalogue.item(own) is not None
    assert here.tutor() is first
    assert there.tutor().catalogue.version == first.catalogue.version
    with transaction(records) as db:
        curation.decide(db, ITEM, "hidden", teacher_id)
    assert ITEM not in [one.id for one in here.tutor().catalogue.items_of(OBJECTIVE)]
    assert ITEM in [one.id for one in first.catalogue.items_of(OBJECTIVE)], "one request, one curriculum"


def test_an_attempt_is_drawn_again_as_it_was_after_its_item_was_edited_hidden_and_withdrawn(
    records, tutor, teacher_id, talk_on
):
    curated = Curated(tutor, records)
    with transaction(records) as db:
        own = add(db, tutor.catalogue, teacher_id).item_id
        curation.decide(db, own, "approved", teacher_id)
    talk = talk_on(OBJECTIVE)
    talk.tutor = curated.tutor()
    talk.put(own, 5)
    asked = talk.item
    talk.answer(right=False)
    before = talk.attempts[0].model_dump()
    with transaction(records) as db:
        newer = add(db, tutor.catalogue, teacher_id, "Find the letter: $[[a]][[letter]] + [[b]] = [[c]]$.").item_id
        curation.decide(db, newer, "approved", teacher_id)
        curation.decide(db, newer, "withdrawn", teacher_id)
        curation.decide(db, own, "withdrawn", teacher_id)
    talk.tutor = curated.tutor()
    assert talk.attempts[0].model_dump() == before
    assert drawn(talk.tutor.catalogue, before["item_id"], before["seed"]) == asked
    assert talk.session.content_version != talk.tutor.catalogue.version
    talk.answer(right=True)
    second = talk.attempts[1]
    assert (second.item_id, second.right) == (own, True), "the open question was gone on with and not renewed"
    assert second.content_version == talk.tutor.catalogue.version


def test_a_hidden_item_is_put_neither_for_practice_nor_as_a_check(catalogue):
    over = catalogue.overlaid(Overlay(hidden=frozenset({ITEM})))
    assert next_check(catalogue, ITEM, [ITEM])[0] == ITEM
    assert next_check(over, ITEM, [ITEM])[0] != ITEM
    put = [next_practice(over, OBJECTIVE, 0.0, [])[0] for _ in range(3)]
    assert ITEM not in put
    everything = catalogue.overlaid(Overlay(hidden=frozenset(one.id for one in catalogue.items_of(OBJECTIVE))))
    assert next_check(everything, ITEM, [ITEM]) is None
    assert next_practice(everything, OBJECTIVE, 0.0, []) is None


def test_a_session_ends_in_peace_where_every_item_has_been_hidden(records, tutor, teacher_id, talk_on):
    talk = talk_on(OBJECTIVE)
    with transaction(records) as db:
        for item in tutor.catalogue.items_of(OBJECTIVE):
            curation.decide(db, item.id, "hidden", teacher_id)
    talk.tutor = Curated(tutor, records).tutor()
    talk.put(ITEM)
    turns = talk.answer(right=True)
    assert turns[-1].move == "finish"
    assert talk.session.phase == "done"


def test_drafts_are_the_newest_revisions_that_nobody_has_decided_on(records, catalogue, teacher_id):
    with transaction(records) as db:
        for name in ("a-own-1", "b-own-1"):
            add(db, catalogue, teacher_id, name=name)
        newer = add(db, catalogue, teacher_id, name="a-own-1")
        assert (newer.item_id, json.loads(newer.definition)["id"]) == ("a-own-1~2", "a-own-1~2")
        assert [one.item_id for one in curation.drafts(db)] == ["b-own-1~1", "a-own-1~2"]
        curation.decide(db, "b-own-1~1", "withdrawn", teacher_id, "Not needed")
        assert [one.item_id for one in curation.drafts(db)] == ["a-own-1~2"]
        assert curation.fresh_name(db, "a") == "a-own-2"
        assert curation.fresh_name(db, "Oak/Unit 1/") == "oak-unit-1-own-1"
        assert curation.fresh_name(db, "···") == "item-own-1"


def test_a_revision_that_this_version_cannot_read_is_left_out(records, catalogue, teacher_id):
    with transaction(records) as db:
        own = add(db, catalogue, teacher_id)
        own.definition = "{}"
        curation.decide(db, own.item_id, "approved", teacher_id)
        overlay = curation.overlay_of(db)
    assert overlay.items == {}
    assert overlay.chosen == frozenset()


def test_decisions_are_kept_in_every_kind_of_database(any_records, catalogue):
    teacher_id = add_teacher(any_records)
    with transaction(any_records) as db:
        own = add(db, catalogue, teacher_id)
        curation.decide(db, own.item_id, "approved", teacher_id, "Good")
    with reading(any_records) as db:
        decision = db.get_one(ItemDecision, 1)
        assert (decision.item_id, decision.revision_id, decision.reason) == (own.item_id, own.id, "Good")
        assert curation.overlay_of(db).chosen == {own.item_id}
