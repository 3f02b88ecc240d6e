"""Reading the tables of the analysis: whole, or the rows of one edition."""

from __future__ import annotations

import json

import pandas as pd

from lobanalysis.analysis.classes import FEW, HIDDEN, NEARLY_ALL, SOME
from lobanalysis.errors import SourceError, UsageError, shorten
from lobanalysis.paths import Project

ENDS = ("", "_low", "_high")
AGREEMENT = ["agreement", *(f"{name}{end}" for name in ("kappa", "alpha", "alpha_sets") for end in ENDS)]
TYPES = {
    "n": "Int64", "base": "Int64", "population": "Int64", "shown": bool, "outcome": bool, "computed": float,
    **dict.fromkeys(["share", "ci_low", "ci_high", "low", "high", *AGREEMENT, "equal_sets"], float),
    **dict.fromkeys(["interviews", "codes", "decisions", "both", "only_a", "only_b", "chapter"], "Int64"),
    **dict.fromkeys(["coders", "given"], "Int64"),
}  # fmt: skip
TEXTS = {"combinations": ["codes"], "published": ["base"]}
PLACES = (NEARLY_ALL, SOME, HIDDEN, FEW)
NATIONAL = "national"


def read_result(project: Project, wave: str, domain: str) -> pd.DataFrame:
    """Return the result table of a domain ("_indicators": of the indicators).

    Raises
    ------
    SourceError
        When the table was not made yet, or there is no such domain.
    """
    return read_table(project, wave, f"result/{domain}")


def read_combinations(project: Project, wave: str, domain: str) -> pd.DataFrame:
    """Return the combinations of codes of a domain, most frequent first."""
    return read_table(project, wave, f"combinations/{domain}")


def read_numbers(project: Project, wave: str) -> dict[str, object]:
    """Return the nested numbers that the variables file is made from."""
    path = project.tables(wave) / "numbers.json"
    if not path.is_file():
        raise SourceError(path.name, "is missing", hint="lobanalysis run")
    return json.loads(path.read_text(encoding="utf-8"))


def read_table(project: Project, wave: str, name: str) -> pd.DataFrame:
    """Return a table of the analysis by its name without `.csv`, numbers as numbers and the rest as text.

    Names are result/<domain>, combinations/<domain>, response, agreement, published and sources.

    Raises
    ------
    SourceError
        When the table was not made yet.
    """
    path = project.tables(wave) / f"{name}.csv"
    if not path.is_file():
        raise SourceError(f"tables/{name}.csv", "table is missing", hint="lobanalysis run")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    return set_types(frame, TEXTS.get(name.partition("/")[0], []))


def set_types(frame: pd.DataFrame, text: list[str]) -> pd.DataFrame:
    """Return a frame of text with its number and yes-or-no columns converted, `text` columns excepted.

    Examples
    --------
    >>> set_types(pd.DataFrame({"n": ["18", ""], "shown": ["True", "False"]}), [])["shown"].tolist()
    [True, False]
    """
    converted = {}
    for column in frame.columns.intersection(list(TYPES)).difference(text):
        if TYPES[column] is bool:
            converted[column] = frame[column] == "True"
        else:
            converted[column] = pd.to_numeric(frame[column].replace("", None)).astype(TYPES[column])
    return frame.assign(**converted)


def select_edition(
    result: pd.DataFrame, edition: str = NATIONAL, group: str = "", base_kind: str = "all_schools"
) -> pd.DataFrame:
    """Return the rows of one edition: all schools for "national", otherwise those of the group.

    Raises
    ------
    UsageError
        When there is no such group variable, group or base; the message names those that exist.

    Examples
    --------
    >>> select_edition(result, "kind", "roc")                                    # doctest: +SKIP
    """
    variable, group = ("all", "all") if edition == NATIONAL else (edition, group)
    part = result[(result["group_variable"] == variable) & (result["base_kind"] == base_kind)]
    if part.empty:
        known = sorted(set(zip(result["group_variable"], result["base_kind"], strict=True)))
        raise UsageError("edition", "the table has no such break-down or base", f"one of {shorten(known)}")
    if group not in set(part["group"]):
        known = part["group"].unique()
        raise UsageError("group", "the table has no such group", f"one of: {shorten(known)}")
    return part[part["group"] == group].reset_index(drop=True)


def select_groups(result: pd.DataFrame, variable: str) -> pd.DataFrame:
    """Return the rows of all groups of a variable, after those of all schools.

    Raises
    ------
    UsageError
        When the table is not broken down by this variable.
    """
    total = select_edition(result)
    parts = [select_edition(result, variable, group) for group in find_group_ids(result, variable)]
    if not parts:
        known = result["group_variable"].unique()
        raise UsageError("variable", "the table has no such break-down", f"one of: {shorten(known)}")
    return pd.concat([total, *parts], ignore_index=True)


def find_group_ids(result: pd.DataFrame, variable: str) -> list[str]:
    """Return the groups of a variable in the order of the table."""
    return list(result.loc[result["group_variable"] == variable, "group"].unique())


def sort_by_count(result: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the most frequent first; hidden counts by their class, never by their count.

    "vrijwel alle" stands before the counts, other classes after; equals stay in codebook order.

    Examples
    --------
    >>> rows = pd.DataFrame({"n": [3, None, 9], "shown": [True, False, True], "shown_as": ["3", "", "9"]})
    >>> sort_by_count(rows.astype({"n": "Int64"}))["shown_as"].tolist()
    ['9', '3', '']
    """
    place = [
        (0, 0) if text == NEARLY_ALL else (1, -int(n)) if shown else (2, find_place(text))
        for n, shown, text in zip(result["n"], result["shown"], result["shown_as"], strict=True)
    ]
    order = sorted(range(len(result)), key=lambda row: place[row])
    return result.iloc[order].reset_index(drop=True)


def find_place(text: str) -> int:
    """Return the place of a class among the classes."""
    return PLACES.index(text) if text in PLACES else len(PLACES)
