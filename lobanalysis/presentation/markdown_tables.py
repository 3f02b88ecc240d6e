"""Frames as Markdown pipe tables that pandoc and Quarto read the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from lobanalysis.presentation.bundles import MarkdownTable
from lobanalysis.presentation.cells import format_base, format_interval, format_value, is_shown
from lobanalysis.presentation.escaping import clean_text, escape_markdown, format_csv
from lobanalysis.presentation.wording import format_number, format_percent

EMPTY = "Geen gegevens om te tonen."
NARROWEST, WIDEST = 5, 110
SHARE_COLUMNS = frozenset({"share", "agreement", "equal_sets", "ci_low", "ci_high"})
DECIMALS = dict.fromkeys(["kappa", "alpha", "alpha_sets", "confidence"], 2)
ESTIMATE = re.compile(r"-?\d+,\d+( \(-?\d+,\d+–-?\d+,\d+\))?")
YES_NO = {True: "ja", False: "nee"}


def format_result_table(
    frame: pd.DataFrame, *, label: str = "Antwoord", interval: bool | None = None
) -> MarkdownTable:
    """Return a table of codes with their count, share and, where the frame has one, interval.

    Parameters
    ----------
    frame : DataFrame
        Columns label, n, base, share, ci_low, ci_high, shown, shown_as; order is kept.
    label : str
        Heading of the first column.
    interval : bool, optional
        Whether to show the interval; by default when any row has one.
    """
    rows = [row for _, row in frame.iterrows()]
    columns = {
        label: [row["label"] for row in rows],
        f"Aantal (van {format_base(frame)})": [_format_n(row) for row in rows],
        "Aandeel": [format_percent(row["share"]) if is_shown(row) else "–" for row in rows],
    }
    intervals = [format_interval(row) for row in rows]
    if interval or (interval is None and set(intervals) - {"–"}):
        columns["95%-interval"] = intervals
    return _bundle_table(columns, frame, right=set(columns) - {label})


def _format_n(row: pd.Series) -> str:
    return format_number(int(row["n"])) if is_shown(row) else format_value(row)


def format_group_table(frame: pd.DataFrame, *, label: str = "Antwoord") -> MarkdownTable:
    """Return a table of codes by group: groups as columns, with their base in the heading.

    Parameters
    ----------
    frame : DataFrame
        Long: a row per code and group, columns label, group, group_label, n, base, share, shown, shown_as.
        Order of codes and groups is that of their first row.
    """
    rows = list(dict.fromkeys(frame["label"]))
    columns: dict[str, list[str]] = {label: rows}
    for _, part in frame.groupby("group", sort=False):
        values = {row["label"]: format_value(row) for _, row in part.iterrows()}
        columns[f"{part['group_label'].iloc[0]} (n\N{NBSP}=\N{NBSP}{_format_bases(part)})"] = [
            values.get(row, "–") for row in rows
        ]
    return _bundle_table(columns, frame, right=set(columns) - {label})


def _format_bases(part: pd.DataFrame) -> str:
    return format_base(part).split(" ")[0] if part["base"].nunique() == 1 else format_base(part)


def format_table(frame: pd.DataFrame, *, columns: Mapping[str, str] | None = None) -> MarkdownTable:
    """Return any frame as a table; shares become percents, decimals get a comma, true and false ja and nee.

    Parameters
    ----------
    frame : DataFrame
    columns : mapping, optional
        Column of the frame → heading, in the order wanted; by default all columns by their own name.

    Examples
    --------
    >>> print(format_table(pd.DataFrame({"n": [3]}), columns={"n": "Aantal"}).markdown)
    | Aantal |
    | ------: |
    | 3 |
    """
    columns = dict(columns or {name: str(name) for name in frame.columns})
    part = frame[list(columns)]
    cells = {
        heading: [_format_cell(value, name) for value in frame[name]] for name, heading in columns.items()
    }
    right = {
        heading
        for name, heading in columns.items()
        if pd.api.types.is_numeric_dtype(part[name].infer_objects()) or _hold_estimates(cells[heading])
    }
    booleans = {heading for name, heading in columns.items() if pd.api.types.is_bool_dtype(part[name])}
    return _bundle_table(cells, part, right=right - booleans)


def _hold_estimates(cells: Sequence[str]) -> bool:
    """Return whether all cells are numbers with an interval, such as "0,81 (0,69–0,91)", or a dash."""
    return any(map(ESTIMATE.fullmatch, cells)) and all(
        cell == "–" or ESTIMATE.fullmatch(cell) for cell in cells
    )


def _format_cell(value: object, name: str) -> str:
    if pd.api.types.is_bool(value):
        return YES_NO[bool(value)]
    if value is None or pd.isna(value):
        return "–"
    if not pd.api.types.is_number(value):
        return str(value)
    if name in SHARE_COLUMNS:
        return format_percent(float(value))
    return format_number(float(value), DECIMALS.get(name, 0 if float(value).is_integer() else 1))


def format_pipe_table(
    columns: Mapping[str, Sequence[object]],
    *,
    right: set[str] = frozenset(),
    markdown: set[str] = frozenset(),
) -> str:
    """Return columns (heading → cells) as a pipe table; the dashes set the relative widths.

    Cells are escaped, but for those of the columns in `markdown`, which are Markdown already. Headings in
    `right` are aligned to the right.

    Examples
    --------
    >>> print(format_pipe_table({"a|b": ["x"]}))
    | a\\|b |
    | :----- |
    | x |
    """
    count = max((len(cells) for cells in columns.values()), default=0)
    if not count:
        return EMPTY
    rules = [_format_rule(heading, cells, heading in right) for heading, cells in columns.items()]
    lines = [_format_line(map(escape_markdown, columns)), _format_line(rules)]
    texts = [
        [str(cell) if heading in markdown else escape_markdown(cell) for cell in cells]
        for heading, cells in columns.items()
    ]
    return "\n".join(lines + [_format_line(row) for row in zip(*texts, strict=True)])


def _format_line(cells) -> str:
    return f"| {' | '.join(cells)} |"


def _format_rule(heading: str, cells: Sequence[object], right: bool) -> str:
    longest = max(len(clean_text(cell)) for cell in (*cells, *heading.split(" (")))
    dashes = "-" * min(max(longest, NARROWEST), WIDEST)
    return f"{dashes}:" if right else f":{dashes}"


def _bundle_table(
    columns: Mapping[str, Sequence[object]], frame: pd.DataFrame, *, right: set[str]
) -> MarkdownTable:
    rows = [[clean_text(cell) for cell in row] for row in zip(*columns.values(), strict=True)]
    plain = "\n".join("\t".join(row) for row in ([clean_text(heading) for heading in columns], *rows))
    return MarkdownTable(format_pipe_table(columns, right=right), format_csv(frame), plain)
