"""What the API answers when it cannot: problem details as RFC 9457 has them. Never a page, never a pupil's words."""

import json
import logging
from http import HTTPStatus

from flask import Blueprint, Response, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import HTTPException

from tutor.database import RecordsUnavailable
from web.context import LessonsUnavailable

log = logging.getLogger(__name__)

ROOT = "/api/"
TYPE = "application/problem+json"
DETAILS = {
    404: "There is nothing at this address: openapi.json lists what there is.",
    405: "The API is only read: send GET.",
    500: "Something went wrong here. Try again, and tell whoever looks after Attain if it stays.",
}


class Fault(BaseModel):
    """One parameter that cannot be used, and why."""

    model_config = ConfigDict(extra="forbid")

    parameter: str
    detail: str


class Problem(BaseModel):
    """Why there is no answer: problem details (RFC 9457), with the faulty parameters where there are any."""

    model_config = ConfigDict(extra="forbid")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] = Field(default_factory=list)


class BadInput(Exception):
    """Parameters have values that cannot be used; each fault says why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.detail for fault in faults))
        self.faults = list(faults)


def register(api: Blueprint) -> None:
    """Let every error of the API's views be told as a problem."""
    api.register_error_handler(HTTPException, of_http)
    api.register_error_handler(BadInput, _unusable)
    api.register_error_handler(RecordsUnavailable, _records)
    api.register_error_handler(LessonsUnavailable, _lessons)
    api.register_error_handler(Exception, _unexpected)


def is_for_api() -> bool:
    """Return whether the request is for the API, whether or not there is something at its address."""
    return request.path.startswith(ROOT)


def problem(status: int, detail: str, faults: list[Fault] | None = None) -> Response:
    """Return a problem as a response."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=faults or [])
    return Response(told.model_dump_json(), status, mimetype=TYPE)


def of_http(error: HTTPException) -> Response:
    """Return the problem that an HTTP error stands for, or the response that it carries."""
    if isinstance(error.response, Response):
        return error.response
    code = error.code or 500
    own_words = error.description if code in (403, 404) and error.description != type(error).description else None
    told = problem(code, own_words or DETAILS.get(code, HTTPStatus(code).phrase))
    for name, value in error.get_headers():
        if name.casefold() != "content-type":
            told.headers[name] = value
    return told


def faults_of(error: ValidationError) -> list[Fault]:
    """Return what is wrong with the parameters of a request."""
    found = json.loads(error.json(include_url=False, include_input=False, include_context=False))
    return [Fault(parameter=".".join(map(str, one["loc"])), detail=one["msg"]) for one in found]


def _unusable(error: BadInput) -> Response:
    return problem(422, "A parameter cannot be used: see errors.", error.faults)


def _records(error: RecordsUnavailable) -> Response:
    log.error("the records cannot be used: %s", error)
    return problem(503, "Keys cannot be checked at the moment: wait a minute and try again.")


def _lessons(error: LessonsUnavailable) -> Response:
    return problem(503, f"The curriculum cannot be opened. For whoever looks after Attain: {error}")


def _unexpected(_error: Exception) -> Response:
    log.exception("an unexpected error on %s %s", request.method, request.endpoint)
    return problem(500, DETAILS[500])
