"""What every language model offers the tutor: a prompt goes in, a piece of wording comes out.

It knows nothing of pupils, items or rules, nor of how the words are made: `llama` runs a model in this
process, `openai_api` asks a server, and `NoModel` stands in when there is neither.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, Protocol


@dataclass(frozen=True)
class Prompt:
    """What the model is to read: what changes least comes first, so that it is not read again."""

    rules: str
    """The same for every item: the beginning of the system message."""
    item: str
    """The same for one item: the rest of the system message."""
    turn: str
    """What changes from turn to turn: the user message."""
    candidate: int = 0
    """Which reply is wanted: 0 is the likeliest, others are drawn more freely, each with a seed of its own."""

    @property
    def system(self) -> str:
        """Return the whole system message."""
        return f"{self.rules}\n\n{self.item}"


@dataclass(frozen=True)
class Sampling:
    """How words are drawn: with a fixed seed the same prompt gets the same reply."""

    temperature: float = 0.2
    seed: int = 20_250
    freer: float = 0.6
    """The temperature of second and later candidates: at the first one's they are mostly the same again."""

    def of(self, candidate: int) -> "Sampling":
        """Return how the words of a candidate are drawn."""
        if not candidate:
            return self
        return Sampling(max(self.freer, self.temperature), self.seed + candidate, self.freer)


@dataclass(frozen=True)
class Completion:
    """A reply, and what it cost."""

    text: str
    prompt_tokens: int
    reused_tokens: int
    """Those prompt tokens that did not have to be read, because they had been read before."""
    completion_tokens: int
    """As many as were allowed means that the reply was cut off."""
    seconds: float
    """Without the time in the queue."""
    waited: float
    """The time in the queue, in seconds."""


class Reason(StrEnum):
    """Why there is no reply."""

    NOT_LOADED = "not loaded"
    QUEUE_FULL = "queue full"
    TOO_LATE = "too late"
    TOO_LONG = "too long"
    FAILED = "failed"


class ModelUnavailable(Exception):
    """There is no reply from the model. The message says what to do about it."""

    def __init__(self, reason: Reason, message: str) -> None:
        """Keep the reason for the program and the message for whoever runs the service."""
        super().__init__(message)
        self.reason = reason


class LanguageModel(Protocol):
    """Words things. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """Return the name that is shown and recorded."""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the weights, or `remote:` and the model's name for a server."""

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> Completion:
        """Return the reply before this moment of `time.monotonic()`, or raise `ModelUnavailable`."""

    def warm(self, prompt: Prompt) -> None:
        """Read the rules and the item ahead of need, when nothing else is waiting. Never raises."""

    def close(self) -> None:
        """Give back what the model holds. Replies still asked for become `ModelUnavailable`."""


class NoModel:
    """Stands in for a model that is not there, and says why."""

    name = "none"
    digest = "none"

    def __init__(self, reason: str = "none has been set up") -> None:
        """Keep the reason, which ends the message of every refusal."""
        self.problem = reason
        self._message = f"no model is loaded: {reason}"

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> NoReturn:
        """Raise `ModelUnavailable` with the reason."""
        raise ModelUnavailable(Reason.NOT_LOADED, self._message)

    def warm(self, prompt: Prompt) -> None:
        """Do nothing: there is nothing to warm."""

    def close(self) -> None:
        """Do nothing: there is nothing to give back."""
