"""What a hint fits after a wrong choice."""

from content_store.answers import ChoiceAnswer
from content_store.items import draw, read_spec
from tutor import options


def place_of(talk, words: str) -> str:
    answer = talk.item.answer
    assert isinstance(answer, ChoiceAnswer)
    return f"choice-{next(place for place, one in enumerate(answer.choices) if one.text.startswith(words))}"


def test_what_is_wrong_with_a_chosen_option_is_said_alone_and_the_ladder_stays(talk_on) -> None:
    talk = talk_on("macbeth")
    item = talk.put("macbeth-little-water")
    (reply,) = talk.say("answer", place_of(talk, "Lady Macbeth, as she walks"))
    assert reply.move == "on_the_way"
    assert reply.authored.endswith(("?", options.WHICH))
    assert not any(hint in reply.authored for hint in item.hints)
    assert talk.session.rung == 0
    (hint,) = talk.say("help")
    assert hint.move == "hint"
    assert hint.authored.endswith(item.hints[0])


def test_what_has_been_put_right_once_gives_way_to_the_ladder(talk_on) -> None:
    talk = talk_on("macbeth")
    talk.put("macbeth-little-water")
    wrong = [one for one in talk.item.answer.choices if one.misconception_id]
    again = [one for one in wrong if one.misconception_id == wrong[0].misconception_id][1:]
    talk.say("answer", place_of(talk, wrong[0].text))
    for other in again:
        assert talk.say("answer", place_of(talk, other.text))[0].move == "hint"


def test_a_hint_that_asks_for_what_the_option_has_right_is_passed_over(tutor) -> None:
    row = tutor.catalogue.item("acids-alkalis-choose-reactants")
    item = next(
        one for seed in range(20) if "zinc sulfate" in (one := draw(read_spec(row.definition), "x", seed)).question
    )
    assert options.passed_over(item, item.answer, "zinc metal and sulfuric acid", 0) == 1
    assert options.passed_over(item, item.answer, "zinc oxide and hydrochloric acid", 0) == 0
    last = len(item.hints) - 2
    assert options.passed_over(item, item.answer, "zinc metal and sulfuric acid", last) == last
