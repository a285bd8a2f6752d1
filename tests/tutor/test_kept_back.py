import pytest

from content_store.answers import ChoiceAnswer
from content_store.items import draw, read_spec
from tutor import kept_back
from tutor.assembly import Tutor
from tutor.explaining import explanation
from tutor.kept_back import Beside


def item_of(tutor: Tutor, item_id: str):
    row = tutor.catalogue.item(item_id)
    return draw(read_spec(row.definition), row.objective_id, 1)


SHARED_SIDES = (
    "heart-circulation-left-ventricle",
    "why is the left side on the right",
    "The heart is drawn as if its owner were facing you, so the sides are swapped as they are when you shake "
    "somebody's hand. The name has two parts. Which word tells whether the chamber is an upper or a lower one?",
)
KEPT_ATOMS = (
    "balancing-equations-open-flask",
    "can atoms be destroyed",
    "Atoms are not made or destroyed in a reaction. If they are no longer in the flask, where could they be?",
)
CARRIED = (
    "wave-speed-floating-ball",
    "do waves carry the water along?",
    "A ripple transfers energy across the pond, and the water itself is not taken to the other side. Why?",
)


@pytest.mark.parametrize(("item_id", "question", "hint"), [SHARED_SIDES, KEPT_ATOMS, CARRIED])
def test_what_a_hint_has_said_is_said_again_and_no_more(tutor: Tutor, item_id: str, question: str, hint: str) -> None:
    item = item_of(tutor, item_id)
    told = explanation(tutor, item.objective_id, question, item, Beside(said=(hint,))).authored
    quoted = told.split("“")[1].split("”")[0]
    assert quoted in hint
    assert not quoted.endswith("?")
    alone = explanation(tutor, item.objective_id, question, item).authored
    assert alone.startswith(kept_back.SURE)


def test_a_hint_of_something_else_leaves_the_answer_kept_back(tutor: Tutor) -> None:
    item = item_of(tutor, "balancing-equations-open-flask")
    beside = Beside(said=("The fizzing shows that a gas is made. Does the open flask hold that gas in?",))
    told = explanation(tutor, item.objective_id, "can atoms be destroyed", item, beside).authored
    assert told.startswith(kept_back.SURE)


def test_what_a_wrong_choice_has_ruled_out_is_said(tutor: Tutor) -> None:
    item = item_of(tutor, "writers-methods-dry-spring")
    assert isinstance(item.answer, ChoiceAnswer)
    option = next(one.text for one in item.answer.choices if "always create tension" in one.text)
    question = "do short sentences always make tension"
    told = explanation(tutor, item.objective_id, question, item, Beside(tried=(option,))).authored
    assert told == "A short sentence does not always create tension."
    other = next(one.text for one in item.answer.choices if "structural features" in one.text)
    assert explanation(tutor, item.objective_id, question, item, Beside(tried=(other,))).authored.startswith("That ")


def test_no_hint_is_promised_where_none_is_left(tutor: Tutor) -> None:
    item = item_of(tutor, "homeostasis-across-the-gap")
    question = "what is a synapse"
    assert explanation(tutor, item.objective_id, question, item).authored.endswith(kept_back.HINT)
    without = explanation(tutor, item.objective_id, question, item, Beside(hint_left=False)).authored
    assert "hint" not in without
    assert without.startswith(kept_back.SURE)


def test_in_a_session_the_hints_that_were_given_count(talk_on) -> None:
    talk = talk_on("balancing-equations")
    talk.put("balancing-equations-open-flask")
    before = talk.say("question", "can atoms be destroyed")[0].authored
    assert before.startswith(kept_back.SURE)
    said = talk.say("help")[0].authored
    told = talk.say("question", "can atoms be destroyed")[0].authored
    assert told.split("“")[1].split("”")[0] in said


@pytest.mark.parametrize(
    ("objective", "item_id", "text", "points"),
    [
        ("relative-formula-mass", "relative-formula-mass-no-unit", "is it because its a ratio", "choose the option"),
        (
            "ecosystems",
            "ecosystems-after-decay",
            "I think its plants take in the carbon but energy lost",
            "choose the option",
        ),
        ("motion-graphs", "motion-graphs-curve", "is it because it moves more each time", "the answer box"),
    ],
)
def test_an_idea_among_questions_is_pointed_to_the_answer_box(talk_on, objective, item_id, text, points) -> None:
    talk = talk_on(objective)
    talk.put(item_id)
    (reply,) = talk.say("question", text)
    assert "do not cover" not in reply.authored
    assert points in reply.authored


def test_a_real_question_is_not_taken_for_an_idea(talk_on) -> None:
    talk = talk_on("relative-formula-mass")
    talk.put("relative-formula-mass-no-unit")
    (reply,) = talk.say("question", "what is the capital of Peru?")
    assert "sounds like an answer" not in reply.authored
