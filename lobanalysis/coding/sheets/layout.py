"""How a coder's sheet is laid out: its columns, what stands in a row, what is stamped of the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lobanalysis.coding.codebook import Codebook, Domain
from lobanalysis.coding.decisions import Decision, Given
from lobanalysis.coding.definitions import hash_definition
from lobanalysis.coding.sheets import words

INTERVIEW, FIELD, ANSWER, SUGGESTIONS = "#interview", "#veld", "#antwoord", "#suggesties"
NONE, EVIDENCE, REMARK = "#geen_van_deze", "#fragment", "#opmerking"
FIXED = {INTERVIEW: (words.INTERVIEW, 12), FIELD: (words.FIELD, 18), ANSWER: (words.ANSWER, 60)}
LAST = {EVIDENCE: (words.EVIDENCE, 34), REMARK: (words.REMARK, 30)}
HEADING_ROWS = 2
Suggested = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Column:
    """A column: the id that reading goes by, its label and its width in characters."""

    id: str
    label: str
    width: float


def list_columns(domain: Domain, suggested: bool) -> list[Column]:
    """Return the columns of a domain's sheet."""
    fixed = [Column(key, *look) for key, look in FIXED.items()]
    extra = [Column(SUGGESTIONS, words.SUGGESTIONS, 30)] if suggested else []
    none = [] if domain.single else [Column(NONE, words.NONE_OF_THESE, 12)]
    codes = [Column(code.id, code.label, 15) for code in domain.codes]
    return [*fixed, *extra, *codes, *none, *(Column(key, *look) for key, look in LAST.items())]


def stamp_codebook(codebook: Codebook, domains: Sequence[Domain]) -> dict[str, str]:
    """Return the version of the codebook, and the hash of each domain's codes with their definitions."""
    hashes = {f"domain {domain.id}": hash_domain(domain) for domain in domains}
    return {"codebook": codebook.version, **hashes}


def hash_domain(domain: Domain) -> str:
    """Return the hash of a domain's codes with their definitions."""
    return hash_definition("\n".join(f"{code.id} {code.definition}" for code in domain.codes))


def fill_row(
    domain: Domain, standing: Decision | None, field: str, first: str, answer: str
) -> dict[str, str]:
    """Return what a coder decided before, as the open cells of one row; codes without a field go first."""
    if standing is None:
        return {}
    given = [one for one in standing.given or (Given(""),) if (one.field or first) == field]
    filled = {one.code or NONE: words.YES for one in given if one.code or not domain.single}
    spans = [one for one in given if one.start]
    remarks = [one.remark for one in given if one.remark]
    return filled | {
        EVIDENCE: answer[int(spans[0].start) : int(spans[0].end)] if spans else "",
        REMARK: remarks[0] if remarks else "",
    }
