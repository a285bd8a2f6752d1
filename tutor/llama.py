"""The language model run in this process by llama.cpp, and the states of the prefixes that it has read.

It knows tokens, the chat template and the key-value cache; nothing about what the prompts mean. Who waits
for what is the business of `engine`. The only module that imports llama_cpp.
"""

import ctypes
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from llama_cpp import llama_cpp as lib

from tutor.engine import Capacity, Check, Engine, usable_cores
from tutor.language_model import Completion, ModelUnavailable, Prompt, Reason, Sampling

CHUNK = 64
"""Tokens read at once: within 7% of the speed of 512, and a deadline waits for one chunk at most."""
SEQUENCE = 0
MARKS = ("\u27e6system\u27e7", "\u27e6user\u27e7")
"""Stand in for the messages while the chat template is cut up."""

Segments = tuple[list[int], list[int], list[int]]
"""The tokens of the rules, the item and the turn."""
StoredState = ctypes.Array[ctypes.c_uint8]


class LlamaModel(Engine):
    """A GGUF file in this process."""

    def __init__(
        self, path: Path, digest: str, capacity: Capacity | None = None, sampling: Sampling | None = None
    ) -> None:
        """Begin to load the file, whose SHA-256 the caller has checked."""
        self.name = path.stem
        self.digest = digest
        room, manner = capacity or Capacity(), sampling or Sampling()
        super().__init__(lambda: _Llama(path, room, manner), room.queue)


class _Llama:
    """Reads a prompt and writes the reply."""

    def __init__(self, path: Path, capacity: Capacity, sampling: Sampling) -> None:
        """Load the weights and make the context."""
        self._weights = _Weights(path)
        self._capacity = capacity
        self._sampling = sampling
        try:
            self._context = _Context(self._weights, capacity)
        except ModelUnavailable:
            self._weights.close()
            raise

    def answer(self, prompt: Prompt, max_tokens: int, check: Check) -> Completion:
        """Return the reply, or raise `ModelUnavailable` if the prompt is too long."""
        started = time.monotonic()
        segments = self._weights.segments(prompt)
        length = sum(map(len, segments))
        if length + max_tokens > self._context.size:
            raise ModelUnavailable(
                Reason.TOO_LONG,
                f"the prompt has {length} tokens, the reply may have {max_tokens}, and the context holds "
                f"{self._context.size}; shorten the lesson notes or allow a larger context",
            )
        reused = self._context.read(segments, check)
        written = list(self._write(max_tokens, self._sampling.of(prompt.candidate), check))
        text = b"".join(map(self._weights.piece, written)).decode(errors="ignore").strip()
        return Completion(text, length, reused, len(written), time.monotonic() - started, waited=0.0)

    def _write(self, limit: int, sampling: Sampling, check: Check) -> Iterator[int]:
        """Yield the tokens of the reply until it ends or the limit is reached."""
        with _sampler(sampling) as sampler:
            for count in range(1, limit + 1):
                check()
                token = lib.llama_sampler_sample(sampler, self._context.handle, -1)
                if self._weights.ends(token):
                    return
                yield token
                if count < limit:
                    self._context.decode([token])

    def warm(self, prompt: Prompt, check: Check) -> None:
        """Read the rules and the item, unless that has been done."""
        rules, item, _ = self._weights.segments(prompt)
        if len(rules) + len(item) < self._context.size and not self._context.knows(rules + item):
            self._context.read((rules, item, []), check)

    def renew(self) -> None:
        """Make a new context: nothing is known about the state of one that failed."""
        self._context.close()
        self._context = _Context(self._weights, self._capacity)

    def close(self) -> None:
        """Give back the memory."""
        self._context.close()
        self._weights.close()


class _Weights:
    """The loaded file: its vocabulary and its chat template."""

    def __init__(self, path: Path) -> None:
        """Load the file."""
        logging.getLogger("llama-cpp-python").setLevel(logging.ERROR)
        lib.llama_backend_init()
        parameters = lib.llama_model_default_params()
        # Mapped pages are reclaimed when memory is short, and writing then falls to under one token a second.
        parameters.load_mode = lib.LLAMA_LOAD_MODE_NONE
        model = lib.llama_model_load_from_file(os.fsencode(path), parameters) if path.is_file() else None
        if model is None:
            raise _load_failure(path)
        self.model = model
        self._vocabulary = lib.llama_model_get_vocab(model)
        before, between, after = self._template()
        self._before = self._tokens(before, special=True, first=True)
        self._between = self._tokens(between, special=True)
        self._after = self._tokens(after, special=True)

    def _template(self) -> tuple[str, str, str]:
        """Return the model's own chat template, cut where the system and the user message go."""
        system, user = (mark.encode() for mark in MARKS)
        message = lib.llama_chat_message
        messages = (message * 2)(message(b"system", system), message(b"user", user))
        source = lib.llama_model_chat_template(self.model, None) or b"chatml"
        buffer = ctypes.create_string_buffer(8192)
        length = lib.llama_chat_apply_template(source, messages, 2, True, buffer, len(buffer))
        before, _, rest = buffer.raw[: max(length, 0)].decode().partition(MARKS[0])
        between, _, after = rest.partition(MARKS[1])
        if not after:
            self.close()
            raise ModelUnavailable(Reason.FAILED, "its chat template is unknown; use another model")
        return before, between, after

    def segments(self, prompt: Prompt) -> Segments:
        """Return the tokens, each segment split by itself, so that a prefix of text is a prefix of tokens."""
        return (
            self._before + self._tokens(f"{prompt.rules}\n\n"),
            self._tokens(prompt.item) + self._between,
            self._tokens(prompt.turn) + self._after,
        )

    def _tokens(self, text: str, *, special: bool = False, first: bool = False) -> list[int]:
        """Return the tokens; text that is not special cannot end a message, whatever it looks like."""
        encoded = text.encode(errors="replace")
        buffer = (lib.llama_token * (len(encoded) + 8))()
        count = lib.llama_tokenize(self._vocabulary, encoded, len(encoded), buffer, len(buffer), first, special)
        return list(buffer[:count])

    def piece(self, token: int) -> bytes:
        """Return the bytes that a token stands for."""
        buffer = ctypes.create_string_buffer(512)
        length = lib.llama_token_to_piece(self._vocabulary, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(length, 0)]

    def ends(self, token: int) -> bool:
        """Return whether the token ends the reply."""
        return bool(lib.llama_vocab_is_eog(self._vocabulary, token))

    def close(self) -> None:
        """Give back the memory."""
        lib.llama_model_free(self.model)


class _Context:
    """One llama.cpp context: the tokens it has read, and the states of prefixes that are worth keeping."""

    def __init__(self, weights: _Weights, capacity: Capacity) -> None:
        """Make an empty context."""
        self.size = min(capacity.context, lib.llama_model_n_ctx_train(weights.model))
        parameters = lib.llama_context_default_params()
        parameters.n_ctx = self.size
        parameters.n_batch = parameters.n_ubatch = CHUNK
        parameters.n_threads = parameters.n_threads_batch = capacity.threads or usable_cores()
        # No faster by itself, but states are stored four times faster: values then lie token by token.
        parameters.flash_attn_type = lib.LLAMA_FLASH_ATTN_TYPE_ENABLED
        handle = lib.llama_init_from_model(weights.model, parameters)
        if handle is None:
            raise ModelUnavailable(Reason.FAILED, "there is not enough memory for the model's context")
        self.handle = handle
        self._closed = False
        self._read: list[int] = []
        self._stored: OrderedDict[tuple[int, ...], StoredState] = OrderedDict()
        self._room = capacity.stored_bytes

    def knows(self, prefix: list[int]) -> bool:
        """Return whether the state of this prefix is stored."""
        return tuple(prefix) in self._stored

    def read(self, segments: Segments, check: Check) -> int:
        """Read what has not been read, and return how many tokens had been.

        Reading resumes at the end of a chunk only, and every segment begins a chunk: the same prompt is
        always computed in the same pieces, and so gives the same numbers whatever was read before it.
        """
        tokens = [token for segment in segments for token in segment]
        prefix = len(segments[0]) + len(segments[1])
        ends = _chunk_ends(segments)
        start = self._resume(tokens, ends)
        for begin, end in pairwise([start, *(end for end in ends if end > start)]):
            check()
            self.decode(tokens[begin:end])
            if end == prefix:
                self._store()
        return start

    def decode(self, tokens: list[int]) -> None:
        """Compute some tokens after those already read."""
        array = (lib.llama_token * len(tokens))(*tokens)
        if code := lib.llama_decode(self.handle, lib.llama_batch_get_one(array, len(array))):
            raise RuntimeError(f"llama_decode returned {code}")
        self._read += tokens

    def _resume(self, tokens: list[int], ends: list[int]) -> int:
        """Return where reading has to begin, after taking up the longest prefix that is known."""
        best = max(self._stored, key=lambda stored: _common(stored, tokens), default=())
        if _common(best, tokens) > _common(self._read, tokens):
            self._restore(best)
        common = min(_common(self._read, tokens), len(tokens) - 1)
        start = max((end for end in ends if end <= common), default=0)
        memory = lib.llama_get_memory(self.handle)
        if not lib.llama_memory_seq_rm(memory, SEQUENCE, start, -1):
            # Recurrent models cannot forget the end only.
            lib.llama_memory_clear(memory, True)
            start = 0
        del self._read[start:]
        return start

    def _store(self) -> None:
        """Keep the state of what has been read, and drop those not used for longest."""
        size = lib.llama_state_seq_get_size(self.handle, SEQUENCE)
        state = (ctypes.c_uint8 * size)()
        lib.llama_state_seq_get_data(self.handle, state, size, SEQUENCE)
        self._stored[tuple(self._read)] = state
        while sum(map(ctypes.sizeof, self._stored.values())) > self._room:
            self._stored.popitem(last=False)

    def _restore(self, key: tuple[int, ...]) -> None:
        """Put back a state that was kept."""
        state = self._stored[key]
        self._stored.move_to_end(key)
        restored = lib.llama_state_seq_set_data(self.handle, state, ctypes.sizeof(state), SEQUENCE)
        self._read = list(key) if restored else []

    def close(self) -> None:
        """Give back the memory."""
        if not self._closed:
            lib.llama_free(self.handle)
            self._closed = True


@contextmanager
def _sampler(sampling: Sampling) -> Iterator["lib.llama_sampler_p"]:
    """Yield a sampler that begins with the same seed for every reply."""
    chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
    for step in (
        lib.llama_sampler_init_top_k(40),
        lib.llama_sampler_init_top_p(0.95, 1),
        lib.llama_sampler_init_temp(sampling.temperature),
        lib.llama_sampler_init_dist(sampling.seed),
    ):
        lib.llama_sampler_chain_add(chain, step)
    try:
        yield chain
    finally:
        lib.llama_sampler_free(chain)


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many tokens both begin with."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _chunk_ends(segments: Segments) -> list[int]:
    """Return where chunks end; every segment begins one."""
    ends, begin = [], 0
    for segment in filter(None, segments):
        ends += [begin + end for end in range(CHUNK, len(segment), CHUNK)]
        begin += len(segment)
        ends.append(begin)
    return ends


def _load_failure(path: Path) -> ModelUnavailable:
    """Return what to say when a file does not load."""
    why = "is damaged, is no GGUF model, or needs more memory than is free" if path.is_file() else "is missing"
    meanwhile = "Pupils' work is unharmed, and authored texts are shown meanwhile"
    advice = "delete it if it is damaged, and run `attain model fetch`"
    return ModelUnavailable(Reason.FAILED, f"the model file {path.name} {why}. {meanwhile}; {advice}.")
