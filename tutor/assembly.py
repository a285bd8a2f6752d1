"""The one place where a tutor is put together from its parts.

The web pages and the benchmarks use the same `Tutor`, so what is evaluated is what is served.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from content_store.catalogue import Catalogue
from content_store.curriculum import Passage
from retrieval.embedding import Embedder, MiniLM
from retrieval.index import Passages
from tutor import model_files
from tutor.language_model import LanguageModel, NoModel
from tutor.llama import LlamaModel
from tutor.openai_api import OpenAIModel
from tutor.settings import Settings

log = logging.getLogger(__name__)

COVERED = 0.45
"""The similarity from which a passage counts as covering a question (docs/log.md, 2026-11-23)."""


@dataclass(frozen=True)
class Tutor:
    """What a tutor is made of: the curriculum, the passages, and the model that words replies."""

    settings: Settings
    catalogue: Catalogue
    passages: Passages
    embedder: Embedder
    model: LanguageModel

    @classmethod
    def from_settings(cls, settings: Settings) -> "Tutor":
        """Return the tutor of this installation; without a usable model it shows the authored words.

        Raises:
            ContentUnavailable: the content folder is missing, half written or changed since it was built.
        """
        embedder = MiniLM()
        catalogue = Catalogue.open(settings.content_folder)
        passages = Passages.open(settings.content_folder, embedder)
        return cls(settings, catalogue, passages, embedder, open_model(settings))

    def passages_for(self, question: str, objective_id: str, most: int) -> tuple[Passage, ...]:
        """Return the passages that cover a question, nearest first, those being studied before others."""
        hits = self.passages.search(question, objective_id, most)
        found = self.catalogue.passages([hit.passage_id for hit in hits if hit.similarity >= COVERED])
        return tuple(found)

    def nearest(self, question: str, texts: list[str]) -> list[str]:
        """Return texts by their nearness in meaning to a question, nearest first."""
        vectors = self.embedder.embed([question, *texts])
        order = np.argsort(-(vectors[1:] @ vectors[0]), kind="stable")
        return [texts[position] for position in order]


def open_model(settings: Settings) -> LanguageModel:
    """Return the model that the settings name, or one that is not there and says why."""
    if settings.model_server:
        return OpenAIModel(settings.model_server, settings.model, settings.model_server_key)
    if settings.model == "none":
        return NoModel("the setting ATTAIN_MODEL is none")
    try:
        path, digest = model_files.resolve(settings)
    except model_files.ModelFileError as error:
        log.warning("%s", error)
        return NoModel(str(error))
    return LlamaModel(path, digest)
