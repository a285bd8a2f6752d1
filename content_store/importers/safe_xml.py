"""Parses XML of unknown origin: no entities, nothing from outside, and limits to its depth and size.

Knows XML; no kind of it.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element as Element
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from content_store.importers.found import refused

DEEPEST = 150
MOST_ELEMENTS = 1_000_000
EXPORT_AGAIN = "export the file again"


class _TooMuch(Exception):
    """Raised while parsing, where a limit is passed."""


class _Bounded(TreeBuilder):
    """Builds the tree and stops where it becomes too deep or too large."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Begin an element, if there may be one more."""
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise _TooMuch(f"elements are nested more than {DEEPEST} deep")
        if self._count > MOST_ELEMENTS:
            raise _TooMuch(f"there are more than {MOST_ELEMENTS:,} elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)


def parse_xml(content: bytes, name: str) -> Element:
    """Return the root of an XML document.

    Raises:
        InvalidContent: it is not XML, defines entities, or passes a limit.
    """
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except _TooMuch as error:
        raise refused(name, str(error), "flatten or split the file") from error
    except DefusedXmlException as error:
        rule = "the XML defines entities or refers to files outside, which real content never needs"
        raise refused(name, rule, "remove its DOCTYPE") from error
    except ParseError as error:
        raise refused(name, "the file is not XML", EXPORT_AGAIN, error.position[0]) from error
    except (ValueError, LookupError, AssertionError, TypeError) as error:
        raise refused(name, "the file is not XML", EXPORT_AGAIN) from error
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of an element that have a name, whatever their namespace."""
    return (child for child in element if local(child) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of names, None where there is none."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return element


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements within that have one of the names, in the order of the document."""
    return (one for one in element.iter() if local(one) in names)


def text_at(element: Element | None, *path: str) -> str:
    """Return the text along a path of names, without its markup; empty where there is none."""
    found = child(element, *path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
