"""Settings files that people write in YAML: checked, and every wrong key named at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from lobanalysis.errors import SourceError, shorten
from lobanalysis.plain_text import has_unseen
from lobanalysis.plain_yaml import MAX_TEXT, NoPlainData, parse_yaml
from lobanalysis.reading import read_text

Settings = TypeVar("Settings", bound=BaseModel)
# Ids become names of files and variables.
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200)]
LONGEST_TEXT = 20_000
PLAIN_KEY = re.compile(r"[\w.-]{1,60}")


class Strict(BaseModel):
    """Base of all files that people write: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_settings(path: Path, model: type[Settings]) -> Settings:
    """Return the YAML file at `path` as a checked `model`.

    Raises
    ------
    SourceError
        When the file is missing, is no plain YAML in UTF-8, or has unknown, missing or wrong keys (all
        named).
    """
    where = "/".join(path.parts[-3:])
    text = read_text(path, where, limit=MAX_TEXT)
    try:
        content = parse_yaml(text)
    except NoPlainData as error:
        hint = "check indents, colons and quotes"
        raise SourceError(where, str(error), "plain YAML in UTF-8", hint) from error
    problems = [f"{name_place(place)}: {problem}" for place, problem in find_text_problems(content)]
    try:
        settings = None if problems else model.model_validate(content)
    except ValidationError as error:
        problems = [f"{name_place(item['loc'])}: {item['msg']}" for item in error.errors(include_input=False)]
        raise SourceError(where, f"{len(problems)} wrong key(s): {shorten(problems)}") from error
    if settings is None:
        raise SourceError(where, f"{len(problems)} wrong key(s): {shorten(problems)}")
    return settings


def find_text_problems(content: object, place: tuple[object, ...] = ()) -> Iterator[tuple[tuple, str]]:
    """Yield place and problem of each text that is too long or holds what a reader does not see."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from find_text_problems(key, (*place, "a key"))
            yield from find_text_problems(value, (*place, key))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from find_text_problems(value, (*place, number))
    elif isinstance(content, str):
        if len(content) > LONGEST_TEXT:
            yield place, f"text is longer than {LONGEST_TEXT} characters"
        elif has_unseen(content):
            yield place, "text holds control or invisible characters"


def name_place(place: tuple[object, ...]) -> str:
    """Return the way to a key, without the keys that look like none.

    Examples
    --------
    >>> name_place(("groups", "kind", 0, "<b>x</b>"))
    'groups.kind.0.(a key)'
    """
    parts = [str(part) for part in place]
    return ".".join(part if PLAIN_KEY.fullmatch(part) else "(a key)" for part in parts) or "the file"
