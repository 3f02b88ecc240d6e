"""The codebook as its appendix prints it, and where the codes of each domain came from."""

from __future__ import annotations

import pandas as pd

from lobanalysis.analysis.reader import read_table
from lobanalysis.coding.domain_tables import read_domain_list, read_domain_table
from lobanalysis.paths import Project
from lobanalysis.presentation import method_words

DOMAIN_COLUMNS = ["domain", "label", "question", "kind", "codes", "coded_by", "provisional"]


def tabulate_domains(project: Project, wave: str) -> pd.DataFrame:
    """Return one row per domain, with the number of its codes, its kind and its coders in words."""
    frame = pd.DataFrame(read_domain_list(project.tables(wave)))[DOMAIN_COLUMNS]
    words = {"kind": method_words.KINDS, "coded_by": method_words.SOURCES}
    return frame.assign(**{column: frame[column].map(names) for column, names in words.items()})


def tabulate_codes(project: Project, wave: str, chapter: str) -> pd.DataFrame:
    """Return one row per code of the domains of a chapter: domain, domain_label, code, label, definition.

    The label of a domain stands only at its first code.
    """
    tables = project.tables(wave)
    names = [each["domain"] for each in read_domain_list(tables) if each["chapter"] == chapter]
    rows = [
        (domain["id"], domain["label"] if n == 0 else "", code["id"], code["label"], code["definition"])
        for domain in (read_domain_table(tables, name) for name in names)
        for n, code in enumerate(domain["codes"])
    ]
    return pd.DataFrame(rows, columns=["domain", "domain_label", "code", "label", "definition"])


def tabulate_sources(project: Project, wave: str) -> pd.DataFrame:
    """Return per domain how many codes come from consensus, one coder and rules."""
    table = read_table(project, wave, "sources")
    frame = table.pivot_table(index="domain", columns="source", values="n", fill_value=0)
    domains = tabulate_domains(project, wave).set_index("domain")
    columns = ["consensus", "human", "rule"]
    frame = frame.reindex(index=domains.index, columns=columns, fill_value=0).astype(int)
    status = domains["provisional"].map(method_words.STATUS)
    return frame.assign(label=domains["label"], status=status).reset_index()
