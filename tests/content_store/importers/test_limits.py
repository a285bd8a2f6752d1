import pytest

from content_store.importers import limits
from content_store.importers.limits import as_text, files_in, read_bytes, within
from content_store.problems import InvalidContent


def test_a_link_is_refused(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    link = tmp_path / "bank.gift"
    link.symlink_to(secret)
    with pytest.raises(InvalidContent, match="symbolic link"):
        read_bytes(link, "bank.gift")
    with pytest.raises(InvalidContent, match="symbolic link"):
        files_in(tmp_path, (".gift",))


def test_a_linked_folder_is_refused(tmp_path):
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "etc").symlink_to("/etc")
    with pytest.raises(InvalidContent, match="folder is a symbolic link"):
        files_in(tmp_path / "given", (".conf",))


def test_a_device_is_refused():
    with pytest.raises(InvalidContent, match="no plain file"):
        read_bytes(limits.Path("/dev/zero"), "zero")


def test_a_file_of_a_hundred_megabytes_is_refused_without_being_read(tmp_path):
    file = tmp_path / "bank.xml"
    with file.open("wb") as opened:
        opened.truncate(100_000_000)
    with pytest.raises(InvalidContent, match="larger than 20 MB"):
        read_bytes(file, "bank.xml")


def test_a_file_of_a_million_lines_is_refused():
    with pytest.raises(InvalidContent, match="more than 200,000 lines"):
        as_text(b"a\n" * 1_000_000, "bank.gift")


@pytest.mark.parametrize(("content", "message"), [(b"a\0b", "binary"), (b"fine\n\xff\xfe", "not UTF-8")])
def test_what_is_not_text_is_refused(content, message):
    with pytest.raises(InvalidContent, match=message):
        as_text(content, "bank.gift")


def test_folders_that_are_nested_too_deeply_are_refused(tmp_path):
    deep = tmp_path.joinpath(*["a"] * 25)
    deep.mkdir(parents=True)
    (deep / "bank.gift").write_text("1 {T}")
    with pytest.raises(InvalidContent, match="nested more than 20 deep"):
        files_in(tmp_path, (".gift",))


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.gift").write_text("1 {T}")
    with pytest.raises(InvalidContent, match="more than 2 files"):
        files_in(tmp_path, (".gift",))


def test_hidden_folders_are_passed_over_and_nothing_is_a_problem(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.gift").write_text("1 {T}")
    with pytest.raises(InvalidContent, match=r"no files that end in \.gift"):
        files_in(tmp_path, (".gift",))


def test_a_reference_may_not_lead_out_of_the_folder(tmp_path):
    with pytest.raises(InvalidContent, match="leads out"):
        within(tmp_path, tmp_path / ".." / "other")
