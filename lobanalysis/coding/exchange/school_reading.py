"""The schools of a project file: a pseudonym, interviews, and background variables that do not identify."""

from __future__ import annotations

from pathlib import Path

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.exchange.material import School
from lobanalysis.coding.exchange.rare_values import hide_rare_values
from lobanalysis.coding.tables import read_table
from lobanalysis.intake.wave import GroupVariable, Wave

SIZE = "Grootteklasse"
MIXED = "wisselend"
COLUMNS = ["interview_id", "school_id", "kind", "size_class", "region"]


def read_schools(
    settings: Wave, codebook: Codebook, tables: Path
) -> tuple[tuple[str, ...], tuple[School, ...]]:
    """Return the names of the background variables, and each school with its values, rare ones hidden."""
    frame = read_table(tables / "interviews.csv", COLUMNS).sort_values("interview_id")
    kept = {
        name: variable
        for name, variable in sorted(settings.groups.items())
        if variable.source in COLUMNS or variable.source in codebook.domain_ids
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
