"""The numbers of an axis stand at its steps, fewer where they would crowd, and nought where the axes meet."""

import pytest

from content_store.diagrams.parts import Axis
from web.diagrams.axes import Plane, number_text, numbered, steps


def axis(start: float, to: float, step: float) -> Axis[float]:
    return Axis[float].model_validate({"from": start, "to": to, "step": step})


def test_the_steps_of_an_axis_end_at_its_end():
    assert steps(axis(0, 1, 0.1))[-1] == pytest.approx(1)
    assert len(steps(axis(0, 1, 0.1))) == 11
    assert len(steps(axis(0, 1, 0))) == 2


@pytest.mark.parametrize(
    ("value", "text"), [(0.1 + 0.2, "0.3"), (-2, "−2"), (1500, "1500"), (-0.0000001, "0"), (0, "0"), (2.5, "2.5")]
)
def test_a_number_of_an_axis_is_written_plainly(value, text):
    assert number_text(value) == text


def test_numbers_that_would_crowd_are_left_out_evenly_and_nought_stays():
    assert list(numbered(axis(-5, 5, 1), 600)) == list(range(-5, 6))
    assert list(numbered(axis(-5, 5, 1), 250)) == [-4, -2, 0, 2, 4]
    assert list(numbered(axis(0, 20, 1), 220)) == [0, 5, 10, 15, 20]


def test_the_axes_of_a_plane_meet_at_nought_if_it_is_in_sight():
    plane = Plane(axis(-2, 2, 1), axis(10, 20, 5), 100, 50)
    assert (plane.x_line, plane.y_line) == (10, 0)
    assert plane.at(0, 10) == (50, 50)
    assert plane.at(2, 20) == (100, 0)
