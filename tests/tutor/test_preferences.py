"""What an account likes: known choices are kept, anything else is dropped."""

import pytest

from tutor import accounts, preferences
from tutor.database import reading, transaction
from tutor.preferences import PREFERENCES
from tutor.records import Account, School


@pytest.fixture
def ada(records):
    with transaction(records) as db:
        school = School(name="Invented School")
        db.add(school)
        db.flush()
        return accounts.add_account(db, school.id, "pupil", ("Ada Example", "ada"), "invented-for-tests").id


def kept(records, account_id):
    with reading(records) as db:
        return db.get_one(Account, account_id).preferences


def chosen(records, account_id, **wanted):
    with transaction(records) as db:
        preferences.choose(db, account_id, wanted)
    return kept(records, account_id)


def test_an_account_that_has_chosen_nothing_gets_the_usual_value_of_everything():
    assert preferences.complete({}) == {one.name: one.usual for one in PREFERENCES}


def test_what_is_chosen_is_kept_and_chosen_again_beside_it(records, ada):
    assert chosen(records, ada, theme="dark") == {"theme": "dark"}
    assert chosen(records, ada, size="largest") == {"theme": "dark", "size": "largest"}
    assert preferences.complete(kept(records, ada))["theme"] == "dark"


def test_the_usual_choice_leaves_nothing_behind(records, ada):
    chosen(records, ada, font="dyslexic", spacing="wide")
    assert chosen(records, ada, font="normal", spacing="normal") == {}


def test_names_and_values_that_are_no_choice_are_dropped(records, ada):
    assert chosen(records, ada, theme="purple", sizes="large", size="large") == {"size": "large"}


def test_what_an_older_version_kept_and_this_one_does_not_know_does_no_harm():
    complete = preferences.complete({"theme": "sepia", "voice": "robot", "size": "large"})
    assert (complete["theme"], complete["size"], "voice" in complete) == ("device", "large", False)


def test_every_preference_has_a_name_a_title_and_at_least_two_values_with_labels():
    assert len({one.name for one in PREFERENCES}) == len(PREFERENCES)
    for one in PREFERENCES:
        assert one.title
        assert len(dict(one.values)) == len(one.values) >= 2
        assert all(label for _, label in one.values)
