"""What is compressed on its way, and what is not."""

import pytest


@pytest.mark.parametrize("file", ["attain.css", "attain.js"])
def test_styles_and_scripts_are_compressed_for_whoever_takes_that(client, file):
    with client.get(f"/static/{file}") as plain:
        assert "Content-Encoding" not in plain.headers
        whole = plain.data
    with client.get(f"/static/{file}", headers={"Accept-Encoding": "br, gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "br"
        assert len(packed.data) < len(whole)


def test_a_page_is_never_compressed(client):
    page = client.get("/sign-in", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in page.headers
