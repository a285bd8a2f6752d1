"""What a list would change is told before anything changes, and nobody is guessed."""

import pytest

from tutor import people
from tutor.database import transaction
from tutor.rosters import told
from tutor.rosters.matching import BY_NAME, BY_NUMBER, BY_UPN

NAMES = "Forename,Surname,Year,Class"


def messages(shown):
    return [conflict.message for conflict in shown.conflicts]


def test_joiners_movers_leavers_and_whoever_is_renamed_or_back_are_told_apart(desk, upn_of):
    rows = [
        f"{upn_of(number)},{number},{name},Example,10,10X" for number, name in enumerate(("Ada", "Ben", "Cara", "Dev"))
    ]
    desk.take(*rows)
    desk.take(*rows[:3])
    shown = desk.difference(
        desk.read(
            rows[0],
            rows[1].replace("10X", "10Y"),
            rows[3],
            f"{upn_of(9)},9,Ela,Madeup,9,9Z",
            f"{upn_of(2)},2,Cora,Example,10,10X",
        )
    )
    assert [one.line.name for one in shown.joiners] == ["Ela Madeup"]
    assert [(one.line.name, told.names(one.leaves), told.names(one.joins)) for one in shown.movers] == [
        ("Ben Example", "10X", "10Y")
    ]
    assert [one.line.name for one in shown.back] == ["Dev Example"]
    assert [(one.pupil.name, one.line.name) for one in shown.renamed] == [("Cara Example", "Cora Example")]
    assert [one.name for one in shown.new_classes] == ["10Y", "9Z"]
    assert (shown.leavers, shown.unchanged, shown.conflicts) == ((), 1, ())
    assert [one.name for one in desk.difference(desk.read(*rows[:2])).leavers] == ["Cara Example"]


def test_a_difference_tells_nothing_of_a_upn(desk, upn_of):
    shown = desk.difference(desk.read(f"{upn_of(1)},1,Ada,Example,10,10X", f"{upn_of(1)},1,Ben,Sample,10,10X"))
    assert upn_of(1) not in told.as_csv(shown) + repr(shown)


def test_a_pupil_is_found_by_upn_before_number_and_by_number_before_name(desk, upn_of):
    desk.take(f"{upn_of(1)},1,Ada,Example,10,10X", ",2,Ben,Sample,10,10X", ",,Cara,Specimen,10,10X")
    shown = desk.difference(
        desk.read(f"{upn_of(1)},77,Ada,Other,10,10X", ",2,Benedict,Sample,10,10X", ",,Cara,Specimen,10,10Y")
    )
    assert [one.by for one in shown.changes] == [BY_UPN, BY_NUMBER, BY_NAME]
    assert (shown.joiners, shown.leavers) == ((), ())


def test_several_lines_of_one_number_are_one_pupil_in_several_classes(desk, upn_of):
    shown = desk.difference(desk.read(f"{upn_of(1)},,Ada,Example,10,10X", f"{upn_of(1)},,Ada,Example,10,10/Ma1"))
    (ada,) = shown.joiners
    assert told.names(ada.joins) == "10X, 10/Ma1"


def test_one_number_with_two_names_is_not_taken_in(desk, upn_of):
    shown = desk.difference(desk.read(f"{upn_of(1)},,Ada,Example,10,10X", f"{upn_of(1)},,Ben,Sample,10,10X"))
    assert shown.changes == ()
    assert "different names" in messages(shown)[0]


@pytest.mark.parametrize(
    "rows",
    [("Ada,Example,10,10X", "Ada,Example,10,10X"), ("Ada,Example,10,10X", "ADA,Éxample,10,10Y")],
    ids=["alike", "two classes"],
)
def test_two_lines_of_one_name_and_no_number_are_not_taken_in(desk, rows):
    shown = desk.difference(desk.read(*rows, head=NAMES))
    assert shown.changes == ()
    assert "nothing to tell" in messages(shown)[0]


def test_two_pupils_of_one_name_are_told_apart_by_class_or_not_at_all_and_neither_leaves(desk):
    desk.add("Ada Example", "10X")
    desk.add("Ada Example", "10Y")
    told_apart = desk.difference(desk.read("Ada,Example,10,10Y", "Ada,Example,10,10X", head=NAMES))
    assert (told_apart.unchanged, told_apart.conflicts) == (2, ())
    unclear = desk.difference(desk.read("Ada,Example,10,10Z", head=NAMES))
    assert (unclear.changes, unclear.leavers) == ((), ())
    assert len(unclear.conflicts[0].pupils) == 2


def test_a_name_alone_is_enough_within_the_year_group_or_the_next_and_not_in_another(desk):
    desk.add("Ada Example", "9Z", year=9)
    assert desk.difference(desk.read("Ada,Example,10,10X", head=NAMES)).by_name
    shown = desk.difference(desk.read("Ada,Example,12,12X", head=NAMES))
    assert "another class and year" in messages(shown)[0]
    assert shown.leavers == ()


def test_a_name_with_another_upn_is_another_pupil_but_a_temporary_upn_says_nothing(desk, upn_of):
    desk.take(f"{upn_of(1)},,Ada,Example,10,10X", f"{upn_of(2, temporary=True)},,Ben,Sample,10,10X")
    shown = desk.difference(desk.read(f"{upn_of(3)},,Ada,Example,10,10X", f"{upn_of(4)},,Ben,Sample,10,10X"))
    assert [one.line.name for one in shown.joiners] == ["Ada Example"]
    assert [one.name for one in shown.leavers] == ["Ada Example"]
    assert [one.line.name for one in shown.by_name] == ["Ben Sample"]
    assert all(one.upn for one in shown.changes)


def test_a_username_of_somebody_else_or_of_two_lines_is_not_given(desk):
    head = "Forename,Surname,Year,Class,Username"
    shown = desk.difference(
        desk.read(
            "Ada,Example,10,10X,TESS.technician", "Ben,Sample,10,10X,b", "Cy,A,10,10X,cc", "Di,B,10,10X,cc", head=head
        )
    )
    assert shown.changes == ()
    assert len(shown.problems) == 1
    assert ["somebody else" in one for one in messages(shown)] == [True, False, False]


def test_usernames_are_made_that_nobody_has(desk):
    desk.add("Ada Example")
    shown = desk.difference(desk.read("Ada,Example,9,9Z", "Adà,Example,12,12Z", head=NAMES), whole=False)
    assert shown.joiners == ()
    shown = desk.difference(desk.read("1,Ben,Sample,9,9Z", "2,Ben,Sample,9,9Z", head="Adno," + NAMES), whole=False)
    assert [one.username for one in shown.joiners] == ["ben.sample", "ben.sample2"]


def test_a_new_class_without_a_year_group_and_a_name_of_two_classes_are_not_guessed(desk):
    desk.add("Ben Sample", "Maths", year=10)
    with transaction(desk.engine) as db:
        people.add_class(db, desk.school, "maths", 10)
    shown = desk.difference(
        desk.read("Ada,Example,Chess", "Cara,Specimen,Maths", head="Forename,Surname,Class"), whole=False
    )
    assert [("year group" in one, "several classes" in one) for one in messages(shown)] == [
        (True, False),
        (False, True),
    ]


def test_a_class_that_no_list_has_named_is_left_alone_and_one_that_a_list_filled_is_not(desk):
    desk.add("Ada Example", "10X", "Chess club")
    desk.take("Ada,Example,10,10Y", "Ben,Sample,10,10X", head=NAMES)
    assert desk.pupils()["Ada Example"] == ["10Y", "Chess club"]
    desk.take("Ada,Example,11,11Y", "Ben,Sample,11,11X", head=NAMES)
    assert desk.pupils() == {"Ada Example": ["11Y", "Chess club"], "Ben Sample": ["11X"]}


def test_a_list_without_classes_changes_none(desk):
    desk.add("Ada Example", "10X")
    shown = desk.difference(desk.read("Ada,Example,10", head="Forename,Surname,Year"))
    assert (shown.unchanged, shown.movers) == (1, ())


def test_nobody_leaves_whose_line_could_not_be_read_and_many_leavers_need_a_tick(desk):
    for name in ("Ada Example", "Ben Sample", "Cara Specimen", "Dev Pretend", "Ela Madeup"):
        desk.add(name, "10X")
    four = ["Ben,Sample,10,10X", "Cara,Specimen,10,10X", "Dev,Pretend,10,10X"]
    slip = desk.difference(desk.read("Ada,Example,6,10X", *four, "Ela,Madeup,10,10X", head=NAMES))
    assert (slip.leavers, len(slip.problems)) == ((), 1)
    one = desk.difference(desk.read(*four, "Ela,Madeup,10,10X", head=NAMES))
    assert [one.must_be_agreed(share) for share in (19, 20, 100)] == [True, False, False]
    unread = desk.difference(desk.read(*four, "Ela,Madeup,six,10X", head=NAMES))
    assert unread.must_be_agreed(100)
    assert desk.difference(desk.read("Ben,Sample,10,10X", head=NAMES), whole=False).leavers == ()


def test_cells_that_a_spreadsheet_would_run_are_made_harmless_in_the_table(desk):
    desk.add("=cmd() Example", "10X")
    shown = desk.difference(desk.read("Ada,Example,10,10X", head=NAMES))
    assert "leaver,,'=cmd() Example" in told.as_csv(shown)
