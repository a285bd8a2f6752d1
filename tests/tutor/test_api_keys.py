import hashlib
from datetime import date

import pytest
from sqlmodel import select

from tutor import accounts, api_keys
from tutor.database import reading, transaction
from tutor.records import School


@pytest.fixture
def given(records):
    with transaction(records) as db:
        return api_keys.give(db, "Slides", may_see_answers=False)


def test_of_a_key_only_its_hash_and_beginning_are_kept(records, given):
    kept, key = given
    assert kept.key_hash == hashlib.sha256(key.encode()).hexdigest()
    assert key.startswith(kept.prefix)
    assert len(key) - len(kept.prefix) >= 32, "what is not kept is too long to be guessed"
    with reading(records) as db:
        row = db.exec(select(api_keys.ApiKey)).one()
    assert key not in str(row.model_dump())


def test_keys_differ(records):
    with transaction(records) as db:
        keys = {api_keys.give(db, "Slides", may_see_answers=False)[1] for _ in range(50)}
    assert len(keys) == 50


def test_a_key_is_found_by_all_of_it_and_by_nothing_less(records, given):
    kept, key = given
    with reading(records) as db:
        found = api_keys.find(db, key)
        assert found is not None
        assert found.id == kept.id
        wrong = ("", key[:-1], f"{key}x", key.upper(), kept.prefix, kept.key_hash, f"{key}\0", "é" * 40, "x" * 10_000)
        assert [text for text in wrong if api_keys.find(db, text)] == []


def test_a_revoked_key_is_not_found_and_stays_revoked_since_then(records, given):
    _, key = given
    with transaction(records) as db:
        kept = api_keys.with_prefix(db, key[: api_keys.PREFIX_LENGTH])
        api_keys.revoke(kept)
        first = kept.revoked_at
        api_keys.revoke(kept)
        assert kept.revoked_at == first
    with reading(records) as db:
        assert api_keys.find(db, key) is None


def test_the_day_of_use_is_kept(records, given):
    kept, key = given
    with transaction(records) as db:
        api_keys.note_use(db, kept.id, date(2026, 11, 30))
    with reading(records) as db:
        assert api_keys.find(db, key).last_used_on == date(2026, 11, 30)


def test_a_teacher_sees_the_keys_of_the_own_school_and_of_the_machine(records):
    with transaction(records) as db:
        teachers = []
        for name in ("One", "Two"):
            school = School(name=f"{name} (invented)")
            db.add(school)
            db.flush()
            teacher = accounts.add_account(
                db, school.id, "teacher", (f"{name} Example", name.casefold()), "password-11"
            )
            api_keys.give(db, f"key of {name}", False, teacher.id)
            teachers.append(teacher)
        api_keys.give(db, "of the machine", False)
        seen = [{key.name: giver for key, giver in api_keys.keys_seen_by(db, teacher)} for teacher in teachers]
    assert seen == [
        {"of the machine": "", "key of One": "One Example"},
        {"of the machine": "", "key of Two": "Two Example"},
    ]
