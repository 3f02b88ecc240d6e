"""Settings files that people write in YAML: checked, and every wrong key named at once."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from lobanalysis.errors import SourceError, shorten

Settings = TypeVar("Settings", bound=BaseModel)


class Strict(BaseModel):
    """Base of all files that people write: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_settings(path: Path, model: type[Settings]) -> Settings:
    """Return the YAML file at `path` as a checked `model`.

    Raises
    ------
    SourceError
        When the file is missing, is no UTF-8 YAML, or has unknown, missing or wrong keys (all named).
    """
    where = "/".join(path.parts[-3:])
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError(where, "file is missing", hint="restore it from git") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceError(where, "is not readable YAML in UTF-8", hint="check indents and colons") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()]
        raise SourceError(where, f"{len(problems)} wrong key(s): {shorten(problems)}") from error
