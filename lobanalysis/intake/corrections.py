"""Corrections on the raw export: data with a reason and a guard (`correcties.yml`)."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pandas as pd
from pydantic import Field as Setting

from lobanalysis.errors import CorrectionError, shorten
from lobanalysis.intake.settings import Strict, read_settings
from lobanalysis.intake.wave import Wave

SUBMISSION = "submission"
OUTCOMES = ("counted", "test", "superseded")
HASH_PREFIX = "sha256:"


class Correction(Strict):
    """One correction; `expected` is the old value or the beginning of its SHA-256."""

    timestamp: datetime
    field: str
    expected: str = ""
    value: str
    reason: str = Setting(min_length=5)


class Corrections(Strict):
    """The list of corrections."""

    corrections: tuple[Correction, ...] = ()


def read_corrections(wave: Wave) -> tuple[Correction, ...]:
    """Return the corrections of a wave, in the order of the file.

    Raises
    ------
    SourceError
        When `correcties.yml` is missing or not valid.
    """
    return read_settings(wave.locate(wave.corrections), Corrections).corrections


def apply_corrections(
    raw: pd.DataFrame, times: pd.Series, corrections: tuple[Correction, ...]
) -> pd.DataFrame:
    """Return the raw table with the corrected cells; `submission` entries are checked and change nothing.

    Raises
    ------
    CorrectionError
        When entries name an unknown time stamp, field or outcome, or the old value is no longer there;
        it names the entries by number.
    """
    problems = [
        f"entry {number}: {problem}"
        for number, correction in enumerate(corrections, 1)
        if (problem := find_correction_problem(raw, times, correction))
    ]
    if problems:
        hint = "remove the entry when the source was mended, otherwise adapt it"
        raise CorrectionError("correcties.yml", shorten(problems), "entries that fit the export", hint)
    corrected = raw.copy()
    for correction in corrections:
        if correction.field != SUBMISSION:
            corrected.loc[times == correction.timestamp, correction.field] = correction.value
    return corrected


def find_correction_problem(raw: pd.DataFrame, times: pd.Series, correction: Correction) -> str:
    """Return what is wrong with one entry, without any value; empty when it fits."""
    rows = times.index[times == correction.timestamp]
    if not len(rows):
        return "no submission with that time stamp"
    if correction.field == SUBMISSION:
        return "" if correction.value in OUTCOMES else f"value must be one of {', '.join(OUTCOMES)}"
    if correction.field not in raw.columns:
        return "no such field in instrument.yml"
    if not is_expected(raw.at[rows[0], correction.field], correction.expected):
        return "the expected old value is not there any more"
    return ""


def is_expected(text: str, expected: str) -> bool:
    """Return whether `text` is the expected one, given literally or as `sha256:` with 12 or more hex digits.

    Examples
    --------
    >>> is_expected("a", "a"), is_expected("a", "sha256:ca978112ca1b"), is_expected("a", "sha256:ca")
    (True, True, False)
    """
    digest = expected.removeprefix(HASH_PREFIX).lower()
    if expected.startswith(HASH_PREFIX):
        return len(digest) >= 12 and hashlib.sha256(text.encode("utf-8")).hexdigest().startswith(digest)
    return text == expected


def find_settled_outcomes(times: pd.Series, corrections: tuple[Correction, ...]) -> pd.DataFrame:
    """Return the rows whose outcome `correcties.yml` settles, with outcome and reason."""
    settled = [
        (row, correction.value, correction.reason)
        for correction in corrections
        if correction.field == SUBMISSION
        for row in times.index[times == correction.timestamp]
    ]
    return pd.DataFrame(settled, columns=["row", "outcome", "reason"]).set_index("row")
