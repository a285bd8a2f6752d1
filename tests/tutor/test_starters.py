import pytest

from content_store.answers import ValueAnswer, shown_answer
from content_store.curriculum import Item
from evaluation.proofs.marks import marking_problems
from tutor import starters
from tutor.marking import Mark, mark
from tutor.starters import answer_parts, can_be_made, choose, make


@pytest.fixture
def objectives(catalogue):
    return [one for subject in catalogue.subjects() for one in catalogue.objectives(subject.id)]


def row(number, difficulty, kind="numeric"):
    return Item(id=f"item-{number}", objective_id="x", kind=kind, difficulty=difficulty, definition="{}")


@pytest.mark.parametrize("count", [0, 1, 3, 5, 6, 9, 40])
def test_no_item_stands_twice_and_difficulty_rises(count):
    rows = [row(number, number % 3 + 1) for number in range(count)]
    for seed in range(50):
        chosen = choose(rows, seed)
        assert len(chosen) == min(count, starters.MOST)
        assert len({one.id for one in chosen}) == len(chosen)
        assert [one.difficulty for one in chosen] == sorted(one.difficulty for one in chosen)


def test_all_difficulties_that_there_are_come_up():
    rows = [row(number, 1 + number // 4) for number in range(12)]
    assert all({one.difficulty for one in choose(rows, seed)} == {1, 2, 3} for seed in range(50))


def test_every_item_with_an_answer_comes_up_sooner_or_later_and_writing_never():
    rows = [row(number, number % 3 + 1) for number in range(9)] + [row(9, 1, "writing")]
    seen = {one.id for seed in range(200) for one in choose(rows, seed)}
    assert seen == {one.id for one in rows[:9]}


def test_the_same_seed_gives_the_same_starter_and_another_seed_another(catalogue):
    first, again, other = (make(catalogue, "linear-equations", seed) for seed in (3, 3, 4))
    assert first == again
    assert [one.question for one in first.items] != [one.question for one in other.items]


def test_every_objective_has_a_starter_of_five_items_of_its_own(catalogue, objectives):
    for objective in objectives:
        assert can_be_made(catalogue, objective.id)
        items = make(catalogue, objective.id, 11).items
        assert len({one.id for one in items}) == 5, objective.id
        assert {one.objective_id for one in items} == {objective.id}


def test_hidden_items_never_stand_in_a_starter(catalogue, monkeypatch):
    """Where an item is hidden, `Catalogue.items_of` leaves it out."""
    rows = catalogue.items_of("linear-equations")
    monkeypatch.setattr(type(catalogue), "items_of", lambda *_: rows[:6])
    seen = {item.id for seed in range(40) for item in make(catalogue, "linear-equations", seed).items}
    assert seen <= {one.id for one in rows[:6]}


@pytest.mark.slow
def test_the_answers_of_a_starter_are_marked_right(catalogue, objectives, embedder):
    problems = []
    for objective in objectives:
        for item in make(catalogue, objective.id, 23).items:
            problems += list(marking_problems(item, embedder))
            parts = answer_parts(item)
            assert parts, item.id
            if isinstance(item.answer, ValueAnswer):
                assert parts == (shown_answer(item.answer),)
                result = mark(item.answer, parts[0])
                problems += [] if isinstance(result, Mark) and result.right else [(item.id, parts)]
    assert problems == []
