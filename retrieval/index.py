"""Vectors that can be searched: the only module that knows FAISS.

Knows rows and similarities; not what a row stands for. Up to `FLAT_UP_TO` rows every one is compared. Beyond that the
rows lie in cells, each number in eight bits, and a search looks into the nearest cells alone: a quarter of the memory,
and a time that hardly grows. docs/decisions/0017-the-index-is-chosen-by-size.md has the figures.
"""

from math import isqrt
from typing import Any

import faiss as untyped
import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Vectors

faiss: Any = untyped
"""As it is: its stubs lag behind its functions."""

Rows = NDArray[np.int64]

FLAT_UP_TO = 200_000
ROWS_TO_LEARN_FROM = 48
"""Rows for each cell from which the cells' centres are learnt; FAISS asks for 39 at least."""
PROBED = 48
"""One cell in so many is looked into, and never fewer than `FEWEST_PROBED`."""
FEWEST_PROBED = 32
NEAREST = 2_000
"""Rows of a large index that get a similarity of their own; the others count as the last of these."""


class NotAnIndex(ValueError):
    """The bytes are no index."""


class VectorIndex:
    """Unit vectors in the order in which they were given. Safe to search from several threads."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._flat = isinstance(index, faiss.IndexFlat)
        if not self._flat:
            index.nprobe = max(FEWEST_PROBED, index.nlist // PROBED)

    @classmethod
    def of(cls, vectors: Vectors, dimension: int, flat_up_to: int = FLAT_UP_TO) -> "VectorIndex":
        """Return an index of some vectors, of the kind that suits their number."""
        if len(vectors) <= flat_up_to:
            flat = faiss.IndexFlatIP(dimension)
            if len(vectors):
                flat.add(vectors)
            return cls(flat)
        cells = 4 * isqrt(len(vectors))
        quantizer = faiss.IndexFlatIP(dimension)
        bits = faiss.ScalarQuantizer.QT_8bit
        index = faiss.IndexIVFScalarQuantizer(quantizer, dimension, cells, bits, faiss.METRIC_INNER_PRODUCT)
        index.own_fields = True
        quantizer.this.disown()
        chosen = np.random.default_rng(0).choice(len(vectors), min(len(vectors), cells * ROWS_TO_LEARN_FROM), False)
        index.train(vectors[np.sort(chosen)])
        index.add(vectors)
        return cls(index)

    @classmethod
    def read(cls, content: bytes) -> "VectorIndex":
        """Return the index that `written` gave.

        Raises:
            NotAnIndex: the bytes are something else.
        """
        try:
            return cls(faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8)))
        except RuntimeError as error:
            raise NotAnIndex("the bytes are no index") from error

    def written(self) -> bytes:
        """Return the index as bytes."""
        return bytes(faiss.serialize_index(self._index).tobytes())

    @property
    def is_flat(self) -> bool:
        """Whether every row is compared."""
        return self._flat

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def vectors(self) -> Vectors:
        """Return every vector; those of a large index within an eight-bit step of what was given."""
        if not self._flat:
            self._index.make_direct_map()
        return np.asarray(self._index.reconstruct_n(0, len(self)), dtype=np.float32)

    def nearest(self, query: Vectors, k: int, among: Rows | None = None) -> list[tuple[int, float]]:
        """Return up to `k` rows with their similarity, nearest first; only those `among`, where that is given.

        `among` a few rows of a large index every one is compared, so that a narrow scope misses nothing.
        """
        if not len(self) or (among is not None and not among.size):
            return []
        selector = None if among is None else faiss.IDSelectorBatch(among)
        similarities, rows = self._index.search(query, k, params=self._parameters(selector))
        return [(row, one) for row, one in zip(rows[0].tolist(), similarities[0].tolist(), strict=True) if row >= 0]

    def similarities(self, query: Vectors) -> Vectors:
        """Return the similarity of every row; of a large index the far rows count as the last of the near ones."""
        if self._flat:
            if not len(self):
                return np.zeros(0, dtype=np.float32)
            rows = faiss.rev_swig_ptr(self._index.get_xb(), len(self) * self._index.d).reshape(len(self), -1)
            return np.asarray(rows @ query[0], dtype=np.float32)
        near = self.nearest(query, NEAREST)
        found = np.full(len(self), near[-1][1] if near else 0.0, dtype=np.float32)
        found[[row for row, _ in near]] = [similarity for _, similarity in near]
        return found

    def _parameters(self, selector: Any) -> Any:
        if selector is None:
            return None
        if self._flat:
            return faiss.SearchParameters(sel=selector)
        return faiss.SearchParametersIVF(sel=selector, nprobe=self._index.nlist)
