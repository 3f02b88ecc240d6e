"""XML as exchange files hold it: one namespace, attributes without one, the same bytes every time."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

HEADING = b'<?xml version="1.0" encoding="utf-8"?>\n'
FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(text: str) -> str:
    r"""Return a text without the characters that XML cannot hold.

    Examples
    --------
    >>> clean_text("a\x00b\x0bc")
    'abc'
    """
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def make_root(tag: str, namespace: str, **attributes: str) -> Element:
    """Return the outermost element; what is below it is in the same namespace."""
    return Element(tag, {"xmlns": namespace, **_clean(attributes)})


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Return a new last element below `parent`."""
    child = SubElement(parent, tag, _clean(attributes))
    child.text = clean_text(text) or None
    return child


def format_xml(root: Element) -> bytes:
    r"""Return the document in UTF-8 without byte order mark, lines ending in `\n`."""
    indent(root, " ")
    return HEADING + tostring(root, encoding="unicode").encode("utf-8") + b"\n"


def _clean(attributes: dict[str, str]) -> dict[str, str]:
    return {name: clean_text(value) for name, value in attributes.items()}
