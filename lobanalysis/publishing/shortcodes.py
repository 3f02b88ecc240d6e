"""Replace the shortcodes of a chapter: var, meta, include and embed.

What a shortcode puts in is never read again: a value that looks like a shortcode stays the text that it is.
Code blocks and comments are left alone; in a code span, as in Quarto, var and meta give their value as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CODE_OR_SHORTCODE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--.*?-->|\{\{\{<.*?>\}\}\})"
    r"|\{\{<\s*(?P<name>[\w-]+)\s*(?P<argument>.*?)\s*>\}\}",
    re.DOTALL,
)
VALUE = re.compile(r"(?<!\{)\{\{<\s*(var|meta)\s+(\S+)\s*>\}\}")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
MARKDOWN_SIGN = re.compile(r"""([\\`*_{}\[\]()#+\-.!<>|~^$@&'":%=])""")
ESCAPED = re.compile(r"""\\([!-/:-@\[-`{-~])|\[\]\{\}""")
"""What stands for a sign itself in the values of `_variables.yml`, which are Markdown; a span of nothing."""
LEFT_OVER = re.compile(r"(?<=\?)(?=var\\:|meta\\:|\\@|(?:fig|tbl|sec)\\-)|(?<=@)(?=(?:fig|tbl|sec)\\-)")
"""Where a value looks like what a renderer leaves of something unknown; `checks` looks for that."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a chapter: file, line (0 when unknown) and what."""

    source: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.source} line {self.line}: {self.what}" if self.line else f"{self.source}: {self.what}"


class UnknownName(Exception):
    """A shortcode names something that does not exist; the message says what."""


@dataclass(frozen=True)
class Sources:
    """Where the shortcodes find what they put in; `include` and `embed` raise `UnknownName`."""

    variables: Mapping[str, Any]
    metadata: Mapping[str, Any]
    include: Callable[[str], str]
    embed: Callable[[str], str]


def expand_shortcodes(text: str, source: str, sources: Sources) -> tuple[str, list[Problem]]:
    """Return `text` with its shortcodes replaced, and the problems met (each leaves its shortcode as it was).

    Examples
    --------
    >>> sources = Sources({"n": {"scholen": "44"}}, {}, str, str)
    >>> expand_shortcodes("Van {{< var n.scholen >}} scholen", "a.qmd", sources)
    ('Van 44 scholen', [])
    """
    problems: list[Problem] = []
    parts = []
    for start, is_code, part in split_code(text):
        if not is_code:
            part = _expand_part(part, source, start, sources, problems)
        parts.append(part)
    return "".join(parts), problems


def _expand_part(part: str, source: str, start: int, sources: Sources, problems: list[Problem]) -> str:
    def replace(match: re.Match[str]) -> str:
        try:
            if match["code"]:
                return _expand_code(match, sources)
            return expand_shortcode(match["name"], match["argument"], sources)
        except UnknownName as error:
            line = start + part.count("\n", 0, match.start())
            problems.append(Problem(source, line, str(error)))
            return match[0]

    return CODE_OR_SHORTCODE.sub(replace, part)


def _expand_code(match: re.Match[str], sources: Sources) -> str:
    if not match["ticks"]:
        return match[0]
    trees = {"var": sources.variables, "meta": sources.metadata}
    return VALUE.sub(lambda value: find_value(trees[value[1]], value[2], value[1]), match[0])


def expand_shortcode(name: str, argument: str, sources: Sources) -> str:
    """Return the Markdown that one shortcode stands for.

    Raises
    ------
    UnknownName
        When the shortcode, or what it names, does not exist.
    """
    if name == "var":
        return escape_markdown(find_value(sources.variables, argument, "var"))
    if name == "meta":
        return escape_markdown(find_value(sources.metadata, argument, "meta"))
    if name == "include":
        return sources.include(argument)
    if name == "embed":
        return sources.embed(argument)
    raise UnknownName(f"unknown shortcode {name}")


def find_value(tree: Mapping[str, Any], key: str, name: str) -> str:
    """Return the text under a dotted key, as it is to be shown.

    Raises
    ------
    UnknownName
        When there is none.
    """
    value: Any = tree
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if value is None or isinstance(value, Mapping | list):
        raise UnknownName(f"unknown {name} {key}")
    return ESCAPED.sub(lambda match: match[1] or "", str(value))


def escape_markdown(text: str) -> str:
    r"""Return `text` such that Markdown shows it as it is.

    Examples
    --------
    >>> escape_markdown("18 (41%)")
    '18 \\(41\\%\\)'
    """
    return LEFT_OVER.sub("[]{}", MARKDOWN_SIGN.sub(r"\\\1", " ".join(text.split())))


def split_code(text: str) -> Iterator[tuple[int, bool, str]]:
    """Yield (first line number, is a fenced code block, text) for the parts of `text`, in order."""
    part: list[str] = []
    start, fence = 1, ""
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        mark = FENCE.match(line)
        if mark and not fence:
            yield start, False, "".join(part)
            part, start, fence = [line], number, mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            yield start, True, "".join([*part, line])
            part, start, fence = [], number + 1, ""
        else:
            part.append(line)
    yield start, bool(fence), "".join(part)
