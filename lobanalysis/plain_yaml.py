"""YAML and JSON as plain data: no tags, no double keys, nothing deep, nothing that can grow.

What a file may hold is looked at event by event before anything is built: an alias repeated in an alias is a
few lines of text and billions of values, and a deep list ends the interpreter. An alias counts for all that
it stands for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import yaml

MAX_TEXT = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 100_000
MAX_DIGITS = 40
NODE_TEXT = 100  # so many characters count as one value more
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoPlainData(ValueError):
    """A text that is no plain data; says what is wrong and on which line, never what stands there."""


class PlainLoader(LOADER):
    """The safe loader, which also refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        """Return a mapping whose keys all differ."""
        pairs = super().construct_mapping(node, deep=True)
        if len(pairs) < len(node.value):
            raise NoPlainData(f"a key stands twice, in what begins on line {node.start_mark.line + 1}")
        return pairs

    def construct_number(self, node: yaml.ScalarNode) -> int | float:
        """Return a number that is no longer than any that people write."""
        if len(node.value) > MAX_DIGITS:
            raise NoPlainData(f"line {node.start_mark.line + 1}: holds a number that is too long")
        return self.construct_yaml_int(node) if node.tag.endswith(":int") else self.construct_yaml_float(node)


PlainLoader.add_constructor("tag:yaml.org,2002:int", PlainLoader.construct_number)
PlainLoader.add_constructor("tag:yaml.org,2002:float", PlainLoader.construct_number)


def parse_yaml(text: str) -> object:
    """Return what a YAML text holds: texts, numbers, dates, lists and mappings.

    Raises
    ------
    NoPlainData
        When it is no YAML, or more than plain data.

    Examples
    --------
    >>> parse_yaml("a: [1, b]")
    {'a': [1, 'b']}
    """
    if len(text) > MAX_TEXT:
        raise NoPlainData("is too large")
    try:
        check_events(text)
        return yaml.load(text, PlainLoader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as problem:
        raise NoPlainData(f"is no YAML{find_line(problem)}") from problem
    except NoPlainData:
        raise
    except (ValueError, OverflowError) as problem:  # a date such as 2020-13-45, a number of 5,000 digits
        raise NoPlainData("holds a date or number that does not exist") from problem


def check_events(text: str) -> None:
    """Raise when a YAML text holds more than plain data.

    Raises
    ------
    NoPlainData
        Naming the line.
    """
    size = Size()
    for event in yaml.parse(text, LOADER):
        try:
            if getattr(event, "tag", None) and not is_untagged(event):
                raise NoPlainData("holds a tag (!), write a plain value")
            size.add(event)
        except NoPlainData as problem:
            raise NoPlainData(f"line {event.start_mark.line + 1}: {problem}") from None


@dataclass
class Size:
    """How much a YAML text stands for so far: open lists and mappings, and what each anchor holds."""

    open: list[list] = field(default_factory=lambda: [["", 0, 0]])
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, event: yaml.Event) -> None:
        """Count one event: its values, and how deep they lie in each other."""
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append([event.anchor, 1, 0])
            self.check(0, 0)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, values, height = self.open.pop()
            self.count(anchor, values, height + 1)
        elif isinstance(event, yaml.ScalarEvent):
            self.count(event.anchor, 1 + len(event.value) // NODE_TEXT, 0)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise NoPlainData("an alias (*) stands for nothing, or for what it is part of")
            self.count("", *self.anchors[event.anchor])

    def count(self, anchor: str | None, values: int, height: int) -> None:
        """Add a value to what it lies in, and remember it under its anchor."""
        self.check(values, height)
        self.open[-1][1] += values
        self.open[-1][2] = max(self.open[-1][2], height)
        if anchor:
            self.anchors[anchor] = (values, height)

    def check(self, values: int, height: int) -> None:
        """Raise when there is too much, or too deep."""
        if len(self.open) - 1 + height > MAX_DEPTH:
            raise NoPlainData("lists or mappings lie too deep within each other")
        if self.open[-1][1] + values > MAX_NODES:
            raise NoPlainData("holds too many values")


def is_untagged(event: yaml.NodeEvent) -> bool:
    """Return whether the parser, not the writer, gave an event its tag (a quoted text has the tag `!`)."""
    implicit = event.implicit
    return any(implicit) if isinstance(implicit, tuple) else bool(implicit)


def find_line(problem: yaml.YAMLError) -> str:
    """Return where YAML stopped, as it is put behind a message; empty when unknown."""
    mark = getattr(problem, "problem_mark", None)
    return f", near line {mark.line + 1}" if mark else ""


def parse_json(text: str) -> object:
    """Return what a JSON text holds.

    Raises
    ------
    NoPlainData
        When it is no JSON, or too deep.

    Examples
    --------
    >>> parse_json('{"a": [1]}')
    {'a': [1]}
    """
    try:
        return json.loads(text)
    except RecursionError as problem:
        raise NoPlainData("lists or mappings lie too deep within each other") from problem
    except ValueError as problem:
        raise NoPlainData("is no JSON") from problem
