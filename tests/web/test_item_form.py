from dataclasses import replace

import pytest

from content_store.items import draw, read_spec
from web.item_fields import KINDS, answer_entries
from web.item_form import form_of, read_form


def stripped(item):
    """Return a drawn item without the space at the end of its text: no form keeps that."""
    answer = item.answer
    return replace(item, answer=replace(answer, source=answer.source.strip())) if hasattr(answer, "source") else item


def test_every_item_of_the_pack_goes_through_the_form_unchanged(catalogue):
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            for row in catalogue.items_of(objective.id):
                spec = read_spec(row.definition)
                back, errors = read_form(form_of(spec), spec.kind, spec.id)
                assert errors == {}, row.id
                for seed in range(3):
                    assert stripped(draw(back, "", seed)) == stripped(draw(spec, "", seed))
                assert (back.check, back.where, back.let.keys()) == (spec.check, spec.where, spec.let.keys())


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_of_any_kind_says_what_is_missing(kind):
    spec, errors = read_form({}, kind, "some-item-own-1~1")
    assert spec is None
    assert errors
    assert {entry.id for entry in answer_entries(kind)} | errors.keys()


@pytest.mark.parametrize(
    "junk", ["[" * 900, "- " * 900, "!!python/object/apply:os.system ['true']", "\x00", "a: b: c", "- 1"]
)
def test_no_text_in_a_yaml_field_brings_the_form_down(junk):
    spec, errors = read_form({"field-numbers": junk, "field-question": "Is it so, or not?"}, "numeric", "a~1")
    assert spec is None
    assert "field-numbers" in errors
