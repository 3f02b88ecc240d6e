"""A project of another program, as it is: users, codes, sources and codings, not yet held against ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ForeignUser:
    """A user of the other program; `number` counts from 1 in the order of the file."""

    number: int
    guid: str
    name: str


@dataclass(frozen=True)
class ForeignCode:
    """A code, with the names from the top of its tree down to itself; `number` is its place, such as 3.2."""

    number: str
    guid: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class ForeignSource:
    """A source; `text` is None, with the reason in `problem`, when it cannot be read as plain text."""

    number: int
    guid: str
    name: str
    text: str | None
    problem: str = ""


@dataclass(frozen=True)
class ForeignCoding:
    """One code on one place; without places it is about the whole source. `source` 0 is no source at all."""

    number: int
    source: int
    user: str
    code: str
    day: str
    start: str | None = None
    end: str | None = None
    problem: str = ""


@dataclass(frozen=True)
class ForeignProject:
    """Everything of a foreign project that can matter here; `left` counts what was not looked at, by kind."""

    origin: str
    users: tuple[ForeignUser, ...]
    codes: tuple[ForeignCode, ...]
    sources: tuple[ForeignSource, ...]
    codings: tuple[ForeignCoding, ...]
    left: dict[str, int]
