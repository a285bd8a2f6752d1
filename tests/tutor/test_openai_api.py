import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tutor.language_model import LanguageModel, ModelUnavailable, Prompt, Reason
from tutor.openai_api import LARGEST_REPLY, OpenAIModel

PROMPT = Prompt("You help pupils with mathematics. " * 8, "Item: expand 3(x + 4).", "Hint: multiply both terms.")

SERVER = """
import sys
import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.port = 0
parameters.n_ctx = 1024
parameters.n_parallel = 1
parameters.cpuparams.n_threads = 1
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def server(small_model_path: Path) -> Iterator[str]:
    """The address of a real llama.cpp server with the real small model, in a process of its own."""
    command = [sys.executable, "-c", SERVER, str(small_model_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip() + "/v1"
        process.terminate()


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """The address of a server that answers every request in one way."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.body = self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, *arguments: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        httpd.daemon_threads = True
        threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/v1"
        httpd.shutdown()


def status(code: int, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def using(address: str, api_key: str | None = None) -> Iterator[OpenAIModel]:
    model = OpenAIModel(address, "small", api_key)
    yield model
    model.close()


def refusal(address: str, seconds: float = 30) -> ModelUnavailable:
    with using(address) as model, pytest.raises(ModelUnavailable) as caught:
        model.complete(PROMPT, deadline=time.monotonic() + seconds, max_tokens=8)
    return caught.value


def test_a_real_server_answers_and_reuses_its_cache(server: str):
    model: LanguageModel
    with using(server) as model:
        model.warm(PROMPT)
        first = model.complete(PROMPT, deadline=time.monotonic() + 60, max_tokens=8)
        again = model.complete(PROMPT, deadline=time.monotonic() + 60, max_tokens=8)
    assert first.text != ""
    assert first.completion_tokens <= 8
    assert again.reused_tokens > 50
    assert again.prompt_tokens == first.prompt_tokens > again.reused_tokens
    assert (model.name, model.digest) == ("small", "remote:small")


def test_a_real_server_that_is_slower_than_the_deadline_is_too_late(server: str):
    story = Prompt("You write very long stories.", "Item: a story.", "Write two thousand words about a fox.")
    began = time.monotonic()
    with using(server) as model, pytest.raises(ModelUnavailable) as caught:
        model.complete(story, deadline=began + 0.5, max_tokens=900)
    assert caught.value.reason is Reason.TOO_LATE
    assert time.monotonic() - began < 2


def test_a_deadline_that_has_passed_sends_nothing():
    assert refusal("http://127.0.0.1:9/v1", seconds=-1).reason is Reason.TOO_LATE


def test_no_server_is_said_so():
    error = refusal("http://127.0.0.1:9/v1")
    assert error.reason is Reason.NOT_LOADED
    assert "cannot be reached" in str(error)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (401, Reason.FAILED),
        (404, Reason.FAILED),
        (413, Reason.TOO_LONG),
        (429, Reason.QUEUE_FULL),
        (500, Reason.FAILED),
        (503, Reason.NOT_LOADED),
    ],
)
def test_a_status_says_why(code: int, reason: Reason):
    with answering(status(code, b"pupil's words")) as address:
        error = refusal(address)
    assert error.reason is reason
    assert "pupil" not in str(error)


def test_a_redirect_is_not_followed():
    asked = []
    with (
        answering(lambda handler: asked.append(handler.path)) as elsewhere,
        answering(status(307, Location=elsewhere + "/chat/completions")) as address,
    ):
        error = refusal(address)
    assert "redirects" in str(error)
    assert asked == []


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}']
)
def test_what_is_no_completion_is_a_failure(body: bytes):
    with answering(status(200, body)) as address:
        assert refusal(address).reason is Reason.FAILED


def test_a_reply_without_end_is_cut():
    with answering(status(200, b" " * (LARGEST_REPLY + 1))) as address:
        assert "more than 1 MiB" in str(refusal(address))


def test_a_reply_that_drips_is_too_late():
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b" ")
            time.sleep(0.1)

    with answering(drip) as address:
        began = time.monotonic()
        assert refusal(address, seconds=0.5).reason is Reason.TOO_LATE
        assert time.monotonic() - began < 2


def test_the_key_is_sent_and_is_in_no_representation():
    keys = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        keys.append(handler.headers["Authorization"])
        body = {"choices": [{"message": {"content": " Well done. "}}]}
        status(200, json.dumps(body).encode())(handler)

    with answering(answer) as address, using(address, "secret") as model:
        prompt = Prompt(PROMPT.rules, PROMPT.item, "half a character: \ud83d")
        reply = model.complete(prompt, deadline=time.monotonic() + 10, max_tokens=8)
    assert reply.text == "Well done."
    assert keys == ["Bearer secret"]
    assert "secret" not in repr(vars(model))


def test_another_candidate_is_asked_for_with_a_seed_of_its_own():
    asked = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(json.loads(vars(handler)["body"]))
        status(200, json.dumps({"choices": [{"message": {"content": "Halve it."}}]}).encode())(handler)

    with answering(answer) as address, using(address) as model:
        for candidate in (0, 1):
            prompt = replace(PROMPT, candidate=candidate)
            model.complete(prompt, deadline=time.monotonic() + 10, max_tokens=8)
    first, second = asked
    assert second["temperature"] > first["temperature"]
    assert second["seed"] != first["seed"]
    assert second["messages"] == first["messages"]


def test_an_address_has_to_be_one():
    with pytest.raises(ValueError, match="has to begin with"):
        OpenAIModel("localhost:8080", "small")


def test_a_closed_model_is_unavailable():
    model = OpenAIModel("http://127.0.0.1:9/v1", "small")
    model.close()
    with pytest.raises(ModelUnavailable):
        model.complete(PROMPT, deadline=time.monotonic() + 1, max_tokens=8)
