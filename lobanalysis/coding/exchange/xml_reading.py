"""XML from elsewhere, read without trust: no document type, no entities, and limits on depth and size.

Everything is checked while the parser reads, before anything is built. Without a document type XML knows no
entities but its own five, so that nothing can grow or be fetched. The parser is the standard library's expat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from lobanalysis.errors import ExchangeError

MAX_DEPTH = 100
MAX_ATTRIBUTE = 100_000
MAX_ATTRIBUTES = 100
MAX_ELEMENTS = 2_000_000
NAMESPACE = re.compile(r"urn:QDA-XML:(project|codebook):1[.:]0", re.IGNORECASE)
HINT = "export it again from the program that made it"


def read_tree(data: bytes, where: str) -> Element:
    """Return the outermost element; tags of the exchange standard without their namespace.

    Parameters
    ----------
    where : str
        What the errors call the document.

    Raises
    ------
    ExchangeError
        When it is no well-formed XML, holds a document type, or passes a limit.
    """
    reading = Reading(where)
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.builder.data
    parser.StartDoctypeDeclHandler = reading.refuse_doctype
    parser.EntityDeclHandler = reading.refuse_doctype
    parser.ExternalEntityRefHandler = reading.refuse_doctype
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        place = f"{where}, line {error.lineno}"
        raise ExchangeError(place, "is not well-formed XML", hint=HINT) from error
    except (LookupError, ValueError) as error:
        raise ExchangeError(where, "is in an encoding that cannot be read", "UTF-8", HINT) from error
    return reading.builder.close()


@dataclass
class Reading:
    """The state of reading one document: how deep and how far it is."""

    where: str
    builder: TreeBuilder = field(default_factory=TreeBuilder)
    depth: int = 0
    elements: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element, when it keeps within the limits."""
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            self.refuse("elements lie too deep within each other", f"at most {MAX_DEPTH} levels")
        if self.elements > MAX_ELEMENTS:
            self.refuse("there are too many elements", f"at most {MAX_ELEMENTS:,}")
        if len(attributes) > MAX_ATTRIBUTES or any(len(text) > MAX_ATTRIBUTE for text in attributes.values()):
            self.refuse("attributes are too large or too many", f"at most {MAX_ATTRIBUTE:,} characters each")
        self.builder.start(strip_namespace(tag), attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        self.depth -= 1
        self.builder.end(strip_namespace(tag))

    def refuse_doctype(self, *_: object) -> NoReturn:
        """Refuse a document type, with all entities that it could declare."""
        self.refuse("holds a document type or entities, which such a file never needs")

    def refuse(self, what: str, expected: str = "") -> NoReturn:
        """Stop reading."""
        raise ExchangeError(self.where, what, expected, "do not trust this file")


def strip_namespace(tag: str) -> str:
    """Return a tag of the exchange standard without its namespace, whichever way its version is written.

    Examples
    --------
    >>> strip_namespace("urn:QDA-XML:project:1:0 Code"), strip_namespace("urn:other Code")
    ('Code', '{urn:other}Code')
    """
    namespace, _, name = tag.rpartition(" ")
    return name if not namespace or NAMESPACE.fullmatch(namespace) else f"{{{namespace}}}{name}"
