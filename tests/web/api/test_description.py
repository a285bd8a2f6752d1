"""The API does what its description says, whatever is asked."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

TRIES = hypothesis_settings(
    max_examples=20, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PATHS = {
    "/search",
    "/subjects",
    "/objectives",
    "/objectives/{objective_id}",
    "/objectives/{objective_id}/passages",
    "/objectives/{objective_id}/questions",
    "/objectives/{objective_id}/items",
    "/items/{item_id}",
    "/sources",
}


@pytest.fixture
def described(app, client):
    return client.get("/api/v1/openapi.json").json


@pytest.fixture
def patient(make_app, make_tutor, settings):
    """The application with a limit that no test reaches."""
    tutor = make_tutor()
    return make_app(tutor, own=settings.model_copy(update={"api_per_minute": 100_000}))


def test_the_description_is_public_and_names_every_path_and_no_other(described):
    assert set(described["paths"]) == {f"/api/v1{path}" for path in PATHS}
    assert {method for path in described["paths"].values() for method in path} == {"get"}


def test_the_description_is_openapi(patient):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", patient)
    schema.validate()
    assert schema.raw_schema["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", sorted(PATHS))
@pytest.mark.parametrize("name", ["plain", "answers"])
def test_what_there_is_is_told_as_it_is_described(patient, catalogue, keys, path, name):
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", patient)[f"/api/v1{path}"]["GET"]
    named = {"objective_id": "photosynthesis", "item_id": catalogue.items_of("photosynthesis")[0].id}
    case = operation.Case(
        path_parameters={one: value for one, value in named.items() if f"{{{one}}}" in path},
        query={"q": "chlorophyll"} if path == "/search" else {},
    )
    response = case.call_and_validate(headers={"Authorization": f"Bearer {keys[name]}"})
    assert response.status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(PATHS))
@pytest.mark.parametrize("mode", GenerationMode)
def test_a_path_answers_as_it_is_described_whatever_it_is_asked(patient, keys, path, mode):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", patient)
    operation = schema[f"/api/v1{path}"]["GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @TRIES
    def ask(case):
        case.call_and_validate(
            headers={"Authorization": f"Bearer {keys['answers']}"}, excluded_checks=[positive_data_acceptance]
        )

    ask()
