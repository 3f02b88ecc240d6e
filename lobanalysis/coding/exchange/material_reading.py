"""Reads what a project file is made of, from the tables of a wave and the files of its coders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.exchange.evidence_files import find_evidence_file, read_evidence
from lobanalysis.coding.exchange.material import RULE, GivenCode, Material, School, Span
from lobanalysis.coding.exchange.rare_values import hide_rare_values
from lobanalysis.coding.stage import list_coding_files, read_interview_keys, read_wave_codebook, read_wave_codings
from lobanalysis.coding.tables import CODED_COLUMNS, read_table
from lobanalysis.errors import SourceError, UsageError
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.wave import GroupVariable, Wave, read_wave
from lobanalysis.paths import Project

SIZE = "Grootteklasse"
MIXED = "wisselend"
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
    chosen = choose_coders(settings, coders)
    questions = {field.id: field.title for field in read_instrument(settings).answers}
    tables = project.tables(wave)
    codings = read_given_codes(settings, codebook, tables, chosen)
    variables, schools = read_schools(settings, codebook, tables)
    days = [given.decided_on for given in codings] + [max(version.date for version in codebook.history).isoformat()]
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


def choose_coders(settings: Wave, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the coders to write, in a fixed order.

    Raises
    ------
    UsageError
        When one is not of this wave; the message names those that are.
    """
    known = (CONSENSUS, *sorted(settings.codings.coders), RULE)
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
        answers |= {(key, field): text for key, text in zip(frame["interview_id"], frame["text"], strict=True)}
    return answers


def read_given_codes(
    settings: Wave, codebook: Codebook, tables: Path, coders: Iterable[str]
) -> list[GivenCode]:
    """Return the codings of these coders; of the rules, those that count."""
    interviews = read_interview_keys(tables)
    files, codings = list_coding_files(settings), read_wave_codings(settings)
    found: list[GivenCode] = []
    for coder in coders:
        if coder == RULE:
            found += read_rule_codes(tables, codebook)
            continue
        evidence = read_evidence(find_evidence_file(files[coder].parent, coder))
        for row in codings[coder]:
            if row.timestamp not in interviews:
                where = f"{row.file} row {row.line}"
                raise SourceError(where, "column tijdstempel: not a counted interview", hint="run `lobanalysis run`")
            spans = evidence.get((row.timestamp, row.domain, row.code), ())
            key = interviews[row.timestamp]
            found.append(GivenCode(key, row.domain, row.code, coder, row.decided_on, spans))
    return found


def read_rule_codes(tables: Path, codebook: Codebook) -> list[GivenCode]:
    """Return the codes that count because a rule found them, with their evidence."""
    found = []
    for domain in codebook.domain_ids:
        frame = read_table(tables / "coded" / f"{domain}.csv", CODED_COLUMNS)
        for row in frame[frame["source"] == RULE].itertuples():
            span = Span(row.evidence_field, int(row.evidence_start), int(row.evidence_end))
            found.append(GivenCode(row.interview_id, domain, row.code, RULE, "", (span,)))
    return found


def read_schools(settings: Wave, codebook: Codebook, tables: Path) -> tuple[tuple[str, ...], tuple[School, ...]]:
    """Return the names of the background variables, and each school with its values, rare ones hidden."""
    columns = ["interview_id", "school_id", "kind", "size_class", "region"]
    frame = read_table(tables / "interviews.csv", columns).sort_values("interview_id")
    kept = {
        name: variable
        for name, variable in sorted(settings.groups.items())
        if variable.source in columns or variable.source in codebook.domain_ids
    }
    names = (SIZE, *(variable.label for variable in kept.values()))
    labels = {size.id: size.label for size in settings.size_classes}
    values = [[labels.get(size, size) for size in frame["size_class"]]]
    values += [read_group_values(variable, frame, codebook, tables) for variable in kept.values()]
    rows: dict[str, list[tuple[str, ...]]] = {}
    members: dict[str, list[str]] = {}
    for school, interview, *found in zip(frame["school_id"], frame["interview_id"], *values, strict=True):
        rows.setdefault(school, []).append(tuple(found))
        members.setdefault(school, []).append(interview)
    joined = {school: tuple(map(join_values, zip(*found, strict=True))) for school, found in rows.items()}
    shown = hide_rare_values(joined, settings.disclosure.minimum)
    return names, tuple(School(school, tuple(members[school]), shown[school]) for school in sorted(shown))


def read_group_values(variable: GroupVariable, frame: object, codebook: Codebook, tables: Path) -> list[str]:
    """Return the value of each interview: its group where the wave has groups, else as it is."""
    if variable.source in codebook.domain_ids:
        coded = read_table(tables / "coded" / f"{variable.source}.csv", ["interview_id", "code"])
        by_interview = dict(zip(coded["interview_id"], coded["code"], strict=True))
        found = [by_interview.get(interview, "") for interview in frame["interview_id"]]
    else:
        found = list(frame[variable.source])
    groups = {member: group.label for group in variable.groups for member in group.members}
    return [groups.get(value, "" if groups else value) for value in found]


def join_values(values: tuple[str, ...]) -> str:
    """Return the value of a school from those of its interviews."""
    return values[0] if len(set(values)) == 1 else MIXED
