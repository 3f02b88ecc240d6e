"""Where the counted codes came from: consensus, one coder, or a rule."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lobanalysis.analysis.counts import estimate_share
from lobanalysis.analysis.groups import ALL

COLUMNS = ["domain", "source", "n", "share"]
SOURCES = ("consensus", "human", "rule")


def count_sources(coded: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the number of codes by source, first of all domains together, then per domain.

    Examples
    --------
    >>> count_sources({"kader": pd.DataFrame({"source": ["consensus", "rule"]})})["n"].tolist()
    [1, 1, 1, 1]
    """
    everything = [frame["source"] for frame in coded.values() if len(frame)]
    rows = list_rows(ALL, pd.concat(everything)) if everything else []
    for domain, frame in coded.items():
        rows.extend(list_rows(domain, frame["source"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def list_rows(domain: str, sources: pd.Series) -> list[list[object]]:
    """Return the rows of one domain, one per source that occurs."""
    counts = [(source, int((sources == source).sum())) for source in SOURCES]
    return [[domain, source, n, estimate_share(n, len(sources))] for source, n in counts if n]
