"""The stage of the claims: from the result tables and `report/claims.yml` to the outcome of each claim."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from lobanalysis.claims.claim import Claim
from lobanalysis.claims.claims_file import read_claims
from lobanalysis.claims.judging import ALL, Group, judge_claim
from lobanalysis.claims.kinds import Trend
from lobanalysis.claims.results import Results, read_results, read_rows
from lobanalysis.claims.spans import Span, find_spans, read_chapters
from lobanalysis.claims.unknown import check_known
from lobanalysis.claims.words import format_test, format_value
from lobanalysis.files import write_file
from lobanalysis.paths import Project

NATIONAL = "national"
TABLE, EXEMPT = "claims.csv", "exempt.csv"
TRUE, FALSE, UNKNOWN, ELSEWHERE = "true", "false", "unknown", "not meant"
VERDICTS = {True: TRUE, False: FALSE, None: UNKNOWN}


@dataclass(frozen=True)
class Outcome:
    """A row of `claims.csv`: what a claim came to in an edition, and where its sentence stands.

    `outcome` is true, false, unknown (it needs a count that is hidden there) or "not meant" for the edition;
    n and base are those of the first subject, empty when hidden or when there is none.
    """

    claim: str
    edition: str
    outcome: str
    test: str
    value: str
    n: str
    base: str
    chapter: str
    sentence: str


@dataclass(frozen=True)
class Exemption:
    """A row of `exempt.csv`: words of the prose that are marked as no claim, with the reason."""

    reason: str
    chapter: str
    text: str


def run_claims(project: Project, wave: str) -> None:
    """Write the outcome of each claim in each edition; a false one is no error here.

    Raises
    ------
    ClaimError
        When `report/claims.yml` is not right or names what does not exist.
    StorageError
        When the table cannot be written.
    """
    claims = read_claims(project.root)
    results = read_results(project.tables(wave))
    earlier = read_earlier(project, claims)
    check_known(claims, results, earlier)
    spans, exempt = find_sentences(project), find_exempt(project)
    groups = {NATIONAL: ALL, **dict(read_groups(project, wave))}
    outcomes = [
        judge_in(claim, edition, group, results, earlier, spans.get(claim.id))
        for claim in claims
        for edition, group in groups.items()
    ]
    write_file(project.tables(wave) / TABLE, format_rows(Outcome, outcomes))
    write_file(project.tables(wave) / EXEMPT, format_rows(Exemption, exempt))


def read_earlier(project: Project, claims: Sequence[Claim]) -> dict[str, Results]:
    """Return the results of the other waves that trends start from, those that have been made."""
    waves = {claim.since for claim in claims if isinstance(claim, Trend)}
    folders = {wave: project.tables(wave) for wave in sorted(waves)}
    return {wave: read_results(folder) for wave, folder in folders.items() if (folder / "result").is_dir()}


def find_sentences(project: Project) -> dict[str, Span]:
    """Return where the sentence of each claim stands; the first when there are more."""
    spans: dict[str, Span] = {}
    for chapter in read_chapters(project.root):
        for span in find_spans(chapter):
            if not span.exempt:
                spans.setdefault(span.claim, span)
    return spans


def read_groups(project: Project, wave: str) -> Iterator[tuple[str, Group]]:
    """Yield the edition of each group, with its variable and group."""
    for row in read_rows(project.tables(wave) / "groups.csv"):
        yield row["edition"], (row["variable"], row["group"])


def judge_in(
    claim: Claim,
    edition: str,
    group: Group,
    results: Results,
    earlier: Mapping[str, Results],
    span: Span | None,
) -> Outcome:
    """Return what a claim comes to in an edition."""
    where = (span.source, span.text) if span else ("", "")
    if edition != NATIONAL and claim.editions != "all":
        return Outcome(claim.id, edition, ELSEWHERE, format_test(claim), "", "", "", *where)
    evidence = judge_claim(claim, results, group, earlier)
    first = evidence.counts[0] if evidence.counts else None
    n = str(first.low) if first and first.known else ""
    base = str(first.base) if first else ""
    value = format_value(claim, evidence)
    return Outcome(claim.id, edition, VERDICTS[evidence.verdict], format_test(claim), value, n, base, *where)


def find_exempt(project: Project) -> list[Exemption]:
    """Return what the chapters mark as no claim."""
    chapters = read_chapters(project.root)
    spans = [span for chapter in chapters for span in find_spans(chapter) if span.exempt]
    return [Exemption(span.reason, span.source, span.text) for span in spans]


def format_rows(kind: type, rows: Sequence[Outcome | Exemption]) -> str:
    """Return rows of one kind as CSV text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(kind)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return text.getvalue()


def read_outcomes(project: Project, wave: str) -> list[Outcome]:
    """Return the rows of `claims.csv`; none when it was not made yet."""
    path = project.tables(wave) / TABLE
    return [Outcome(**row) for row in read_rows(path)] if path.is_file() else []
