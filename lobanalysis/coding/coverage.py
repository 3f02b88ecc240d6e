"""Which interviews still lack the one code that they have to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.codings import Coding
from lobanalysis.coding.problems import Problem


def find_uncoded_interviews(
    codings: Iterable[Coding], codebook: Codebook, timestamps: set[str]
) -> Iterator[Problem]:
    """Return the domains with one code per interview in which interviews have no coding at all."""
    coded = {(coding.domain, coding.timestamp) for coding in codings}
    for domain in codebook.domains:
        if not (domain.single and domain.coded_by == "consensus"):
            continue
        missing = [stamp for stamp in timestamps if (domain.id, stamp) not in coded]
        if missing:
            yield Problem("codings", 0, f"{len(missing)} interview(s) without a coding in {domain.id}")
