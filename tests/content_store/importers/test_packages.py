import io
import stat
import zipfile

import pytest

from content_store.importers.packages import Package
from content_store.problems import InvalidContent


def zipped(*members, compression=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, content in members:
            package.writestr(name, content)
    return out.getvalue()


def test_a_package_is_read():
    package = Package(zipped(("a/item.xml", "<a/>"), ("imsmanifest.xml", "<m/>")), "p.zip")
    assert package.members == ("a/item.xml", "imsmanifest.xml")
    assert package.read("a/item.xml") == b"<a/>"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "a/../../b.xml", "..\\evil.xml", "C:\\evil.xml"])
def test_a_name_that_leads_out_is_refused(name):
    with pytest.raises(InvalidContent, match="leads out"):
        Package(zipped((name, "x")), "p.zip")


def test_a_name_is_shown_without_signs_that_a_terminal_obeys():
    with pytest.raises(InvalidContent) as caught:
        Package(zipped(("../\x1b[2Jevil.xml", "x")), "p.zip")
    assert "\x1b" not in str(caught.value)


def test_a_link_in_a_package_is_refused():
    link = zipfile.ZipInfo("item.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(InvalidContent, match="symbolic link"):
        Package(zipped((link, "/etc/passwd")), "p.zip")


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(InvalidContent, match="more tightly"):
        Package(zipped(("bomb.xml", b"0" * 15_000_000)), "p.zip")


def test_a_large_member_is_refused():
    with pytest.raises(InvalidContent, match="more than 20 MB"):
        Package(zipped(("bomb.xml", b"0" * 25_000_000)), "p.zip")


def test_a_member_that_is_larger_than_it_says_is_refused():
    content = zipped(("item.xml", b"x" * 1_000_000))
    lied = content.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(InvalidContent):
        Package(lied, "p.zip").read("item.xml")


def test_too_many_members_are_refused():
    with pytest.raises(InvalidContent, match="more than 10,000 files"):
        Package(zipped(*((f"{number}", "") for number in range(10_001)), compression=zipfile.ZIP_STORED), "p.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    with pytest.raises(InvalidContent, match="same name"):
        Package(zipped(("a.xml", "1"), ("a.xml", "2")), "p.zip")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"\0" * 100])
def test_what_is_no_package_is_refused(content):
    with pytest.raises(InvalidContent, match="no zip package"):
        Package(content, "p.zip")


def test_an_absent_or_damaged_member_is_refused():
    content = bytearray(zipped(("item.xml", b"some words that are packed" * 20)))
    content[45] ^= 0xFF
    package = Package(bytes(content), "p.zip")
    with pytest.raises(InvalidContent, match="cannot be unpacked"):
        package.read("item.xml")
    with pytest.raises(InvalidContent, match="not in the package"):
        package.read("other.xml")
