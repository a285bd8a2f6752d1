"""Vectors that can be searched: the flat index and the one in cells."""

import numpy as np
import pytest

from retrieval.index import NotAnIndex, VectorIndex

DIMENSION = 32


@pytest.fixture(scope="module")
def vectors():
    """Return vectors in clusters, as texts on few topics are."""
    rng = np.random.default_rng(5)
    centres = rng.normal(size=(40, DIMENSION))
    found = centres[rng.integers(40, size=4000)] + 0.4 * rng.normal(size=(4000, DIMENSION))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module", params=["flat", "cells"])
def index(request, vectors):
    return VectorIndex.of(vectors, DIMENSION, flat_up_to=10_000 if request.param == "flat" else 1_000)


def exact(vectors, query, k):
    return np.argsort(-(vectors @ query[0]), kind="stable")[:k].tolist()


def test_the_nearest_rows_are_those_of_an_exhaustive_search(index, vectors):
    kept = 0
    for row in range(0, 4000, 100):
        query = vectors[row : row + 1]
        kept += len(set(exact(vectors, query, 10)) & {found for found, _ in index.nearest(query, 10)})
    assert kept >= 0.95 * 400


def test_every_row_is_found_by_its_own_vector(index, vectors):
    found = [index.nearest(vectors[row : row + 1], 1)[0][0] for row in range(0, 4000, 50)]
    assert found == list(range(0, 4000, 50))


def test_a_narrow_scope_misses_nothing_even_in_far_cells(index, vectors):
    among = np.arange(0, 4000, 371)
    query = vectors[5:6]
    order = among[np.argsort(-(vectors[among] @ query[0]), kind="stable")]
    assert [row for row, _ in index.nearest(query, len(among), among)] == order.tolist()


def test_nothing_is_found_among_nothing(index, vectors):
    assert index.nearest(vectors[:1], 3, np.empty(0, dtype=np.int64)) == []


def test_similarities_stand_in_the_order_of_rows(index, vectors):
    found = index.similarities(vectors[7:8])
    assert len(found) == 4000
    assert int(found.argmax()) == 7
    assert found[7] == pytest.approx(1, abs=0.02)


def test_an_index_is_the_same_after_writing_and_reading(index, vectors):
    again = VectorIndex.read(index.written())
    assert again.nearest(vectors[9:10], 5) == index.nearest(vectors[9:10], 5)


def test_vectors_come_back_close_to_what_was_given(index, vectors):
    assert np.min(np.sum(index.vectors() * vectors, axis=1)) > 0.995


def test_other_bytes_are_no_index():
    with pytest.raises(NotAnIndex):
        VectorIndex.read(b"something else entirely")


def test_an_empty_index_finds_nothing():
    empty = VectorIndex.of(np.empty((0, DIMENSION), dtype=np.float32), DIMENSION)
    assert empty.nearest(np.ones((1, DIMENSION), dtype=np.float32), 3) == []
    assert len(empty.similarities(np.ones((1, DIMENSION), dtype=np.float32))) == 0
