"""docs/curriculum.md is what `attain content coverage` writes of the embedded pack."""

from pathlib import Path

import content_store
from content_store.pack import read_pack
from evaluation.proofs.coverage import coverage

ROOT = Path(content_store.__file__).parent.parent


def test_the_table_of_coverage_is_that_of_the_pack() -> None:
    rows = read_pack(ROOT / "content_store" / "packs" / "attain", seeds=1)
    page = (ROOT / "docs" / "curriculum.md").read_text(encoding="utf-8")
    assert page == coverage(rows), "run: attain content coverage --out docs/curriculum.md"
