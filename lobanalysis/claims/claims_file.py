"""The claims of the report, `report/claims.yml`, read and checked as a whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lobanalysis.claims.claim import Claim
from lobanalysis.claims.kinds import AnyClaim
from lobanalysis.errors import ClaimError, SourceError, shorten
from lobanalysis.plain_yaml import MAX_TEXT, NoPlainData, parse_yaml
from lobanalysis.reading import read_text

FILE = "report/claims.yml"
CLAIM = TypeAdapter(AnyClaim)


def read_claims(root: Path) -> list[Claim]:
    """Return the claims of the project in `root`, in their order; none when it has no such file.

    Raises
    ------
    SourceError
        When the file is no UTF-8 YAML with a list under `claims`.
    ClaimError
        When entries are not right; all are named, by their id and key.
    """
    path = root / FILE
    if not path.exists():
        return []
    claims, problems = check_entries(read_entries(path))
    if problems:
        raise ClaimError(FILE, shorten(problems), "entries as CONTRIBUTING.md describes", "mend those named")
    return claims


def read_entries(path: Path) -> list[Any]:
    """Return the entries of the file as they stand there.

    Raises
    ------
    SourceError
        When the file is no UTF-8 YAML with a list under `claims`.
    """
    text = read_text(path, FILE, limit=MAX_TEXT)
    try:
        content = parse_yaml(text)
    except NoPlainData as error:
        hint = "check indents and colons"
        raise SourceError(FILE, f"is not readable YAML: {error}", hint=hint) from error
    entries = content.get("claims") if isinstance(content, dict) and len(content) == 1 else None
    if not isinstance(entries, list):
        raise SourceError(FILE, "has another shape", "one key, `claims`, with a list")
    return entries


def check_entries(entries: list[Any]) -> tuple[list[Claim], list[str]]:
    """Return the claims of entries, and what is wrong with those that are none.

    Examples
    --------
    >>> check_entries([{"id": "a", "test": "all", "of": "kader.vsv"}])[0][0].of
    'kader.vsv'
    >>> check_entries([{"id": "a", "test": "all"}])[1]
    ['claim a: of: Field required']
    """
    claims: list[Claim] = []
    problems: list[str] = []
    for place, entry in enumerate(entries, start=1):
        try:
            claims.append(CLAIM.validate_python(entry))
        except ValidationError as error:
            problems += [f"{name_entry(entry, place)}: {text}" for text in list_errors(error)]
    counts = Counter(claim.id for claim in claims)
    return claims, problems + [f"claim {name}: occurs {n} times" for name, n in counts.items() if n > 1]


def name_entry(entry: Any, place: int) -> str:
    """Return how messages name an entry: by its id, else by its place."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"claim {name}" if isinstance(name, str) else f"entry {place}"


def list_errors(error: ValidationError) -> list[str]:
    """Return what pydantic found, each with its key; the name of the kind before the key is left out."""
    found = []
    for item in error.errors():
        keys = [str(key) for key in item["loc"][1:]]
        message = item["msg"].removeprefix("Value error, ")
        found.append(f"{'.'.join(keys)}: {message}" if keys else message)
    return found
