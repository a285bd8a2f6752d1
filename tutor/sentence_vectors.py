"""The vectors of sentences of the notes, made once and kept: a class asks about the same lesson again and again."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Embedder, Vectors

MOST = 20_000
"""Vectors that are kept: some 30 MB."""

_kept: OrderedDict[tuple[str, str], NDArray[np.float32]] = OrderedDict()
_lock = threading.Lock()


def vectors_of(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """Return one unit vector for each text; the embedder is asked for those that are not kept."""
    made_by = embedder.digest
    with _lock:
        known = {text: _kept[made_by, text] for text in set(texts) if (made_by, text) in _kept}
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    if fresh:
        known |= zip(fresh, embedder.embed(fresh), strict=True)
        with _lock:
            _kept.update(((made_by, text), known[text]) for text in fresh)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return np.stack([known[text] for text in texts])
