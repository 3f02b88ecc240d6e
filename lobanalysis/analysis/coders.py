"""The agreement of the two blind coders, per domain and over all."""

from __future__ import annotations

import pandas as pd

from lobanalysis.analysis.agreement import COLUMNS, count_agreement, count_total_agreement
from lobanalysis.analysis.counts import split_membership
from lobanalysis.coding.codebook import Codebook, Domain
from lobanalysis.errors import AnalysisError


def count_coder_agreement(codings: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return the table of agreement: a row per domain that both coders coded, and the row "totaal".

    Parameters
    ----------
    codings : DataFrame
        Columns interview_id, domain, code, coder; two coders. An interview is in the sample when both
        coders coded something of it; no code in a domain is then a decision too.

    Raises
    ------
    AnalysisError
        When there are codings, but not of exactly two coders.

    Examples
    --------
    >>> count_coder_agreement(codings, codebook)["kappa"]                        # doctest: +SKIP
    """
    if codings.empty:
        return pd.DataFrame(columns=COLUMNS)
    coders = sorted(codings["coder"].unique())
    if len(coders) != 2:
        raise AnalysisError("blind coders", f"{len(coders)} coder(s)", "two, to compare with each other")
    first, second = (codings[codings["coder"] == coder] for coder in coders)
    sample = sorted(set(first["interview_id"]) & set(second["interview_id"]))
    shared = set(first["domain"]) & set(second["domain"])
    domains = [domain for domain in codebook.domains if domain.id in shared]
    pairs = [
        (split_domain(first, domain, sample), split_domain(second, domain, sample)) for domain in domains
    ]
    rows = [
        count_agreement(domain.id, domain.label, *pair) for domain, pair in zip(domains, pairs, strict=True)
    ]
    if pairs:
        rows.append(count_total_agreement(pairs))
    return pd.DataFrame(rows, columns=COLUMNS)


def split_domain(codings: pd.DataFrame, domain: Domain, sample: list[str]) -> pd.DataFrame:
    """Return which interview of the sample got which code of the domain from one coder."""
    return split_membership(codings[codings["domain"] == domain.id], sample, domain.code_ids)
