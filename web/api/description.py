"""The API's description: which paths there are, what they are asked and what they answer, as OpenAPI.

The library checks parameters and answers by the same models that it describes. Its own pages and addresses stay off:
they would load scripts from elsewhere.
"""

from collections.abc import Callable
from copy import deepcopy
from importlib.metadata import version
from typing import Any, ParamSpec, TypeVar

from flask import Blueprint, jsonify
from flask import Response as Answer
from pydantic import BaseModel
from spectree import Response, SecurityScheme, SpecTree
from spectree.config import ModeEnum
from spectree.models import SecureType, SecuritySchemeData

from web.api import problems
from web.api.problems import BadInput, Problem, faults_of

ABOUT = (
    "The curriculum of a school's own Attain, for the school's other tools to read: passages found by meaning, "
    "objectives with what they need, and items, without their answers unless the key may see them. Each passage and "
    "item names its source with its licence: show the attribution wherever the words are shown. "
    "Nothing about pupils is here."
)
BEARER = "key"

Arguments = ParamSpec("Arguments")
Shaped = TypeVar("Shaped", bound=BaseModel)

pages = Blueprint("api", __name__, url_prefix="/api/v1")
problems.register(pages)


def _refuse(_request: Any, _response: Any, error: Any, _instance: Any, _adapter: Any) -> None:
    """Tell parameters that cannot be used as a problem, in place of the library's own answer."""
    if error is not None:
        raise BadInput(*faults_of(error))


def _raise(_request: Any, _response: Any, error: Any, _instance: Any, _adapter: Any) -> None:
    """Let an answer that is not as described be seen as the fault of ours that it is."""
    if error is not None:
        raise error


SPEC = SpecTree(
    "flask",
    before=_refuse,
    after=_raise,
    validation_error_model=Problem,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    title="Attain: the store",
    description=ABOUT,
    version=version("attain"),
    mode=ModeEnum.strict,
    page_templates={},
    security_schemes=[SecurityScheme(name=BEARER, data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer"))],
)
PATH_PARAMETERS = {
    "objective_id": "The id of an objective; a slash in it may be written as it is or as %2F.",
    "item_id": "The id of an item; a slash in it may be written as it is or as %2F.",
}


def answers_with(
    shape: type[Shaped], *refusals: int
) -> Callable[[Callable[Arguments, Shaped]], Callable[Arguments, Any]]:
    """Return the decorator that checks and describes a view: what it answers, and with which problems besides."""
    told = {f"HTTP_{code}": Problem for code in (401, *refusals, 429, 503)}
    checked: Callable[[Callable[Arguments, Shaped]], Callable[Arguments, Any]] = SPEC.validate(
        resp=Response(HTTP_200=shape, **told),
        security=[{BEARER: []}],
        path_parameter_descriptions=PATH_PARAMETERS,
    )
    return checked


@pages.get("/openapi.json")
def describe() -> Answer:
    """Return the description of the API."""
    described = deepcopy(SPEC.spec)
    for operation in (one for path in described["paths"].values() for one in path.values()):
        for parameter in operation["parameters"]:
            parameter["schema"] = _as_sent(parameter["schema"])
        for code, told in operation["responses"].items():
            if int(code) >= 400:
                told["content"] = {problems.TYPE: next(iter(told["content"].values()))}
    return jsonify(described)


def _as_sent(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter as it can be sent: one may be left out, and none can be null."""
    kept = {name: value for name, value in schema.items() if name != "anyOf" and (name, value) != ("default", None)}
    either = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    return kept | (either[0] if len(either) == 1 else {"anyOf": either} if either else {})


describe.audience = ("anyone",)  # type: ignore[attr-defined] # read by the test that every view declares one
