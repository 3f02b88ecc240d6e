"""Names of codes in exchange files: unique, since some programs join codes of the same name."""

from __future__ import annotations

from collections import Counter

from lobanalysis.coding.codebook import Code, Codebook

CodeKey = tuple[str, str]


def make_code_names(codebook: Codebook) -> dict[CodeKey, str]:
    """Return the name of each code by domain and id: its label, and its domain's where that is not unique."""
    labels = [code.label for domain in codebook.domains for code in domain.codes]
    count = Counter(label.casefold() for label in [*labels, *(domain.label for domain in codebook.domains)])
    return {
        (domain.id, code.id): _make_name(code, domain.label, count[code.label.casefold()] > 1)
        for domain in codebook.domains
        for code in domain.codes
    }


def make_spellings(codebook: Codebook) -> dict[CodeKey, frozenset[str]]:
    """Return all names by which a code may come back, in small letters: its name, its label and its id."""
    names = make_code_names(codebook)
    return {
        (domain.id, code.id): frozenset(
            text.casefold() for text in (code.id, code.label, names[domain.id, code.id])
        )
        for domain in codebook.domains
        for code in domain.codes
    }


def _make_name(code: Code, domain: str, shared: bool) -> str:
    return f"{code.label} ({domain})" if shared else code.label
