"""Fixed words say what was so: hints only to whom hints were given, and one question at a time."""

from tutor.replies import FOLLOWS, _still_asked


def test_who_had_no_hint_is_not_told_to_do_without_hints(talk) -> None:
    said, *_ = talk.answer(right=True)
    assert said.move == "confirm"
    assert "hint" not in said.text


def test_who_had_a_hint_is_asked_to_do_the_next_without(talk) -> None:
    talk.say("help")
    said, *_ = talk.answer(right=True)
    assert "without hints" in said.text


def test_no_second_question_stands_behind_a_question() -> None:
    told = "Which theorem links the hypotenuse of a triangle to both shorter sides?"
    hint = "Which theorem links the hypotenuse to both shorter sides?"
    assert FOLLOWS not in _still_asked(hint, told)
    assert FOLLOWS in _still_asked(hint, told.replace("?", "."))
