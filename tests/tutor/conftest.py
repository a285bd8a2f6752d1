from pathlib import Path

import pytest

from tutor import model_files


@pytest.fixture(scope="session")
def small_model_path() -> Path:
    """The real small model, fetched once into the cache."""
    return model_files.fetch(model_files.SMALL, model_files.cache_folder(), lambda *_: None)
