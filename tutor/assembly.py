"""The one place where a tutor is put together from its parts.

The web pages and the benchmarks use the same `Tutor`, so what is evaluated is what is served.
"""

import logging
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import numpy as np

from content_store.answers import ValueAnswer
from content_store.catalogue import Catalogue
from content_store.curriculum import Passage
from content_store.items import DrawnItem
from retrieval.covering import Evidence
from retrieval.embedding import Embedder, MiniLM
from retrieval.passages import Passages, Scope
from tutor import beside_answer, beside_right, first_steps, model_files
from tutor.engine import Capacity
from tutor.language_model import LanguageModel, NoModel
from tutor.llama import LlamaModel
from tutor.marking import Mark, Unreadable
from tutor.marking.guard import Guard
from tutor.marking.verdict import WrongLine
from tutor.model_files import ModelFile
from tutor.openai_api import OpenAIModel
from tutor.rounding_asked import with_rounding
from tutor.settings import InvalidSettings, Settings
from tutor.tracing import DEFAULTS, FittedTracings, read_tracings

log = logging.getLogger(__name__)


@cache
def guard() -> Guard:
    """Return this process's guard of marking, whose workers start with the first answer, or before by `start`."""
    return Guard()


@dataclass(frozen=True)
class Tutor:
    """What a tutor is made of: the curriculum, the passages, and the model that words replies."""

    settings: Settings
    catalogue: Catalogue
    passages: Passages
    embedder: Embedder
    model: LanguageModel
    tracings: FittedTracings = DEFAULTS

    @classmethod
    def from_settings(cls, settings: Settings) -> "Tutor":
        """Return the tutor of this installation; without a usable model it shows the authored words.

        Raises:
            ContentUnavailable: the content folder is missing, half written or changed since it was built.
        """
        embedder = MiniLM()
        catalogue = Catalogue.open(settings.content_folder)
        passages = Passages(catalogue, embedder)
        tracings = read_tracings(settings.tracing)
        return cls(settings, catalogue, passages, embedder, open_model(settings), tracings)

    def mark(self, item: DrawnItem, text: str, working: str = "") -> Mark | Unreadable:
        """Return the mark of an answer to an item, with the first wrong line of the working.

        Beside a right answer that line is only a remark, and only one that the question itself rules out.
        """
        result = self._marked(item, text, working)
        if isinstance(result, Unreadable) or not working.strip():
            return result
        if result.right:
            return beside_right.with_slip(result, working, _wrong_line(item, working), partial(_wrong_line, item))
        wrong = guard().first_wrong_line(working, item.question, item.steps)
        return result if isinstance(wrong, Unreadable) else replace(result, wrong_line=wrong)

    def reading(self, item: DrawnItem, text: str) -> str | None:
        """Return how an answer that is still being typed is read, as LaTeX without dollars; None where it cannot be.

        Nothing in it tells whether the answer is right.
        """
        return guard().read(item.answer, text) if isinstance(item.answer, ValueAnswer) else None

    def _marked(self, item: DrawnItem, text: str, working: str) -> Mark | Unreadable:
        """Return the mark of an answer as it is meant by the question and the working beside it."""

        def mark(typed: str) -> Mark | Unreadable:
            return guard().mark(item.answer, typed, self.embedder)

        text = beside_answer.as_asked(item, text)
        if off := beside_answer.off_or_left(item, text):
            return off
        result = mark(text)
        if isinstance(result, Unreadable):
            named = beside_answer.named_by_working(item, text, working)
            return mark(named) if named else first_steps.instead(item, text, result)
        if step := first_steps.in_place_of(item, text, result):
            return step
        if result.right is False and (of_index := beside_answer.index_of(item, text, mark)):
            return of_index
        if result.right is False and (asked := beside_answer.all_on_top(item, text, mark)):
            return asked
        result = beside_answer.with_sum_to_do(item, text, with_rounding(item, text, result))
        return beside_answer.with_false_sum(item, text, result)

    def passages_for(self, question: str, objective_id: str, most: int) -> tuple[Passage, ...]:
        """Return the passages that cover a question, nearest first, those being studied before others."""
        scope = self._scope_of(objective_id)
        hits = self.passages.answering(question, scope, most)
        return tuple(self.catalogue.passages([hit.passage_id for hit in hits]))

    def evidence_on(self, question: str, objective_id: str) -> Evidence:
        """Return what speaks for passages covering a question, and against it."""
        return self.passages.evidence(question, self._scope_of(objective_id))

    def _scope_of(self, objective_id: str) -> Scope:
        """Return where to look for what a pupil asks while studying an objective."""
        subject, unit = self.catalogue.subject_of(objective_id), self.catalogue.unit_of(objective_id)
        return Scope(frozenset({objective_id}), unit=unit.id if unit else None, subject=subject.id if subject else None)

    def nearest_heading(self, question: str, objective_id: str) -> str | None:
        """Return the heading of the objective's own passage that is nearest to a question, if any is near at all."""
        hits = self.passages.search(question, Scope(frozenset({objective_id})), 1)
        found = self.catalogue.passages([hit.passage_id for hit in hits if hit.where == "studying"])
        return found[0].heading if found else None

    @property
    def model_problem(self) -> str:
        """Why replies are the authored words, empty while the model works."""
        return getattr(self.model, "problem", "")

    def nearest(self, question: str, texts: list[str]) -> list[str]:
        """Return texts by their nearness in meaning to a question, nearest first."""
        vectors = self.embedder.embed([question, *texts])
        order = np.argsort(-(vectors[1:] @ vectors[0]), kind="stable")
        return [texts[position] for position in order]


def _wrong_line(item: DrawnItem, working: str) -> WrongLine | Unreadable | None:
    """Return the first line that does not follow from those before it or from the question."""
    return guard().first_wrong_line(working, item.question)


def model_file(settings: Settings) -> ModelFile | Path:
    """Return the file that the settings name: one that can be fetched, or one that is somewhere on this machine.

    Raises:
        InvalidSettings: the name is no known model, no file, and no file of a hub repository with its hash.
    """
    for file in model_files.known():
        if settings.model == file.name:
            return file
    path = Path(settings.model).expanduser()
    if path.is_file():
        return path
    repository, _, filename = settings.model.rpartition("/")
    if repository.count("/") == 1 and filename.endswith(".gguf") and settings.model_sha256:
        return model_files.on_hub(repository, filename, settings.model_sha256)
    raise InvalidSettings(
        f"ATTAIN_MODEL: {settings.model!r} is no known model, no file on this machine, and no "
        "OWNER/REPOSITORY/FILE.gguf of the hub with its ATTAIN_MODEL_SHA256; `attain model list` shows the known ones"
    )


def open_model(settings: Settings) -> LanguageModel:
    """Return the model that the settings name, or one that is not there and says why.

    Raises:
        InvalidSettings: see `model_file`.
    """
    if settings.model_server:
        return OpenAIModel(settings.model_server, settings.model, settings.model_server_key)
    if settings.model == "none":
        return NoModel("the setting ATTAIN_MODEL is none")
    capacity = Capacity(settings.model_context, settings.model_threads, settings.model_queue)
    file = model_file(settings)
    if isinstance(file, Path):
        return LlamaModel(file, model_files.digest_of(file), capacity)
    path = model_files.path_of(file, model_files.cache_folder(settings.models))
    try:
        model_files.check(path, file.sha256)
    except model_files.CorruptModel as error:
        log.warning("%s", error)
        return NoModel(str(error))
    return LlamaModel(path, file.sha256, capacity)
