"""Reads what a project file is made of, from the tables of a wave and the files of its coders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.codings import CONSENSUS, Coding, locate_codings
from lobanalysis.coding.exchange.evidence_files import Key, find_evidence_file, read_evidence
from lobanalysis.coding.exchange.material import RULE, GivenCode, Material, Span
from lobanalysis.coding.exchange.school_reading import read_schools
from lobanalysis.coding.record import Record, read_record
from lobanalysis.coding.stage import read_interview_keys, read_wave_codebook
from lobanalysis.coding.tables import CODED_COLUMNS, read_table
from lobanalysis.errors import SourceError, UsageError, shorten
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

Answers = dict[tuple[str, str], str]


def read_material(
    project: Project, wave: str, coders: Iterable[str] = (), epoch: str | None = None
) -> Material:
    """Return what the project file of a wave is made of, for some of its coders or for all.

    Parameters
    ----------
    coders : iterable of str
        Letters of coders, `consensus` and `rule`; without any, all that the wave has.
    epoch : str, optional
        The moment in seconds that the file says it was made (`SOURCE_DATE_EPOCH`); else the day of the last
        decision or version of the codebook.

    Raises
    ------
    UsageError
        When a coder is not of this wave.
    SourceError
        When a table or file is missing or unreadable.
    """
    settings = read_wave(project, wave)
    codebook = read_wave_codebook(settings)
    record = read_record(settings)
    chosen = choose_coders(record, coders)
    questions = {field.id: field.title for field in read_instrument(settings).answers}
    tables = project.tables(wave)
    codings = read_given_codes(record, locate_codings(settings), codebook, tables, chosen)
    variables, schools = read_schools(settings, codebook, tables)
    days = [given.decided_on for given in codings] + [
        max(version.date for version in codebook.history).isoformat()
    ]
    return Material(
        wave=wave,
        title=settings.title,
        made_on=find_moment(max(days), epoch),
        codebook=codebook,
        questions=questions,
        answers=read_answer_texts(tables, questions),
        variables=variables,
        schools=schools,
        coders=chosen,
        codings=tuple(codings),
    )


def choose_coders(record: Record, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the coders to write, in a fixed order.

    Raises
    ------
    UsageError
        When one is not of this wave; the message names those that are.
    """
    known = (CONSENSUS, *record.humans, RULE)
    asked = set(wanted) or set(known)
    if not asked <= set(known):
        raise UsageError("--coders", "there is no such coder in this wave", f"some of: {', '.join(known)}")
    return tuple(coder for coder in known if coder in asked)


def find_moment(day: str, epoch: str | None) -> str:
    """Return the moment that a file says it was made: of `epoch`, in seconds since 1970, or else that day.

    Examples
    --------
    >>> find_moment("2020-09-14", None), find_moment("2020-09-14", "0")
    ('2020-09-14T00:00:00Z', '1970-01-01T00:00:00Z')

    Raises
    ------
    UsageError
        When `epoch` is no moment.
    """
    if not epoch:
        return f"{day}T00:00:00Z"
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError("SOURCE_DATE_EPOCH", "is no moment", "seconds since 1970") from error


def read_answer_texts(tables: Path, fields: Iterable[str]) -> Answers:
    """Return the text of each answer by interview and field, empty ones too."""
    answers: Answers = {}
    for field in fields:
        frame = read_table(tables / "answers" / f"{field}.csv", ["interview_id", "text"])
        answers |= {
            (key, field): text for key, text in zip(frame["interview_id"], frame["text"], strict=True)
        }
    return answers


def read_given_codes(
    record: Record, folder: Path, codebook: Codebook, tables: Path, coders: Iterable[str]
) -> list[GivenCode]:
    """Return the codings of these coders that stand, with their evidence; of the rules, those that count."""
    interviews = read_interview_keys(tables)
    found: list[GivenCode] = []
    for coder in coders:
        if coder == RULE:
            found += read_rule_codes(tables, codebook)
            continue
        rows = [row for row in record.list_standing_rows() if row.coder == coder]
        check_counted(rows, interviews)
        found += make_given_codes(rows, coder, interviews, read_all_evidence(record, folder, coder))
    return found


def check_counted(rows: Iterable[Coding], interviews: Mapping[str, str]) -> None:
    """Raise `SourceError` when a coding is of no counted interview."""
    unknown = [row for row in rows if row.timestamp not in interviews]
    if unknown:
        where = f"{unknown[0].file}, rows {shorten([row.line for row in unknown])}"
        raise SourceError(where, "column tijdstempel: not a counted interview", hint="run `lobanalysis run`")


def read_all_evidence(record: Record, folder: Path, coder: str) -> dict[Key, tuple[Span, ...]]:
    """Return the parts of answers that a coder named, imported or in workbooks, by coding."""
    found = read_evidence(find_evidence_file(folder, coder))
    for (who, stamp, domain), decision in record.standing.items():
        for given in decision.given if who == coder else ():
            if given.code and given.start:
                span = Span(given.field, int(given.start), int(given.end))
                found[stamp, domain, given.code] = (*found.get((stamp, domain, given.code), ()), span)
    return found


def make_given_codes(
    rows: Iterable[Coding],
    coder: str,
    interviews: Mapping[str, str],
    evidence: Mapping[Key, tuple[Span, ...]],
) -> list[GivenCode]:
    """Return the codings of one coder with their evidence, those of counted interviews only."""
    return [
        GivenCode(
            interviews[row.timestamp], row.domain, row.code, coder, row.decided_on,
            evidence.get((row.timestamp, row.domain, row.code), ()),
        )
        for row in rows
        if row.timestamp in interviews
    ]  # fmt: skip


def read_rule_codes(tables: Path, codebook: Codebook) -> list[GivenCode]:
    """Return the codes that count because a rule found them, with their evidence."""
    found = []
    for domain in codebook.domain_ids:
        frame = read_table(tables / "coded" / f"{domain}.csv", CODED_COLUMNS)
        for row in frame[frame["source"] == RULE].itertuples():
            span = Span(row.evidence_field, int(row.evidence_start), int(row.evidence_end))
            found.append(GivenCode(row.interview_id, domain, row.code, RULE, "", (span,)))
    return found
