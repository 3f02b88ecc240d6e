"""Codings changed such that a claim becomes false: those of a domain, or those of the blind coders."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from claim_mutations import find_breaking_counts

from lobanalysis.claims import kinds
from lobanalysis.claims.claim import Claim
from lobanalysis.claims.results import read_results
from lobanalysis.coding.codebook import Codebook, Indicator, read_codebook
from lobanalysis.paths import Project

COLUMNS = ["tijdstempel", "domein", "code", "codeur", "besloten_op"]
DAY = "2020-10-01"
Membership = dict[str, set[str]]
"""Codes of a domain by interview."""


def spoil_codings(project: Project, wave: str, claim: Claim) -> None:
    """Change the codings of a wave so that a claim is not true of them; its tables are those of before."""
    if isinstance(claim, kinds.Number):
        give_coders_every_code(project, wave)
        return
    codebook, changed = read_codebook(project.codebook), {}
    for (subject, variable, group), n in find_breaking_counts(
        claim, read_results(project.tables(wave))
    ).items():
        indicator = find_indicator(codebook, subject)
        domain = indicator.domain if indicator else subject.partition(".")[0]
        codes = set(indicator.codes) if indicator else {subject.partition(".")[2]}
        members = changed.setdefault(domain, read_membership(project, wave, domain))
        inside = find_inside(project, wave, variable, group, members)
        change_count(members, inside, codes, n, codebook.domain(domain))
    for domain, members in changed.items():
        write_membership(project, wave, domain, members)


def find_indicator(codebook: Codebook, subject: str) -> Indicator | None:
    """Return the indicator that a subject names, if it does."""
    known = {f"i.{each.id}": each for each in codebook.indicators}
    return known.get(subject)


def read_rows(path: Path, separator: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def read_membership(project: Project, wave: str, domain: str) -> Membership:
    """Return the codes that count of each interview in a domain."""
    tables = project.tables(wave)
    members: Membership = {row["interview_id"]: set() for row in read_rows(tables / "interviews.csv")}
    for row in read_rows(tables / "coded" / f"{domain}.csv"):
        members[row["interview_id"]].add(row["code"])
    return members


def find_inside(project: Project, wave: str, variable: str, group: str, members: Membership) -> list[str]:
    """Return the interviews that may change: all, or those of a group of the respondent's level."""
    if variable == "all":
        return sorted(members)
    assert variable == "level", "only the level is looked up here"
    levels = read_membership(project, wave, "niveau_gesprekspartner")
    return sorted(name for name, codes in levels.items() if group in codes)


def change_count(members: Membership, inside: list[str], codes: set[str], n: int, domain) -> None:
    """Give codes to, or take them from, interviews until `n` of those inside have any."""
    having = [name for name in inside if members[name] & codes]
    lacking = [name for name in inside if not members[name] & codes]
    other = next(code.id for code in reversed(domain.codes) if code.id not in codes) if domain.single else ""
    for name in having[: max(0, len(having) - n)]:
        members[name] = {other} if domain.single else members[name] - codes
    for name in lacking[: max(0, n - len(having))]:
        added = sorted(codes)[:1]
        members[name] = set(added) if domain.single else members[name] - set(domain.exclusive) | set(added)


def write_membership(project: Project, wave: str, domain: str, members: Membership) -> None:
    """Replace the consensus of a domain."""
    path = project.wave(wave) / "coderingen" / "definitief.csv"
    times = {
        row["interview_id"]: row["timestamp"] for row in read_rows(project.tables(wave) / "interviews.csv")
    }
    kept = [row for row in read_rows(path, ";") if row["domein"] != domain]
    kept += [
        dict(zip(COLUMNS, (times[name], domain, code, "consensus", DAY), strict=True))
        for name, codes in sorted(members.items())
        for code in sorted(codes)
    ]
    write_rows(path, kept)


def give_coders_every_code(project: Project, wave: str) -> None:
    """Let the blind coders give every code that excludes no other to each interview that they coded."""
    for coder in ("A", "B"):
        path = project.wave(wave) / "coderingen" / f"codeur_{coder}.csv"
        rows = read_rows(path, ";")
        pairs = sorted({(row["tijdstempel"], row["domein"]) for row in rows})
        more = [
            {**rows[0], "tijdstempel": time, "domein": domain, "code": code, "codeur": coder}
            for time, domain in pairs
            for code in list_open_codes(project, wave, domain)
        ]
        write_rows(path, more)


def list_open_codes(project: Project, wave: str, domain: str) -> list[str]:
    """Return the codes of a domain that exclude no other; the first only of a single choice."""
    content = json.loads((project.tables(wave) / "codebook" / f"{domain}.json").read_text(encoding="utf-8"))
    codes = [code["id"] for code in content["codes"] if code["id"] not in content["exclusive"]]
    return codes[:1] if content["single"] else codes


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
