from concurrent.futures import ThreadPoolExecutor

import numpy as np

from retrieval.embedding import MiniLM

TEXTS = ["Photosynthesis makes glucose.", "Plants make sugar from light.", "A prime number has two factors."]


def test_vectors_are_unit_vectors_in_the_order_of_the_texts(embedder):
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    near, far = float(vectors[0] @ vectors[1]), float(vectors[0] @ vectors[2])
    assert near > 0.5 > far


def test_words_have_vectors_of_their_own_and_a_text_without_words_that_of_the_text(embedder):
    plain, signs = embedder.worded(["Clorophyll absorbs light.", "?!"])
    assert plain.words == ("clorophyll", "absorbs", "light")
    assert plain.vectors.shape == (3, embedder.dimension)
    assert np.allclose(np.linalg.norm(plain.vectors, axis=1), 1, atol=1e-3)
    assert np.allclose(plain.vector, embedder.embed(["Clorophyll absorbs light."])[0], atol=0.02)
    assert signs.vectors.shape == (1, embedder.dimension)


def test_no_texts_are_no_vectors(embedder):
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_many_texts_are_embedded_as_each_alone(embedder):
    texts = [
        f"{number} is {'even' if number % 2 == 0 else 'odd'}" + " and whole" * (number % 7) for number in range(80)
    ]
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts[::20]])
    assert np.allclose(together[::20], alone, atol=0.02)


def test_threads_may_share_an_embedder(embedder):
    with ThreadPoolExecutor(8) as pool:
        similarities = list(
            pool.map(lambda _: float(embedder.embed(TEXTS[:1])[0] @ embedder.embed(TEXTS[1:2])[0]), range(16))
        )
    assert np.allclose(similarities, similarities[0], atol=0.01)


def test_its_words_are_whole_words_and_no_slips(embedder):
    assert {"football", "could"} <= embedder.words
    assert not embedder.words & {"electrisity", "magnits", "##ing", ""}


def test_the_digest_follows_the_files(embedder, tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    (tmp_path / "README.md").write_text("words", encoding="utf-8")
    first = MiniLM(tmp_path).digest
    (tmp_path / "README.md").write_text("other words", encoding="utf-8")
    assert MiniLM(tmp_path).digest == first
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    assert MiniLM(tmp_path).digest != first
    assert len(embedder.digest) == 64


def test_a_text_is_read_piece_by_piece(embedder):
    readings = embedder.read(TEXTS)
    assert np.allclose([one.vector for one in readings], embedder.embed(TEXTS), atol=0.02)
    for text, one in zip(TEXTS, readings, strict=True):
        assert len(one.places) == len(one.pieces)
        assert "".join(text[start:end] for start, end in one.places) == text.replace(" ", "")
        assert np.allclose(np.linalg.norm(one.pieces.astype(np.float32), axis=1), 1, atol=0.01)


def test_an_empty_text_is_read_and_has_no_pieces(embedder):
    assert embedder.read([]) == []
    (nothing,) = embedder.read([""])
    assert (nothing.places, nothing.pieces.shape) == ((), (0, embedder.dimension))


def test_commoner_words_come_first(embedder):
    assert embedder.ranks["water"] < embedder.ranks["enzyme"]
