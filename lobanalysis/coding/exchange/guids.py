"""Identifiers in exchange files: the same thing gets the same one in every export, whoever makes it."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

NAMESPACE = UUID("7a2f7f5e-1f0a-5d0b-9a55-5c1b0f6c2020")
SEPARATOR = "\x1f"
SHAPE = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.IGNORECASE)


def make_guid(*parts: str) -> str:
    """Return the identifier of the thing that these parts name.

    Examples
    --------
    >>> make_guid("code", "kader") == make_guid("code", "kader")
    True
    """
    return str(uuid5(NAMESPACE, SEPARATOR.join(parts)))


def read_guid(text: str | None) -> str:
    """Return an identifier in small letters without braces; empty when it has not the shape of one.

    Examples
    --------
    >>> read_guid("{7A2F7F5E-1F0A-5D0B-9A55-5C1B0F6C2020}")
    '7a2f7f5e-1f0a-5d0b-9a55-5c1b0f6c2020'
    """
    match = SHAPE.fullmatch((text or "").strip())
    return match[1].lower() if match else ""


def make_code_guid(domain: str, code: str = "") -> str:
    """Return the identifier of a code, or of a domain; the waves share a codebook, so also these."""
    return make_guid("code", domain, code)


def make_source_guid(wave: str, interview: str, field: str) -> str:
    """Return the identifier of one answer."""
    return make_guid("source", wave, interview, field)


def make_user_guid(wave: str, coder: str) -> str:
    """Return the identifier of a coder; coder A of one wave is not the A of another."""
    return make_guid("user", wave, coder)
