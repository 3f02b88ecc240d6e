"""The report of an import: what was taken, what was not and why; no word of an answer, no name."""

from __future__ import annotations

import csv
from io import StringIO

from lobanalysis.coding.exchange.importing import Import
from lobanalysis.coding.exchange.judging import ORDER, REFUSED, TAKEN, Outcome, group_outcomes
from lobanalysis.coding.exchange.settling import make_key
from lobanalysis.errors import shorten

COLUMNS = (
    "coding", "outcome", "reason", "coder", "interview_id", "field", "start", "end",
    "domain", "code", "day", "source_number", "code_number",
)  # fmt: skip


def format_report(planned: Import) -> list[str]:
    """Return the lines of the report."""
    project = planned.project
    lines = [
        f"read: {len(project.users)} users, {len(project.codes)} codes, {len(project.sources)} sources, "
        f"{len(project.codings)} codings",
        *format_users(planned),
        *(f"not looked at: {count} {kind}" for kind, count in sorted(project.left.items())),
        *(format_group(*key, group) for key, group in group_outcomes(list(planned.outcomes)).items()),
        *format_new_coders(planned),
    ]
    totals = {outcome: sum(each.outcome == outcome for each in planned.outcomes) for outcome in ORDER}
    new = len({make_key(each) for each in planned.outcomes if each.outcome == TAKEN})
    return [*lines, ", ".join(f"{count} {outcome}" for outcome, count in totals.items()), f"new codes: {new}"]


def format_users(planned: Import) -> list[str]:
    """Return a line per user: which coder that is, by number."""
    return [
        f"user {user.number} of the file: coder {planned.coders[user.guid]}"
        for user in planned.project.users
        if user.guid in planned.coders
    ]


def format_group(outcome: str, reason: str, group: list[Outcome]) -> str:
    """Return a line for the codings of one outcome; with their numbers when they were not taken."""
    why = f" ({reason})" if reason else ""
    numbers = f": codings {shorten(each.number for each in group)}" if outcome == REFUSED else ""
    return f"{outcome}{why}: {len(group)}{numbers}"


def format_new_coders(planned: Import) -> list[str]:
    """Return what to do with coders that the wave does not know yet."""
    return [
        f"coder {coder} is new: to count, add it to codings.coders in wave.yml" for coder in planned.unlisted
    ]


def format_report_table(planned: Import) -> str:
    r"""Return the report with a row per coding as CSV: comma, `\n`."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(make_cells, planned.outcomes))
    return text.getvalue()


def make_cells(each: Outcome) -> list[object]:
    """Return the cells of one coding, in the order of `COLUMNS`."""
    place = [each.span.field, each.span.start, each.span.end] if each.span else ["", "", ""]
    given = [each.domain, each.code, each.day]
    return [
        each.number,
        each.outcome,
        each.reason,
        each.coder,
        each.interview,
        *place,
        *given,
        each.source,
        each.code_number,
    ]
