"""What counts as the right ratio, and in which form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.answers import RatioAnswer, Revealed
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark

SIMPLEST = RatioAnswer(("3:4",), form="simplest", reveals=(Revealed("turned", "4:3"),))
ANY = RatioAnswer(("1:4",))
ONE_TO_N = RatioAnswer(("3:4",), form="1:n")
N_TO_ONE = RatioAnswer(("3:4",), form="n:1")
THREE = RatioAnswer(("1:2:5",), form="simplest")

NO_UNITS = "Right. Once the units are the same, a ratio is written without them."
SIMPLIFY = "Right ratio, but it can be simplified."
WHOLE = "Right ratio, but write it in whole numbers."
COLON = "Right numbers, but write them as a ratio with a colon."
ROUNDED = "Right as a rounded value. The exact answer does not need rounding."


def verdict(answer: RatioAnswer, text: str) -> tuple[bool | None, str | None]:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result.right, result.form


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        *((SIMPLEST, text, None) for text in ("3:4", "3 : 4", "3 to 4", "3∶4", "(3:4)", "the ratio is 3:4")),
        *((SIMPLEST, text, None) for text in ("three to four", "3 is to 4", "boys:girls = 3:4", "3 boys : 4 girls")),
        *((SIMPLEST, text, NO_UNITS) for text in ("3cm:4cm", "£3:£4")),
        *((ANY, text, NO_UNITS) for text in ("50p:£2", "50p : 200p", "25%:100%")),
        *((ANY, text, None) for text in ("1:4", "2:8", "0.5:2")),
        *((ONE_TO_N, text, None) for text in ("1:4/3", "1 : 1 1/3")),
        (ONE_TO_N, "1:1.33", ROUNDED),
        *((N_TO_ONE, text, None) for text in ("0.75:1", "3/4:1")),
        *((THREE, text, None) for text in ("1:2:5", "1 to 2 to 5")),
    ],
)
def test_each_way_of_writing_the_right_ratio_is_right(answer: RatioAnswer, text: str, form: str | None) -> None:
    assert verdict(answer, text) == (True, form)


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        (SIMPLEST, "6:8", SIMPLIFY),
        (SIMPLEST, "30p:40p", SIMPLIFY),
        (SIMPLEST, "1.5:2", WHOLE),
        (SIMPLEST, "1:1 1/3", WHOLE),
        (SIMPLEST, "30 mm : 4 cm", "Right ratio, but write both parts in the same unit and simplify."),
        (SIMPLEST, "3/4", COLON),
        (SIMPLEST, "3:5", None),
        (SIMPLEST, "3:4:5", None),
        (ANY, "4:1", "Right numbers, but in the wrong order."),
        (ANY, "0:0", None),
        (ONE_TO_N, "3:4", "Right ratio, but the first number should be 1."),
        (ONE_TO_N, "1:1.3", None),
        (N_TO_ONE, "3:4", "Right ratio, but the last number should be 1."),
        (THREE, "2:4:10", SIMPLIFY),
        (THREE, "1:2", None),
    ],
)
def test_another_ratio_or_form_is_wrong_and_told_so(answer: RatioAnswer, text: str, form: str | None) -> None:
    assert verdict(answer, text) == (False, form)


def test_a_revealing_ratio_names_its_misconception() -> None:
    assert mark(SIMPLEST, "8:6") == Mark(False, None, "turned", "8 : 6")


@pytest.mark.parametrize("text", ["3", "3-4", "75%", "1kg:4m", "idk", ":", "3:", "a:b", "-3:4", "1:2:3:4:5:6:7"])
def test_what_is_no_ratio_is_handed_back(text: str) -> None:
    assert isinstance(mark(SIMPLEST, text), Unreadable)


@given(st.integers(1, 999), st.integers(1, 999), st.integers(2, 9))
def test_a_multiple_of_a_ratio_is_that_ratio_not_yet_simplified(left: int, right: int, times: int) -> None:
    assert verdict(RatioAnswer((f"{left}:{right}",)), f"{left * times}:{right * times}") == (True, None)
    assert verdict(RatioAnswer((f"{left}:{right}",), form="simplest"), f"{left * times}:{right * times}") == (
        False,
        SIMPLIFY,
    )
    assert verdict(RatioAnswer((f"{left}:{right}",)), f"{left}:{right + left}")[0] is False


def test_content_that_is_no_ratio_is_an_error() -> None:
    with pytest.raises(InvalidAnswer, match="cannot be read as a ratio"):
        mark(RatioAnswer(("many",)), "3:4")
