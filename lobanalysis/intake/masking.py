"""How well the privacy step works: precision and recall against spans marked by hand."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from lobanalysis.intake.export import read_text
from lobanalysis.intake.spans import MASKS

COLUMNS = ["row", "field", "start", "end", "kind"]


def read_marked_spans(path: Path) -> pd.DataFrame:
    """Return the spans marked by hand: row in the source, field, start, end, kind; never the text itself.

    Raises
    ------
    SourceError
        When the file is missing or empty.
    """
    text = read_text(path, "/".join(path.parts[-3:]))
    return pd.read_csv(io.StringIO(text), sep=";")[COLUMNS]


def estimate_masking(marked: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return per kind and in total how many spans were marked, found, missed and wrong, precision and recall.

    A marked span is found when every character of it is masked; a found span is right when it touches a
    marked one. `precision` is right / masked, `recall` is found marks / marks: fractions 0–1, NaN when
    there is nothing to divide by. A mark counts in the row of its kind, a mask in that of its own.

    Source: Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, section 8.3.

    Examples
    --------
    >>> one = pd.DataFrame([(2, "q2", 0, 4, "person")], columns=COLUMNS)
    >>> estimate_masking(one, one).loc["total", ["precision", "recall"]].tolist()
    [1.0, 1.0]
    """
    covered = [_is_covered(mark, found) for mark in marked.itertuples()]
    right = [_touches(span, marked) for span in found.itertuples()]
    marks = marked.assign(hit=pd.Series(covered, index=marked.index, dtype=bool))
    spans = found.assign(hit=pd.Series(right, index=found.index, dtype=bool))
    kinds = [kind for kind in MASKS if kind in set(marks["kind"]) | set(spans["kind"])]
    rows = [_count_kind(marks[marks["kind"] == kind], spans[spans["kind"] == kind]) for kind in kinds]
    return pd.DataFrame([*rows, _count_kind(marks, spans)], index=[*kinds, "total"])


def format_masking(table: pd.DataFrame) -> str:
    """Return the result of `estimate_masking` as the Markdown table that stands in `docs/privacy.md`."""
    lines = [
        "| Kind | Marked | Masked | Missed | Wrong | Precision | Recall |",
        "| --- " + "| --: " * 6 + "|",
    ]
    for kind, row in table.iterrows():
        counts = " | ".join(str(int(row[name])) for name in ("marked", "masked", "missed", "wrong"))
        shares = " | ".join(f"{row[name]:.2f}" for name in ("precision", "recall"))
        lines.append(f"| {kind} | {counts} | {shares} |")
    return "\n".join(lines) + "\n"


def _count_kind(marks: pd.DataFrame, spans: pd.DataFrame) -> dict[str, float]:
    """Return the counts and shares of some marks and some findings."""
    hits, right = int(marks["hit"].sum()), int(spans["hit"].sum())
    return {
        "marked": len(marks),
        "masked": len(spans),
        "missed": len(marks) - hits,
        "wrong": len(spans) - right,
        "precision": right / len(spans) if len(spans) else float("nan"),
        "recall": hits / len(marks) if len(marks) else float("nan"),
    }


def _same_cell(span: tuple, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `table` that are about the same cell."""
    return table[(table["row"] == span.row) & (table["field"] == span.field)]


def _is_covered(mark: tuple, found: pd.DataFrame) -> bool:
    """Tell whether all characters of a mark lie in found spans of its cell."""
    characters = set(range(mark.start, mark.end))
    for span in _same_cell(mark, found).itertuples():
        characters -= set(range(span.start, span.end))
    return not characters


def _touches(span: tuple, marked: pd.DataFrame) -> bool:
    """Tell whether a found span overlaps a mark of its cell."""
    cell = _same_cell(span, marked)
    return bool(((cell["start"] < span.end) & (cell["end"] > span.start)).any())
