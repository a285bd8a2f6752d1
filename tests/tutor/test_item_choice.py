import pytest

from content_store.catalogue import Catalogue
from content_store.items import read_spec
from tutor.item_choice import MAX_SEED, drawn, new_seed, next_check, next_practice


def specs(catalogue: Catalogue, objective_id: str):
    return [read_spec(item.definition) for item in catalogue.items_of(objective_id)]


def every_objective(catalogue: Catalogue) -> list[str]:
    return [one.id for subject in catalogue.subjects() for one in catalogue.objectives(subject.id)]


def test_an_item_drawn_again_from_its_seed_is_the_same(catalogue: Catalogue) -> None:
    assert drawn(catalogue, "linear-equations-two-step", 5) == drawn(catalogue, "linear-equations-two-step", 5)
    questions = {drawn(catalogue, "linear-equations-two-step", seed).question for seed in range(10)}
    assert len(questions) > 1


def test_an_item_that_the_content_does_not_have_is_absent(catalogue: Catalogue) -> None:
    assert drawn(catalogue, "no-such-item", 1) is None
    assert next_check(catalogue, "no-such-item", []) is None
    assert next_practice(catalogue, "no-such-objective", 0.5, []) is None


@pytest.mark.parametrize(("known", "difficulty"), [(0.0, 1), (0.39, 1), (0.4, 2), (0.69, 2), (0.7, 3), (1.0, 3)])
def test_the_better_an_objective_is_known_the_harder_the_question(
    catalogue: Catalogue, known: float, difficulty: int
) -> None:
    for objective_id in every_objective(catalogue):
        available = {spec.difficulty for spec in specs(catalogue, objective_id)}
        item_id, _ = next_practice(catalogue, objective_id, known, [])
        chosen = read_spec(catalogue.item(item_id).definition).difficulty
        assert abs(chosen - difficulty) == min(abs(one - difficulty) for one in available)


def test_every_item_of_an_objective_comes_before_any_comes_again(catalogue: Catalogue) -> None:
    for objective_id in every_objective(catalogue):
        done: list[str] = []
        for _ in specs(catalogue, objective_id):
            item_id, _ = next_practice(catalogue, objective_id, 0.5, done)
            done.append(item_id)
        assert len(set(done)) == len(done)
        assert next_practice(catalogue, objective_id, 0.5, done) is not None


def test_a_check_is_the_same_kind_of_question_and_never_the_same_question(catalogue: Catalogue) -> None:
    for objective_id in every_objective(catalogue):
        for spec in specs(catalogue, objective_id):
            seed = 7
            item_id, new = next_check(catalogue, spec.id, [spec.id], seed)
            check = drawn(catalogue, item_id, new)
            assert check.objective_id == objective_id
            before = drawn(catalogue, spec.id, seed)
            assert (check.shown, check.answer) != (before.shown, before.answer)
            if spec.parameters:
                assert item_id == spec.id


def test_a_check_on_an_item_without_numbers_is_its_nearest_neighbour_not_yet_done(catalogue: Catalogue) -> None:
    first, _ = next_check(catalogue, "photosynthesis-why-green", ["photosynthesis-why-green"])
    assert read_spec(catalogue.item(first).definition).kind == "choice"
    second, _ = next_check(catalogue, "photosynthesis-why-green", ["photosynthesis-why-green", first])
    assert second not in {"photosynthesis-why-green", first}


def test_seeds_stay_in_bounds_and_differ() -> None:
    seeds = {new_seed() for _ in range(100)}
    assert len(seeds) > 90
    assert all(0 <= seed < MAX_SEED for seed in seeds)
