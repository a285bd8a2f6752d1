from content_store.glossary import Definition, Setting, trusted

LESSONS = {
    "cells": Setting(frozenset({"biology"}), "Plant cells and animal cells have a nucleus and a membrane."),
    "circuits": Setting(frozenset({"physics"}), "A cell pushes current round a circuit, and charge flows."),
}


def kept(*definitions):
    return [definition.id for definition in trusted(definitions, LESSONS)]


def test_a_definition_in_the_words_of_its_lesson_is_kept():
    assert kept(Definition("nucleus", "nucleus", "a part of plant and animal cells", ("cells",))) == ["nucleus"]


def test_a_definition_in_the_words_of_another_subject_is_not():
    assert kept(Definition("cell", "cell", "a box in a spreadsheet that holds data", ("cells",))) == []


def test_a_word_of_two_subjects_is_trusted_in_neither():
    text = "what has a nucleus and a membrane"
    assert kept(Definition("cell", "cell", text, ("cells", "circuits"))) == []
    assert kept(Definition("1", "Cell", text, ("cells",)), Definition("2", "cell", "charge flows", ("circuits",))) == []
