"""The embedded pack holds by every proof; quotations are held against their texts where there are any."""

from pathlib import Path

import pytest

import content_store
from evaluation.content_check import check_pack

EMBEDDED = Path(content_store.__file__).parent / "packs" / "attain"
DRAWS = 12
"""Draws of each template here; `attain content check`, which CI runs too, takes 200."""


@pytest.mark.slow
def test_the_embedded_pack_holds_by_every_proof() -> None:
    checked = check_pack(EMBEDDED, draws=DRAWS)
    assert checked.problems == []
    assert checked.with_route > 0


@pytest.mark.slow
@pytest.mark.shared_data
def test_every_quotation_of_the_embedded_pack_stands_in_its_work(shared_data: Path) -> None:
    checked = check_pack(EMBEDDED, draws=1, texts=shared_data / "set-texts")
    assert checked.problems == []
    assert checked.notes == []
