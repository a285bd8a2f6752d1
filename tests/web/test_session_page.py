"""How one session is laid out for the pupil."""

from tutor.records import Turn
from web.session_page import hint_numbers


def turn(position: int, move: str, rung: int = 0) -> Turn:
    return Turn(session_id=1, position=position, who="tutor", move=move, rung=rung, text="")


def test_hints_are_numbered_as_the_pupil_has_seen_them_on_each_question() -> None:
    turns = [
        turn(1, "ask"),
        turn(3, "hint", 3),
        turn(5, "on_the_way"),
        turn(7, "hint", 4),
        turn(9, "ask"),
        turn(11, "hint", 2),
    ]
    assert hint_numbers(turns) == {3: 1, 7: 2, 11: 1}
