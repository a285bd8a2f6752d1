"""Reads items of IMS QTI 2.1 and 3.0: a content package (zip), a folder, or one item file.

Knows packages and manifests; one item is read by `qti_items`. Each folder of items becomes an objective.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from content_store.importers.found import Imported, Unfit, refused
from content_store.importers.limits import files_in, name_in, read_bytes
from content_store.importers.packages import Package
from content_store.importers.qti_items import question_of
from content_store.importers.qti_names import with_one_set_of_names
from content_store.importers.safe_xml import Element, descendants, parse_xml, text_at
from content_store.importers.shelf import Shelf
from content_store.importers.terms import Terms, licence_named, refuse_reserved, source_of
from content_store.progress import Report, silent

MANIFEST = "imsmanifest.xml"
NOT_READ = {
    "assessmentTest": "a test only lists items, which are read themselves",
    "assessmentSection": "a section only lists items, which are read themselves",
    "assessmentStimulus": "a text that several items share is not imported",
}


def read_qti(place: Path, terms: Terms, report: Report = silent) -> Imported:
    """Return what can be used of a QTI package, folder or item.

    Raises:
        InvalidContent: a file is broken or harmful, no licence is known or it forbids importing, or nothing is of use.
    """
    contents = dict(_contents(place))
    upstream = Terms(title=place.stem)
    manifest = next((name for name in contents if PurePosixPath(name).name == MANIFEST), None)
    if manifest is not None:
        upstream = _terms_of(parse_xml(contents.pop(manifest), manifest), upstream, manifest)
    shelf = Shelf(source_of(upstream, terms, place.name, (contents[name] for name in sorted(contents))))
    for done, name in enumerate(sorted(contents)):
        report("Reading items", done, len(contents))
        _add_item(shelf, with_one_set_of_names(parse_xml(contents[name], name)), name)
    return shelf.imported(place.name)


def _contents(place: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the XML files of a package, a folder, or one file, by name."""
    if place.is_file() and place.suffix.casefold() == ".zip":
        package = Package(read_bytes(place, place.name, most=200_000_000), place.name)
        names = [name for name in package.members if name.casefold().endswith(".xml")]
        if not names:
            raise refused(place.name, "there are no XML files in the package", "export it as a QTI package")
        yield from ((name, package.read(name)) for name in names)
    else:
        for file in files_in(place, (".xml",)):
            yield name_in(file, place), read_bytes(file, name_in(file, place))


def _terms_of(manifest: Element, known: Terms, name: str) -> Terms:
    """Return what a manifest says of title, licence and version.

    Raises:
        InvalidContent: it reserves all rights.
    """
    manifest = with_one_set_of_names(manifest)
    rights = " ".join(text_at(one) for one in descendants(manifest, "rights"))
    refuse_reserved(rights, name)
    general = next(descendants(manifest, "general"), None)
    title = text_at(general, "title") if general is not None else ""
    lifecycle = next(descendants(manifest, "lifeCycle", "lifecycle"), None)
    return Terms(
        title=title or known.title,
        licence=licence_named(rights),
        attribution=next((text_at(one) for one in descendants(manifest, "entity")), "")[:200],
        version=text_at(lifecycle, "version") if lifecycle is not None else "",
    )


def _add_item(shelf: Shelf, root: Element, name: str) -> None:
    """Add an item, or note why it is none."""
    if root.tag != "assessmentItem":
        if root.tag in NOT_READ:
            shelf.skip("file", name, NOT_READ[root.tag])
        return
    try:
        question = question_of(root)
    except Unfit as reason:
        shelf.skip("question", name, str(reason))
        return
    folder = PurePosixPath(name).parent.name
    shelf.add_question(shelf.objective("", folder.replace("_", " ")), question, name)
