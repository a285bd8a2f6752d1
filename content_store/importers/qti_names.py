"""One set of names for the elements of QTI 2.1 and 3.0.

3.0 writes `qti-choice-interaction` and `response-identifier` where 2.1 writes `choiceInteraction` and
`responseIdentifier`.
"""

import re

from content_store.importers.safe_xml import Element, local


def with_one_set_of_names(root: Element) -> Element:
    """Return the tree with the names of 2.1, without namespaces, whichever version it was."""
    for element in root.iter():
        name = local(element)
        if name:
            element.tag = _camel(name.removeprefix("qti-")) if name.startswith("qti-") else name
            for key in list(element.attrib):
                value = element.attrib.pop(key)
                element.attrib[_camel(key.rpartition("}")[2])] = value
    return root


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)
