from dataclasses import replace

import pytest

from content_store.items import draw, read_spec
from tutor import faq_answers
from tutor.assembly import Tutor
from tutor.explaining import explanation
from tutor.kept_back import SURE
from tutor.marking import Mark
from tutor.telling import tells


def test_a_question_gets_the_authored_answer_as_it_stands(tutor: Tutor) -> None:
    faq = next(
        one
        for one in tutor.catalogue.every_faq()
        if one.objective_id == "fractions-multiply" and "upside" in one.question
    )
    words = explanation(tutor, "fractions-multiply", faq.question, None)
    assert words.authored == faq.answer
    assert words.facts["sources"] == [faq.id]
    assert not words.to_word


def test_no_answer_and_no_offer_tells_the_open_item(tutor: Tutor) -> None:
    told, answered, offered = [], 0, 0
    for faq in tutor.catalogue.every_faq()[::15]:
        rows = tutor.catalogue.items_of(faq.objective_id)
        row = rows[len(faq.question) % len(rows)]
        item = draw(read_spec(row.definition), faq.objective_id, 1)
        meant = tutor.passages.faqs.meant(faq.question, faq.objective_id)
        words = faq_answers.answer_to(tutor, meant, faq.question, item)
        assert words is not None
        answered += bool(words.authored)
        found = tutor.mark(item, words.authored) if words.authored else None
        told += [(item.id, words.authored)] if isinstance(found, Mark) and found.right else []
        for question in words.facts.get("offers", []):
            offered += 1
            other = next(
                one
                for one in tutor.catalogue.every_faq()
                if one.question == question and one.objective_id == faq.objective_id
            )
            assert not tells(other.answer.split(". ")[0], item)
    assert answered > 150
    assert told == []


def test_what_would_tell_the_open_item_is_kept_back_as_a_whole(tutor: Tutor) -> None:
    item = draw(read_spec(tutor.catalogue.item("photosynthesis-why-green").definition), "photosynthesis", 1)
    words = explanation(tutor, "photosynthesis", "why are plants green", item)
    right = next(choice.text for choice in item.answer.choices if choice.right)
    assert words is None or right not in words.authored


def test_an_answer_is_kept_back_while_an_item_is_open_that_its_author_says_it_tells(tutor: Tutor) -> None:
    told = [(faq, item_id) for faq in tutor.catalogue.every_faq() for item_id in faq.tells]
    assert told
    for faq, item_id in told[:: max(1, len(told) // 60)]:
        item = draw(read_spec(tutor.catalogue.item(item_id).definition), faq.objective_id, 1)
        words = explanation(tutor, faq.objective_id, faq.question, item)
        assert words is None or faq.answer not in words.authored
        assert words is None or words.authored.startswith(SURE) or "offers" in words.facts, faq.question
        shown = explanation(tutor, faq.objective_id, faq.question, None).authored
        assert faq.answer.endswith(shown[1:])  # perhaps without its yes or no


def test_yes_and_no_are_left_out_of_an_answer_to_what_is_put_otherwise(tutor: Tutor) -> None:
    every = tutor.catalogue.every_faq()
    faq = next(one for one in every if one.answer.startswith("No. ") and one.question.startswith("Is "))
    check = explanation(tutor, faq.objective_id, faq.question, None).authored
    assert check == faq.answer
    meant = replace(tutor.passages.faqs.meant(faq.question, faq.objective_id), same_check=False)
    told = faq_answers.answer_to(tutor, meant, "why", None).authored
    assert told[:1].isupper()
    assert f"No. {told}" == faq.answer


def test_a_question_that_may_be_one_of_several_gets_them_to_choose_from(tutor: Tutor) -> None:
    words = faq_answers.instead(tutor, ("half-life", None), "what happens to all the radiation in the end")
    assert 1 <= len(words.facts["offers"]) <= faq_answers.MOST_OFFERED
    own = {one.question for one in tutor.catalogue.every_faq() if one.objective_id == "half-life"}
    assert set(words.facts["offers"]) <= own


def test_the_nearest_question_is_answered_under_its_own_name_and_others_are_offered(tutor: Tutor) -> None:
    words = faq_answers.instead(tutor, ("arcs-sectors", None), "why do you divide by 360?")
    nearest = next(one for one in tutor.catalogue.every_faq() if one.question == "Why do you divide the angle by 360?")
    assert nearest.question in words.authored
    assert words.authored.endswith(nearest.answer)
    assert words.facts["sources"] == [nearest.id]
    assert nearest.question not in words.facts["offers"]


def test_no_nearest_question_is_answered_that_would_tell_the_open_item(tutor: Tutor) -> None:
    told = [(faq, item_id) for faq in tutor.catalogue.every_faq() for item_id in faq.tells]
    for faq, item_id in told[:: max(1, len(told) // 60)]:
        item = draw(read_spec(tutor.catalogue.item(item_id).definition), faq.objective_id, 1)
        words = faq_answers.instead(tutor, (faq.objective_id, item), f"{faq.question} or something")
        assert words is None or faq.answer not in words.authored, faq.question


def test_every_question_that_is_offered_is_answered_when_it_is_chosen(tutor: Tutor) -> None:
    chosen = 0
    for faq in tutor.catalogue.every_faq()[::60]:
        rows = tutor.catalogue.items_of(faq.objective_id)
        item = draw(read_spec(rows[len(faq.answer) % len(rows)].definition), faq.objective_id, 1)
        words = faq_answers.instead(tutor, (faq.objective_id, item), f"{faq.also[0]} or something")
        for question in words.facts["offers"] if words else []:
            answer = faq_answers.answer_to(tutor, tutor.passages.faqs.meant(question, faq.objective_id), question, item)
            assert answer is not None, question
            assert answer.authored, question
            chosen += 1
    assert chosen > 50


@pytest.mark.parametrize("text", ["who won the match last night", "sdkfjh"])
def test_nothing_is_offered_for_what_is_far_from_the_lesson(tutor: Tutor, text: str) -> None:
    assert faq_answers.instead(tutor, ("half-life", None), text) is None


@pytest.mark.parametrize(
    ("objective_id", "question", "says"),
    [
        ("photosynthesis", "why do plants need light?", "Chlorophyll absorbs the light"),
        ("wave-speed", "does loud sound travel faster", "does not use the amplitude"),
        ("sentence-boundaries", "is therefore a conjunction", "are adverbs"),
        ("heart-circulation", "why do veins need valves but arteries dont", "could flow back"),
        ("chemical-bonding", "can solutions conduct", "the ions become free"),
        ("periodic-groups", "why do halogens get less reactive down the group", "attracted less strongly"),
        ("enzymes", "does cold kill enzymes", "does not denature"),
        ("macbeth", "why does macbeth feel guilty", "has murdered Duncan"),
        ("macbeth", "what does kinsman mean", "a relation"),
        ("romeo-and-juliet", "who kills mercutio", "Tybalt kills Mercutio"),
        ("christmas-carol", "what does mankind was my business mean", "to care for other people"),
        ("comparison", "how do i compare two texts", "a point about both texts"),
        ("sine-cosine-rules", "when do i use the sine rule and when the cosine rule", "three sides"),
        ("prime-factors", "is hcf the big one or lcm?", "The HCF is the largest"),
        ("motion-graphs", "does a steeper line mean faster", "On a distance-time graph, yes"),
    ],
)
def test_a_question_in_pupils_words_gets_its_own_answer(tutor: Tutor, objective_id, question, says) -> None:
    words = explanation(tutor, objective_id, question, None)
    assert words is not None
    assert says in words.authored
