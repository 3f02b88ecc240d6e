"""The intake stage: from the raw export to interviews and de-identified answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from lobanalysis.collector import pause_collector
from lobanalysis.errors import PrivacyError
from lobanalysis.intake.corrections import apply_corrections, find_settled_outcomes, read_corrections
from lobanalysis.intake.dates import parse_interview_date
from lobanalysis.intake.deduction import find_other_persons
from lobanalysis.intake.deidentify import PersonFinder, deidentify_answers
from lobanalysis.intake.export import read_export
from lobanalysis.intake.instrument import Field, Instrument, read_instrument
from lobanalysis.intake.leaks import check_no_leaks, find_secrets
from lobanalysis.intake.pseudonyms import make_pseudonym, read_key
from lobanalysis.intake.quote_checks import check_shown_quotes
from lobanalysis.intake.quotes import place_quotes, read_quotes
from lobanalysis.intake.register import read_register
from lobanalysis.intake.schools import match_schools
from lobanalysis.intake.states import StateRules, find_states, read_state_rules, resolve_references
from lobanalysis.intake.submissions import find_superseded, find_tests, make_account
from lobanalysis.intake.tables import (
    ACCOUNT,
    ANSWER,
    ANSWERS,
    INTERVIEWS,
    check_table,
    format_csv,
    format_json,
    take_rows,
    write_tables,
)
from lobanalysis.intake.timestamps import parse_timestamps
from lobanalysis.intake.wave import Wave, read_wave
from lobanalysis.intake.wordlists import read_word_lists
from lobanalysis.paths import Project
from lobanalysis.side_by_side import map_beside


@dataclass(frozen=True)
class Submissions:
    """All submissions with what was found out about them; index is the row in the source."""

    raw: pd.DataFrame
    times: pd.Series
    dates: pd.DataFrame
    schools: pd.DataFrame
    account: pd.DataFrame

    @property
    def counted(self) -> pd.Index:
        """Rows of the submissions that count as interviews."""
        return self.account.index[self.account["outcome"] == "counted"]


def run_intake(project: Project, wave: str, find_persons: PersonFinder = find_other_persons) -> None:
    """Write the tables of a wave: `interviews.csv`, `answers/<field>.csv`, `account.csv`, `intake.json`.

    Raises
    ------
    LobError
        A subclass for each kind of problem; then no table was changed.
    """
    settings = read_wave(project, wave)
    instrument = read_instrument(settings)
    register = read_register(settings)
    key = read_key(project, settings)
    lists = read_word_lists(project)
    submissions = read_submissions(settings, instrument, register)
    fields = [field.id for field in instrument.answers]
    answers, masked = deidentify_answers(
        submissions.raw.loc[submissions.counted], fields, register, lists, find_persons
    )
    interviews = make_interviews(submissions, register, settings, key)
    tables = format_tables(submissions, interviews, answers, instrument, read_state_rules(project), masked)
    roles = [field.id for field in instrument.answers if field.type == "roles"]
    check_shown_quotes(project, settings, answers, roles, lists)
    tables["quotes.csv"] = format_csv(find_quotes(settings, interviews, answers))
    real = submissions.raw[submissions.account["outcome"] != "test"]  # the 'names' of tests are no secrets
    check_no_leaks(answers, tables, find_secrets(real, register, lists))
    write_tables(project.tables(wave), tables)


@pause_collector()
def read_submissions(wave: Wave, instrument: Instrument, register: pd.DataFrame) -> Submissions:
    """Return the corrected export with times, dates, schools and the account of what counts."""
    where = f"data/{wave.wave}/{wave.sources[0].path}"
    exported = read_export(wave, instrument)
    times = parse_timestamps(exported["tijdstempel"], wave.utc_offset, where)
    corrections = read_corrections(wave)
    raw = apply_corrections(exported, times, corrections)
    dates = read_dates(raw, times)
    settled = find_settled_outcomes(times, corrections)
    tests = find_tests(raw).difference(settled.index)
    real = raw.index.difference(tests).difference(settled.index[settled["outcome"] != "counted"])
    schools = match_schools(raw.loc[real, "instelling"], register, where)
    open_rows = real.difference(settled.index)
    superseded = find_superseded(raw, times, dates["day"], schools.loc[open_rows, "brin"], where)
    return Submissions(raw, times, dates, schools, make_account(raw.index, tests, superseded, settled))


def read_dates(raw: pd.DataFrame, times: pd.Series) -> pd.DataFrame:
    """Return for each submission the interview `day` and the `source` of it."""
    found = [parse_interview_date(text, time.date()) for text, time in zip(raw["datum"], times, strict=True)]
    table = [(item.day, item.source) for item in found]
    return pd.DataFrame(table, columns=["day", "source"], index=raw.index)


def make_interviews(submissions: Submissions, register: pd.DataFrame, wave: Wave, key: bytes) -> pd.DataFrame:
    """Return the interviews with pseudonyms; index is the row in the source, order that of the ids.

    Raises
    ------
    PrivacyError
        When two interviews or two schools would share a pseudonym.
    """
    kinds = {brin: rest for brin, *rest in take_rows(register, ["brin", "soort", "grootte", "regio"])}
    counted = submissions.counted
    brins = submissions.schools.loc[counted, "brin"].tolist()
    stamps = [time.isoformat() for time in submissions.times.loc[counted].tolist()]
    dates = take_rows(submissions.dates.loc[counted], ["day", "source"])
    rows = [
        (
            make_pseudonym(key, "interview", f"{wave.wave}|{stamp}"),
            wave.wave,
            make_pseudonym(key, "school", brin),
            stamp,
            "" if pd.isna(day) else day.isoformat(),
            source,
            *kinds[brin],
        )
        for brin, stamp, (day, source) in zip(brins, stamps, dates, strict=True)
    ]
    interviews = pd.DataFrame(rows, columns=[*INTERVIEWS.columns], index=counted)
    if interviews["school_id"].nunique() != len(set(brins)) or not interviews["interview_id"].is_unique:
        raise PrivacyError("pseudonyms", "two of them are equal", "one for each", "choose another key")
    return interviews.sort_values("interview_id")


def find_quotes(wave: Wave, interviews: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Return the quotes that may be shown, each known to stand in a de-identified answer."""
    path = wave.locate(wave.quotes)
    ids = interviews["interview_id"]
    by_field = {field: pd.DataFrame({"interview_id": ids, "text": answers[field]}) for field in answers}
    return place_quotes(read_quotes(path), interviews, by_field, f"data/{wave.wave}/{path.name}")


@pause_collector()
def format_tables(
    submissions: Submissions,
    interviews: pd.DataFrame,
    answers: pd.DataFrame,
    instrument: Instrument,
    rules: StateRules,
    masked: Counter[str],
) -> dict[str, str]:
    """Return the text of every table by its relative name."""
    account = submissions.account.reset_index()
    tables = {
        "interviews.csv": format_csv(check_table(interviews, INTERVIEWS, "interviews")),
        "account.csv": format_csv(check_table(account, ACCOUNT, "account")),
        "intake.json": format_json(count_intake(submissions, masked)),
    }
    fields = [field.id for field in instrument.answers]

    def find_field_states(field: Field) -> pd.DataFrame:
        return find_states(answers[field.id], field, instrument, rules)

    found = map_beside(find_field_states, instrument.answers)
    states = resolve_references(dict(zip(fields, found, strict=True)))

    def format_answers(field: str) -> str:
        table = states[field].assign(interview_id=interviews["interview_id"], text=answers[field])
        ordered = table.loc[interviews.index, ["interview_id", "state", "text", "refers_to"]]
        return format_csv(check_table(ordered, ANSWER, field))

    names = [f"{ANSWERS}/{field}.csv" for field in fields]
    return tables | dict(zip(names, map_beside(format_answers, fields), strict=True))


def count_intake(submissions: Submissions, masked: Counter[str]) -> dict[str, object]:
    """Return the counts: submissions by outcome, dates by source, masks by kind, schools by method."""
    counted = submissions.counted
    return {
        "submissions": submissions.account["outcome"].value_counts().sort_index().to_dict(),
        "dates": submissions.dates.loc[counted, "source"].value_counts().sort_index().to_dict(),
        "schools": submissions.schools.loc[counted, "method"].value_counts().sort_index().to_dict(),
        "masked": dict(sorted(masked.items())),
    }
