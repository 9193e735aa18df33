"""Reads the entries of an XML list one after another, without keeping the list in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element, ParseError

from vostochny.contribute.imports.list_file import UNREADABLE, ListFile


def entries(file: ListFile, root: str, wanted: Collection[str], depth: int) -> Iterator[tuple[Element, int]]:
    """The root element with its attributes, then each wanted entry with its number; namespaces are left out.

    depth: how deep the entries are, children of the root being at 2; elements of the same name further down are none

    A file that is cut off, is not XML, has another root, or declares entities or a document type ends in a finding.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    number = level = 0
    path: list[Element] = []
    try:
        with file.opener() as stream:
            for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    path.append(element)
                    level += 1
                    element.tag = element.tag.rpartition("}")[2]
                    if level == 1:
                        if element.tag != root:
                            file.fault(0, "format", f"XML with the root element {root}; this has {element.tag}.")
                            return
                        yield element, 0
                    continue
                if level == depth and element.tag in wanted:
                    number += 1
                    yield element, number
                path.pop()
                level -= 1
                if level and level < depth:
                    # What was read is dropped from its parent at once; a list may have a hundred megabytes.
                    path[-1].remove(element)
    except ParseError as error:
        line = error.position[0] if error.position else 0
        file.fault(line, "xml", f"XML that can be read ({error}).", "Download it again; it may be cut off.")
    except DefusedXmlException as error:
        expected = "an XML file without entities and document types of its own."
        file.fault(0, "xml-entities", expected, "Do not use it.", type(error).__name__)
    except UNREADABLE as error:
        file.fault(0, "xml", f"XML that can be read ({error}).", "Download it again.")
    if not number and not file.findings:
        file.fault(0, "format", f"a list with entries ({', '.join(sorted(wanted))}); there are none.")


def text_at(element: Element, path: str) -> str:
    """The text of a part of an entry in one line; empty where the part is not there."""
    return " ".join((element.findtext(path) or "").split())
