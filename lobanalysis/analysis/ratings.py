"""What several coders decided on the codes of one domain, as one array; missing decisions stay missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Ratings:
    """Decisions of coders on the codes of interviews.

    Parameters
    ----------
    coders, interviews, codes : tuple of str
        What the three axes of `values` stand for.
    values : array of float
        Coders × interviews × codes: 1 when the code was given, 0 when not, not a number when not decided.
    single : bool
        Whether an interview has one code, so that its code rather than its set of codes is compared.
    """

    coders: tuple[str, ...]
    interviews: tuple[str, ...]
    codes: tuple[str, ...]
    values: np.ndarray
    single: bool = False

    def select_code(self, code: str) -> Ratings:
        """Return the decisions on one code."""
        place = self.codes.index(code)
        return Ratings(self.coders, self.interviews, (code,), self.values[:, :, place : place + 1])

    def select_interviews(self, interviews: Sequence[str]) -> Ratings:
        """Return the decisions on these interviews, in this order."""
        places = find_places(self.interviews, interviews)
        return Ratings(self.coders, tuple(interviews), self.codes, self.values[:, places, :], self.single)

    def list_pairs(self) -> list[tuple[str, str]]:
        """Return every two coders."""
        return list(combinations(self.coders, 2))

    def find_shared(self) -> list[str]:
        """Return the interviews that at least two coders decided on."""
        decided = (~np.isnan(self.values)).any(axis=2).sum(axis=0)
        return [interview for interview, n in zip(self.interviews, decided, strict=True) if n >= 2]


def make_ratings(
    given: pd.DataFrame,
    decisions: pd.DataFrame,
    codes: Sequence[str],
    coders: Sequence[str],
    interviews: Sequence[str],
    single: bool = False,
) -> Ratings:
    """Return the ratings of one domain.

    Parameters
    ----------
    given : DataFrame
        Columns interview_id, code and coder of one domain.
    decisions : DataFrame
        Columns interview_id and coder: who decided on what, also on none of the codes.

    Examples
    --------
    >>> given = pd.DataFrame({"interview_id": ["i-1"], "code": ["slb"], "coder": ["A"]})
    >>> decisions = pd.DataFrame({"interview_id": ["i-1", "i-1"], "coder": ["A", "B"]})
    >>> make_ratings(given, decisions, ["slb"], ["A", "B"], ["i-1"]).values.ravel().tolist()
    [1.0, 0.0]
    """
    values = np.full((len(coders), len(interviews), len(codes)), np.nan)
    layers, rows, _ = find_cells(decisions, coders, interviews)
    values[layers, rows] = 0
    layers, rows, known = find_cells(given, coders, interviews)
    values[layers, rows, find_columns(given["code"][known], codes)] = 1
    return Ratings(tuple(coders), tuple(interviews), tuple(codes), values, single)


def find_cells(
    frame: pd.DataFrame, coders: Sequence[str], interviews: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the places of coder and interview of each row that has both, and which rows these are."""
    layers = pd.Index(list(coders), dtype=object).get_indexer(frame["coder"].to_numpy(dtype=object))
    rows = pd.Index(list(interviews), dtype=object).get_indexer(frame["interview_id"].to_numpy(dtype=object))
    known = (layers >= 0) & (rows >= 0)
    return layers[known], rows[known], known


def find_columns(given: pd.Series, codes: Sequence[str]) -> np.ndarray:
    """Return the place of each code.

    Raises
    ------
    KeyError
        When one is none of the domain's codes.
    """
    columns = pd.Index(list(codes), dtype=object).get_indexer(given.to_numpy(dtype=object))
    if (columns < 0).any():
        raise KeyError("code")
    return columns


def find_places(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return where each wanted name stands among all names.

    Examples
    --------
    >>> find_places(["i-1", "i-2", "i-3"], ["i-3", "i-1"])
    [2, 0]
    """
    places = {name: place for place, name in enumerate(names)}
    return [places[name] for name in wanted]


def join_ratings(parts: Sequence[Ratings]) -> Ratings:
    """Return the ratings of several domains as one, over all their interviews; the coders are the same.

    Examples
    --------
    >>> one = Ratings(("A", "B"), ("i-1",), ("slb",), np.zeros((2, 1, 1)))
    >>> two = Ratings(("A", "B"), ("i-2",), ("team",), np.ones((2, 1, 1)))
    >>> join_ratings([one, two]).values.shape
    (2, 2, 2)
    """
    interviews = sorted({interview for part in parts for interview in part.interviews})
    layers = []
    for part in parts:
        layer = np.full((len(part.coders), len(interviews), len(part.codes)), np.nan)
        layer[:, find_places(interviews, part.interviews), :] = part.values
        layers.append(layer)
    codes = tuple(code for part in parts for code in part.codes)
    return Ratings(parts[0].coders, tuple(interviews), codes, np.concatenate(layers, axis=2))
