"""The attack on everything that is published of a study at once, domain by domain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from lobanalysis.analysis.attack_record import ATTACKED
from lobanalysis.analysis.disclosure import is_safe
from lobanalysis.analysis.joint_limits import Limits, find_joint_limits
from lobanalysis.analysis.knowledge import find_reached_values, list_rows, read_knowledge
from lobanalysis.analysis.known import Knowledge
from lobanalysis.analysis.releases import Release, find_earlier
from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.analysis.study import Study
from lobanalysis.coding.codebook import Domain

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Attack:
    """What came of the attack on one domain: a range for each hidden count."""

    domain: str
    rows: Sequence[str | None]
    limits: Sequence[Limits]
    harmless: frozenset[tuple[int, str, str]]

    @property
    def betrayed(self) -> list[tuple[str, str, str]]:
        """Counts that follow, or small ones known better than their class: (indicator, variable, group)."""
        found = [item.place for item in self.limits if item.open and item.place not in self.harmless]
        return [(str(self.rows[row]), variable, group) for row, variable, group in found]

    @property
    def followed(self) -> int:
        """Number of counts that follow and are not small: they might have been shown."""
        return sum(item.determined and item.place in self.harmless for item in self.limits)


def read_published_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the published tables of a wave that say something about groups or combinations."""
    return {
        f"{part}/{path.stem}": read_stage_table(path)
        for part in ATTACKED
        for path in sorted((folder / part).glob("*.csv"))
    }


def attack_study(
    study: Study, tables: Tables, release: Release | None = None, tell: Callable[[str], None] | None = None
) -> list[Attack]:
    """Return what follows from all published tables together, and from the previous release, per domain."""
    found = []
    for domain in study.codebook.domains:
        found.append(attack_domain(study, domain, tables, release))
        if tell:
            tell(format_attack(found[-1]))
    return found


def attack_domain(study: Study, domain: Domain, tables: Tables, release: Release | None = None) -> Attack:
    """Return what follows about the hidden counts of one domain."""
    sources = [definition.source for definition in study.wave.groups.values()]
    made = [f"result/{source}" for source in sources if f"result/{source}" in tables]
    sizes = pd.concat([tables[name] for name in made]) if made else None
    known = read_knowledge(study, domain, tables, sizes)
    rows = list_rows(study, domain)
    if release:
        known = find_earlier(study, known, rows, release)
    limits = find_joint_limits(known, find_reached_values(study, domain, known))
    return Attack(domain.id, rows, limits, find_harmless_places(known, rows, study, domain, limits))


def find_harmless_places(
    known: Knowledge, rows: Sequence[str | None], study: Study, domain: Domain, limits: Sequence[Limits]
) -> frozenset[tuple[int, str, str]]:
    """Return the counts of indicators that follow, but are not small, nor the schools without any code.

    An indicator is left out for what it tells about codes; when it follows from codes that are shown, and is
    not small itself, nothing is lost.
    """
    first, minimum = len(domain.codes) + domain.single, study.wave.disclosure.minimum
    return frozenset(
        item.place
        for item in limits
        if item.determined
        and item.place[0] >= first
        and is_safe(item.low, known.bases[item.place[1]][item.place[2]], minimum)
    )


def find_rows_to_withhold(attacks: Sequence[Attack]) -> set[tuple[str, str]]:
    """Return the rows that have to be left out, as (indicator, group variable)."""
    return {(indicator, variable) for attack in attacks for indicator, variable, _ in attack.betrayed}


def format_attack(attack: Attack) -> str:
    """Return the outcome for one domain in a line; it names no count."""
    betrayed = len(attack.betrayed)
    return f"{attack.domain}: {len(attack.limits)} hidden counts attacked, {betrayed} betrayed"
