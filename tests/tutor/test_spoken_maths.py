import pytest

from tutor.spoken_maths import aloud, meets, telling_words, word_stems


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (r"$a^{-n} = \frac{1}{a^n}$", "power negative n equals 1 over a"),
        (r"$A = \pi r^2$", "A equals pi r squared"),
        ("cm3 into dm3", "cm cubed into dm cubed"),
        ("take away the background", "subtract the background"),
    ],
)
def test_maths_is_read_aloud(written: str, spoken: str) -> None:
    assert spoken in aloud(written)


def test_what_a_pupil_calls_the_bottom_is_met_by_the_denominator() -> None:
    assert meets("bottom", word_stems("The denominator tells the size.")) > 0
    assert meets("bottom", word_stems("The shell is full.")) == 0


def test_mean_is_an_average_except_where_a_meaning_is_asked_for() -> None:
    assert "mean" in telling_words("is the mean the middle number")
    assert telling_words("what does denatured mean") == ["denatur"]
