"""Keys of both sorts, and a client that sends one and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from tutor import api_keys
from tutor.database import transaction


@pytest.fixture
def keys(records: Engine) -> dict[str, str]:
    """A key that may see answers and one that may not."""
    with transaction(records) as db:
        return {name: api_keys.give(db, name, name == "answers")[1] for name in ("plain", "answers")}


@dataclass(frozen=True)
class Tool:
    """Another tool of the school, which asks with one key."""

    client: FlaskClient
    key: str

    def get(self, path: str, status: int = 200, **options) -> TestResponse:
        response = self.client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {self.key}"}, **options)
        assert response.status_code == status, response.text
        assert response.mimetype == ("application/json" if status == 200 else "application/problem+json")
        assert "Set-Cookie" not in response.headers
        return response


@pytest.fixture
def tool(app, keys: dict[str, str]) -> Callable[..., Tool]:
    """Return a function that gives the tool with the named key."""
    app.config["TESTING"] = False
    return lambda name="plain", at=None: Tool((at or app).test_client(), keys[name])
