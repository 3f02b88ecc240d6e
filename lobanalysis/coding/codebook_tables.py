"""The codebook as tables, for the appendix that prints it."""

from __future__ import annotations

import pandas as pd

from lobanalysis.coding.codebook import Codebook


def tabulate_domains(codebook: Codebook) -> pd.DataFrame:
    """Return one row per domain: domain, label, question, kind, codes (number), coded_by, provisional."""
    rows = [
        (each.id, each.label, each.question, each.kind, len(each.codes), each.coded_by, each.provisional)
        for each in codebook.domains
    ]
    columns = ["domain", "label", "question", "kind", "codes", "coded_by", "provisional"]
    return pd.DataFrame(rows, columns=columns)


def tabulate_codes(codebook: Codebook, chapter: str) -> pd.DataFrame:
    """Return one row per code of the domains of a chapter: domain, domain_label, code, label, definition.

    The label of a domain stands only at its first code.
    """
    rows = [
        (domain.id, domain.label if number == 0 else "", code.id, code.label, code.definition)
        for domain in codebook.domains
        if domain.chapter == chapter
        for number, code in enumerate(domain.codes)
    ]
    return pd.DataFrame(rows, columns=["domain", "domain_label", "code", "label", "definition"])
