"""A list that is taken in changes accounts and classes, deletes nobody, and can be taken back."""

import json
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tutor import accounts, people
from tutor.database import transaction
from tutor.people_records import RosterChange, UniquePupilNumber
from tutor.records import Account, Membership, TeachingClass
from tutor.rosters import cards, kept, keys, undoing
from tutor.rosters.kept import Kept

FORENAMES, SURNAMES, CLASSES = ("Ada", "Ben", "Cara"), ("Example", "Sample"), ("", "10X", "10Y", "9Z", "10X;9Z")
lines = st.tuples(
    st.sampled_from([*range(6), None]), st.sampled_from(FORENAMES), st.sampled_from(SURNAMES), st.sampled_from(CLASSES)
)
lists = st.lists(lines, min_size=1, max_size=8)


def state(desk):
    """Return all that a list can change of the accounts that are here or have left."""
    with transaction(desk.engine) as db:
        own = {one.id: (one.name, one.left_at) for one in db.exec(select(Account)).all()}
        placed = {(one.account_id, one.class_id) for one in db.exec(select(Membership)).all()}
        classes = {(one.id, one.name, one.year) for one in db.exec(select(TeachingClass)).all()}
        numbers = {one.account_id: one.keyed_hash for one in db.exec(select(UniquePupilNumber)).all()}
    return own, placed, classes, numbers


def undo(desk, change_id):
    with transaction(desk.engine) as db:
        return undoing.undo(db, desk.keys, db.get(RosterChange, change_id), desk.lead)


@given(first=lists, second=lists, whole=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_that_is_taken_in_and_undone_leaves_everything_as_it_was_but_for_new_accounts_that_have_left(
    first, second, whole, desk, upn_of
):
    def rows(drawn):
        return [
            f"{upn_of(n) if n is not None else ''},{n if n is not None else ''},{f},{s},10,{c}" for n, f, s, c in drawn
        ]

    desk.take(*rows(first))
    own, placed, classes, numbers = state(desk)
    _, change_id = desk.take(*rows(second), whole=whole)
    assert undo(desk, change_id) == []
    own_after, placed_after, classes_after, numbers_after = state(desk)
    new = own_after.keys() - own.keys()
    assert {one: own_after[one] for one in own} == own
    assert all(own_after[one][1] is not None for one in new)
    assert (placed_after, classes_after) == (placed, classes)
    assert {one: digits for one, digits in numbers_after.items() if one not in new} == numbers


@given(drawn=lists)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_that_is_taken_in_twice_changes_nothing_the_second_time(drawn, desk, upn_of):
    rows = [f"{upn_of(n)},,{f},{s},10,{c}" for n, f, s, c in drawn if n is not None] or [
        f"{upn_of(1)},,Ada,Example,10,"
    ]
    desk.take(*rows)
    again = desk.difference(desk.read(*rows))
    assert not again.changes_anything


def test_both_databases_take_a_list_in_and_back(any_desk, upn_of):
    any_desk.take(f"{upn_of(1)},1,Ada,Example,10,10X", f"{upn_of(2)},2,Ben,Sample,10,10X")
    before = state(any_desk)
    _, change_id = any_desk.take(f"{upn_of(1)},1,Adelaide,Example,10,10Y")
    assert any_desk.pupils() == {"Adelaide Example": ["10Y"]}
    assert undo(any_desk, change_id) == []
    assert state(any_desk) == before


def test_new_pupils_cannot_sign_in_until_they_get_a_card(desk):
    _, change_id = desk.take(",,Ada,Example,10,10X", ",,Ben,Sample,10,")
    with transaction(desk.engine) as db:
        change = db.get(RosterChange, change_id)
        assert [(one.name, [pupil.name for pupil in one.pupils]) for one in cards.waiting(db, change)] == [
            ("10X", ["Ada Example"]),
            ("", ["Ben Sample"]),
        ]
        ada = cards.waiting(db, change)[0].pupils[0]
        password = people.reset_password(db, ada)
        db.flush()
        assert accounts.check_sign_in(db, "ada.example", password) == ada
        assert [one.name for one in cards.waiting(db, change)] == [""]


def test_a_upn_is_kept_sealed_and_stands_nowhere_else(desk, upn_of, tmp_path):
    desk.take(f"{upn_of(1)},4711,Ada,Example,10,10X")
    desk.take(f"{upn_of(1)},4711,Adelaide,Example,10,10X")
    with transaction(desk.engine) as db:
        row = db.exec(select(UniquePupilNumber)).one()
        assert desk.keys.unseal_text(row.sealed) == upn_of(1)
        recorded = json.dumps([one.changes for one in db.exec(select(RosterChange)).all()])
    for secret in (upn_of(1), "4711", "Ada", "Example"):
        assert secret not in recorded
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("records.db*"))
    assert upn_of(1).encode() not in stored


def test_a_name_of_before_is_forgotten_with_the_next_list(desk, upn_of):
    desk.take(f"{upn_of(1)},,Ada,Example,10,10X")
    _, change_id = desk.take(f"{upn_of(1)},,Adelaide,Example,10,10X")
    desk.take(f"{upn_of(1)},,Adelaide,Example,10,10X")
    with transaction(desk.engine) as db:
        assert "before" not in json.dumps(db.get(RosterChange, change_id).changes)
        assert not undoing.can_be_undone(db, db.get(RosterChange, change_id))
    with pytest.raises(ValueError, match="cannot be undone"):
        undo(desk, change_id)


def test_what_has_changed_since_is_left_and_told(desk, upn_of):
    desk.take(*(f"{upn_of(n)},,{name},Example,10,10X" for n, name in enumerate(("Ada", "Ben", "Cara"))))
    _, change_id = desk.take(f"{upn_of(0)},,Adelaide,Example,10,10Y", f"{upn_of(1)},,Ben,Example,10,10Y")
    with transaction(desk.engine) as db:
        named = {one.name: one for one in db.exec(select(Account)).all()}
        classes = {one.name: one for one in people.classes_of_school(db, desk.school)}
        named["Adelaide Example"].name = "Addie Example"
        people.leave(db, named["Ben Example"], classes["10Y"])
        people.bring_back(db, named["Cara Example"])
        people.join(db, named["Cara Example"], classes["10Y"])
    assert {(one.name, one.reason) for one in undo(desk, change_id)} == {
        ("Addie Example", undoing.OTHER_NAME),
        ("Ben Example", undoing.CLASSES),
        ("10Y", undoing.IN_USE),
    }
    assert desk.pupils() == {"Addie Example": ["10X"], "Ben Example": ["10X"], "Cara Example": ["10X", "10Y"]}


def test_whoever_was_added_and_undone_is_found_again_and_not_added_twice(desk, upn_of):
    rows = [f"{upn_of(1)},,Ada,Example,10,10X", ",2,Ben,Sample,10,10X"]
    _, change_id = desk.take(*rows)
    undo(desk, change_id)
    assert desk.pupils() == {}
    shown, _ = desk.take(*rows)
    assert (len(shown.back), shown.joiners) == (2, ())
    assert desk.pupils() == {"Ada Example": ["10X"], "Ben Sample": ["10X"]}


def test_another_school_s_pupils_are_never_matched_or_changed(desk, upn_of):
    with transaction(desk.engine) as db:
        other = people.add_school(db, "Other School (invented)").id
        (zoe,) = people.add_many(db, other, [("Zoe Else", "zoe.else")])
        db.add(UniquePupilNumber(account_id=zoe.id, sealed=desk.keys.seal_text(upn_of(1)),
                                 keyed_hash=desk.keys.keyed_hash("upn", upn_of(1))))  # fmt: skip
        zoe_id = zoe.id
    shown, _ = desk.take(f"{upn_of(1)},,Zoe,Else,10,10X")
    assert [one.username for one in shown.joiners] == ["zoe.else2"]
    with transaction(desk.engine) as db:
        assert db.get(Account, zoe_id).left_at is None
        assert db.exec(select(UniquePupilNumber)).one().account_id == zoe_id


# Keys, and lists that wait


def test_the_keys_are_for_the_service_alone_and_can_be_changed(desk, upn_of):
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600
    desk.take(f"{upn_of(1)},,Ada,Example,10,10X")
    _, change_id = desk.take(f"{upn_of(1)},,Adelaide,Example,10,10X")
    fresh = keys.with_new_key(desk.keys)
    with transaction(desk.engine) as db:
        assert keys.seal_again(db, fresh) == 1
    keys.write(desk.path, keys.newest_only(fresh))
    with transaction(desk.engine) as db:
        new = keys.open_keys(desk.path, db)
        row = db.exec(select(UniquePupilNumber)).one()
        assert new.unseal_text(row.sealed) == upn_of(1)
        with pytest.raises(keys.RosterKeysMissing, match="does not fit"):
            desk.keys.unseal_text(row.sealed)
    desk.keys = new
    assert undo(desk, change_id) == []
    assert desk.pupils() == {"Ada Example": ["10X"]}


@pytest.mark.parametrize("content", [None, "", "match zz\nseal zz\n"])
def test_keys_that_are_missing_or_damaged_are_told_and_never_replaced(content, desk, upn_of):
    desk.take(f"{upn_of(1)},,Ada,Example,10,10X")
    desk.path.unlink()
    if content is not None:
        desk.path.write_text(content)
    with transaction(desk.engine) as db, pytest.raises(keys.RosterKeysMissing, match="put the file back"):
        keys.open_keys(desk.path, db)
    assert (desk.path.read_text() if desk.path.exists() else None) == content


def test_a_list_that_waits_is_sealed_for_its_school_alone_and_for_a_day(desk, tmp_path, monkeypatch):
    folder = tmp_path / "rosters"
    waiting = Kept(desk.school, True, {"list.csv": b"Ada,Example"}, {"forename": "F"})
    token = kept.keep(folder, desk.keys, waiting)
    path = folder / token
    assert (stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE(path.stat().st_mode)) == (0o700, 0o600)
    assert b"Ada" not in path.read_bytes()
    assert kept.find(folder, desk.keys, token, desk.school) == waiting
    assert kept.find(folder, desk.keys, token, desk.school + 1) is None
    assert kept.find(folder, desk.keys, "../roster-keys", desk.school) is None
    monkeypatch.setattr(kept, "KEPT_SECONDS", -1)
    assert kept.find(folder, desk.keys, token, desk.school) is None
    assert not path.exists()
