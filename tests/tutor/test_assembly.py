from dataclasses import replace
from pathlib import Path

import pytest

from content_store.answers import NumericAnswer, written_answer
from content_store.items import draw, read_spec
from content_store.manifest import ContentUnavailable
from tutor import model_files
from tutor.assembly import Tutor, model_file, open_model
from tutor.language_model import ModelUnavailable, NoModel, Prompt, Reason
from tutor.openai_api import OpenAIModel
from tutor.settings import InvalidSettings, Settings

SHA = "ab" * 32


def test_the_tutor_is_put_together_from_the_settings(settings: Settings) -> None:
    tutor = Tutor.from_settings(settings)
    assert tutor.catalogue.folder == settings.content_folder
    assert tutor.model_problem == "the setting ATTAIN_MODEL is none"
    assert tutor.passages_for("why do leaves look green?", "photosynthesis", 2)


def test_a_tutor_without_built_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentUnavailable):
        Tutor.from_settings(Settings(data=tmp_path, model="none"))


def test_a_known_models_name_is_its_file(settings: Settings) -> None:
    for file in model_files.known():
        assert model_file(settings.model_copy(update={"model": file.name})) == file


def test_a_path_is_a_file_on_this_machine(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF")
    assert model_file(settings.model_copy(update={"model": str(path)})) == path


def test_a_file_of_the_hub_needs_its_hash(settings: Settings) -> None:
    named = settings.model_copy(update={"model": "owner/repository/file.gguf"})
    with pytest.raises(InvalidSettings, match="ATTAIN_MODEL_SHA256"):
        model_file(named)
    assert model_file(named.model_copy(update={"model_sha256": SHA})).sha256 == SHA


@pytest.mark.parametrize("name", ["qwen", "no/such/file.bin", "owner/file.gguf", "/nowhere/at/all.gguf"])
def test_a_model_that_is_nowhere_is_refused_by_name(settings: Settings, name: str) -> None:
    with pytest.raises(InvalidSettings, match="ATTAIN_MODEL: "):
        open_model(settings.model_copy(update={"model": name, "model_sha256": SHA}))


def test_a_model_that_has_not_been_fetched_leaves_a_tutor_that_says_so(settings: Settings, tmp_path: Path) -> None:
    model = open_model(settings.model_copy(update={"model": model_files.SMALL.name, "models": tmp_path / "empty"}))
    assert isinstance(model, NoModel)
    assert model.problem
    with pytest.raises(ModelUnavailable) as refused:
        model.complete(Prompt("", "", "hello"), deadline=0, max_tokens=1)
    assert refused.value.reason is Reason.NOT_LOADED


def test_a_damaged_model_file_is_never_loaded(settings: Settings, tmp_path: Path) -> None:
    path = model_files.path_of(model_files.SMALL, tmp_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF, but of something else")
    model = open_model(settings.model_copy(update={"model": model_files.SMALL.name, "models": tmp_path}))
    assert isinstance(model, NoModel)


def test_a_server_is_used_instead_of_the_model_in_this_process(settings: Settings) -> None:
    model = open_model(settings.model_copy(update={"model_server": "http://127.0.0.1:9/v1", "model": "some-model"}))
    assert isinstance(model, OpenAIModel)
    assert model.name == "some-model"
    model.close()


def test_passages_of_what_is_studied_come_first_and_unrelated_questions_get_none(tutor: Tutor) -> None:
    found = tutor.passages_for("why do leaves look green?", "photosynthesis", 2)
    assert found[0].objective_id == "photosynthesis"
    assert tutor.passages_for("who won the world cup in 1998?", "photosynthesis", 2) == ()


def test_texts_are_put_in_the_order_of_their_nearness(tutor: Tutor) -> None:
    texts = ["Rivers carry sand to the sea.", "Leaves are green because of chlorophyll.", "A triangle has three sides."]
    assert tutor.nearest("why are leaves green?", texts)[0] == texts[1]
    assert sorted(tutor.nearest("why are leaves green?", texts)) == sorted(texts)


@pytest.mark.parametrize(
    ("item_id", "write", "form"),
    [
        ("cell-transport-area-to-volume", "{} : 1", None),
        ("cell-transport-area-to-volume", "{} to 1", None),
        ("periodic-groups-group-from-diagram", "group {roman}", None),
        ("periodic-groups-group-from-diagram", "{roman}", None),
        ("power-efficiency-decimal", "{} J", "an efficiency has no unit"),
        ("probability-combined-both", "{} m", "a probability has no unit"),
        ("straight-line-graphs-rearrange", "{} cm", "a gradient has no unit"),
    ],
)
def test_a_number_is_read_as_the_question_has_it(tutor: Tutor, item_id: str, write: str, form: str | None) -> None:
    row = tutor.catalogue.item(item_id)
    item = draw(read_spec(row.definition), row.objective_id, 1)
    right = written_answer(item.answer)
    roman = dict(zip("1234567", ("I", "II", "III", "IV", "V", "VI", "VII"), strict=True)).get(right, "")
    found = tutor.mark(item, write.format(right, roman=roman))
    assert found.right is (form is None)
    assert (form or "") in (found.form or "")


def test_a_sum_that_is_something_is_read_as_one(tutor: Tutor) -> None:
    row = tutor.catalogue.item("cell-transport-cube-area")
    item = draw(read_spec(row.definition), row.objective_id, 1)
    right = written_answer(item.answer)
    assert tutor.mark(item, f"{int(right) // 6} x 6 is {right} mm squared").right


def test_the_answer_rounded_in_standard_form_is_told_that_it_is_close(tutor: Tutor) -> None:
    answer = NumericAnswer(("874",), unit="W")
    row = tutor.catalogue.item("electrical-power-find-power")
    item = replace(draw(read_spec(row.definition), row.objective_id, 1), answer=answer)
    found = tutor.mark(item, "8.7 x 10^2")
    assert found.right is False
    assert "close" in found.form
    assert not tutor.mark(item, "5.1 x 10^2").form
