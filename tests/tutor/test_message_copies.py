import pytest

from tutor.message_copies import copied

SHARE = "Ada and Ben share £60 in the ratio 2 : 3. How much does Ben get?"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SHARE, "pasted"),
        ("ada and ben share 60 in ratio 2:3, how much is bens", "near copy"),
        ("share 60 in the ratio 2:3", "near copy"),
        ("60 / 5 = 12", None),
        ("what is a ratio", None),
        ("why?", None),
        ("", None),
    ],
)
def test_a_copy_has_the_words_and_numbers_of_the_question_and_none_of_its_own(text, found):
    assert copied(text, SHARE) == found


def test_nothing_copies_an_empty_question():
    assert copied("why?", "") is None
