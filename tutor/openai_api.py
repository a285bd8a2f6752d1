"""A language model on a server that speaks the OpenAI chat-completions API: llama.cpp, Ollama, vLLM, others.

It knows the protocol and how long it may wait; nothing about what the prompts mean. Whoever sets such a
server up decides that pupils' words leave this machine.
"""

import json
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from tutor.language_model import Completion, ModelUnavailable, Prompt, Reason, Sampling

CONNECT_SECONDS = 5.0
LARGEST_REPLY = 1024**2

REFUSALS = {
    401: (Reason.FAILED, "does not accept the key; check ATTAIN_MODEL_SERVER_KEY"),
    403: (Reason.FAILED, "does not accept the key; check ATTAIN_MODEL_SERVER_KEY"),
    404: (Reason.FAILED, "does not know the address or the model; check both"),
    413: (
        Reason.TOO_LONG,
        "finds the prompt too long; shorten the lesson notes or give the model a larger context",
    ),
    429: (Reason.QUEUE_FULL, "has too much to do or the allowance is used up; try again later"),
    503: (Reason.NOT_LOADED, "is still loading its model or has too much to do; try again later"),
}
"""What a server means by a status, and what to do about it."""


class OpenAIModel:
    """A model behind an address such as `http://127.0.0.1:8080/v1`."""

    def __init__(self, base_url: str, model: str, api_key: str | None = None, sampling: Sampling | None = None) -> None:
        """Keep the address; nothing is sent before the first prompt."""
        address = urlsplit(base_url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ValueError(f"the model server's address has to begin with http:// or https://, unlike {base_url!r}")
        self.name = model
        self.digest = f"remote:{model}"
        self._sampling = sampling or Sampling()
        self._client = httpx.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {api_key}"} if api_key else {},
            # A redirect could carry the key and a pupil's words to another host.
            follow_redirects=False,
        )

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> Completion:
        """Return the reply before this moment of `time.monotonic()`, or raise `ModelUnavailable`."""
        started = time.monotonic()
        try:
            body = self._ask(self._question(prompt, max_tokens), deadline)
        except httpx.ConnectTimeout as error:
            raise _unavailable(Reason.NOT_LOADED, "cannot be reached; check its address and that it runs") from error
        except httpx.TimeoutException as error:
            raise _too_late() from error
        except (httpx.HTTPError, RuntimeError) as error:
            raise _unavailable(Reason.NOT_LOADED, "cannot be reached; check its address and that it runs") from error
        return _completion(body, time.monotonic() - started)

    def warm(self, prompt: Prompt) -> None:
        """Do nothing: the server has its own cache, and a request ahead of need could delay a real one."""

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _question(self, prompt: Prompt, max_tokens: int) -> dict[str, Any]:
        """Return the body of the request."""
        sampling = self._sampling.of(prompt.candidate)
        return {
            "model": self.name,
            "messages": [
                {"role": "system", "content": _sendable(prompt.system)},
                {"role": "user", "content": _sendable(prompt.turn)},
            ],
            "max_tokens": max_tokens,
            "temperature": sampling.temperature,
            "seed": sampling.seed,
        }

    def _ask(self, question: dict[str, Any], deadline: float) -> bytes:
        """Return the body of the reply; there is no second try, which would only be later."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise _too_late()
        patience = httpx.Timeout(left, connect=min(left, CONNECT_SECONDS))
        body = bytearray()
        with self._client.stream("POST", "chat/completions", json=question, timeout=patience) as response:
            if not response.is_success:
                raise _refusal(response.status_code)
            for part in response.iter_bytes():
                body += part
                if len(body) > LARGEST_REPLY:
                    raise _unavailable(Reason.FAILED, "sent a reply of more than 1 MiB; check what it is")
                if time.monotonic() >= deadline:
                    raise _too_late()
        return bytes(body)


def _sendable(text: str) -> str:
    """Return the text without what UTF-8 cannot carry, such as half a character from a broken form."""
    return text.encode(errors="replace").decode()


def _completion(body: bytes, seconds: float) -> Completion:
    """Return what the server's reply says."""
    try:
        reply = json.loads(body)
        text = reply["choices"][0]["message"]["content"]
        usage = reply.get("usage") or {}
        reused = (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0
        return Completion(
            text=text.strip(),
            prompt_tokens=int(usage.get("prompt_tokens", 0)),
            reused_tokens=int(reused),
            completion_tokens=int(usage.get("completion_tokens", 0)),
            seconds=seconds,
            waited=0.0,
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _unavailable(Reason.FAILED, "sent something that is no chat completion; check its address") from error


def _refusal(status: int) -> ModelUnavailable:
    """Return what a status other than success means."""
    if 300 <= status < 400:
        return _unavailable(Reason.FAILED, "redirects to another address; set that one, if it is the right one")
    return _unavailable(*REFUSALS.get(status, (Reason.FAILED, f"answered with status {status}; see its log")))


def _unavailable(reason: Reason, what: str) -> ModelUnavailable:
    """Return the error with a message that quotes neither the prompt nor the server."""
    return ModelUnavailable(reason, f"the language model's server {what}")


def _too_late() -> ModelUnavailable:
    """Return what to say when time has run out."""
    return _unavailable(Reason.TOO_LATE, "did not reply in time; allow more time or use a faster one")
