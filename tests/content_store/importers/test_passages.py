from hypothesis import given
from hypothesis import strategies as st

from content_store.importers.passages import MOST, cut

PARAGRAPH = "Light travels in straight lines until it meets something, and then it may be reflected. "


def test_short_paragraphs_are_put_together_and_long_ones_are_cut_between_sentences():
    passages, short = cut("Light", [PARAGRAPH * 2] * 3 + [PARAGRAPH * 20])
    assert short == ()
    assert all(30 <= len(one.text.split()) <= MOST for one in passages)
    assert all(one.text.endswith("reflected.") and one.heading == "Light" for one in passages)


def test_what_is_too_short_to_be_read_alone_is_left_over():
    assert cut("Light", ["Try it."]) == ((), ("Try it.",))


@given(st.lists(st.text(alphabet="ab. \n", max_size=900), max_size=8))
def test_no_word_is_lost_and_no_passage_is_too_long(paragraphs):
    passages, short = cut("Heading", paragraphs)
    texts = [one.text for one in passages]
    assert all(len(text.split()) <= MOST for text in texts)
    words = sorted(word for text in [*texts, *short] for word in text.split())
    assert words == sorted(word for paragraph in paragraphs for word in paragraph.split())
