"""What overlaps, what crosses, where a line of text ends: the geometry behind labels."""

import pytest

from web.diagrams.places import Box, cross, lines_of, round_at, text_box, width_of, with_minus

BOX = Box(0.0, 0.0, 10.0, 4.0)


@pytest.mark.parametrize(
    ("segment", "length"),
    [
        (((-5.0, 2.0), (15.0, 2.0)), 10.0),
        (((5.0, -9.0), (5.0, 2.0)), pytest.approx(2.0)),
        (((-5.0, 5.0), (15.0, 5.0)), 0.0),
        (((2.0, 1.0), (5.0, 1.0)), 3.0),
        (((12.0, 0.0), (14.0, 4.0)), 0.0),
        (((0.0, 0.0), (10.0, 4.0)), pytest.approx(116**0.5)),
    ],
)
def test_a_line_covers_so_much_of_a_box(segment, length):
    assert BOX.crossed(segment) == length


def test_boxes_share_an_area_or_none():
    assert BOX.overlap(Box(8.0, 3.0, 20.0, 20.0)) == 2.0
    assert BOX.overlap(Box(11.0, 0.0, 12.0, 4.0)) == 0.0
    assert BOX.nearest((20.0, 2.0)) == (10.0, 2.0)


def test_lines_cross_between_their_ends_alone():
    assert cross(((0, 0), (4, 4)), ((0, 4), (4, 0)))
    assert not cross(((0, 0), (1, 1)), ((0, 4), (4, 0)))
    assert not cross(((0, 0), (4, 0)), ((4, 0), (4, 4)))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("normal contact force", 90, ["normal", "contact", "force"]),
        ("normal contact force", 150, ["normal contact", "force"]),
        ("weight 450 N", 70, ["weight", "450\u00a0N"]),
        ("unbreakable", 10, ["unbreakable"]),
        ("  ", 50, []),
        ("", 50, []),
    ],
)
def test_a_text_is_broken_between_words_and_never_before_a_unit(text, width, lines):
    assert lines_of(text, width) == lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [("y = -2x - 5", "y = −2x − 5"), ("-890 kJ", "−890 kJ"), ("non-metal", "non-metal"), ("(-3, 4)", "(−3, 4)")],
)
def test_a_hyphen_that_stands_for_minus_is_shown_as_one(text, shown):
    assert with_minus(text) == shown


def test_a_text_stands_where_its_anchor_says():
    wide = width_of("12 cm")
    assert text_box((0, 0), "12 cm", "start").left == 0
    assert text_box((0, 0), "12 cm", "end").left == -wide
    assert text_box((0, 0), "12 cm").middle == pytest.approx((0, 0))


def test_angles_run_anticlockwise_as_the_reader_sees_them():
    assert round_at((0, 0), 5, 0.0) == pytest.approx((5, 0))
    assert round_at((0, 0), 5, 3.14159265 / 2) == pytest.approx((0, -5), abs=1e-6)
