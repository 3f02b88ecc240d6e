"""The whole record of a wave's codings: what coders handed in, and the history since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.coding.codings import CONSENSUS, Coding, locate_codings, read_codings
from lobanalysis.coding.decisions import Decision, Key, SameGiven, list_codings, replay
from lobanalysis.coding.definitions import Definitions, find_outdated, read_definitions
from lobanalysis.coding.history import DEFINITIONS_FILE, HISTORY_FILE, make_handed_in, read_history
from lobanalysis.coding.precedence import HUMAN, CodedRow
from lobanalysis.intake.wave import Wave

Outdated = Mapping[Key, set[str]]


@dataclass(frozen=True)
class Record:
    """The rows that coders handed in, all decisions in their order, the coders that `wave.yml` names (the
    consensus too), and the decisions that stand.
    """

    handed_in: tuple[Coding, ...]
    decisions: tuple[Decision, ...]
    coders: tuple[str, ...]
    standing: dict[Key, Decision]

    @property
    def humans(self) -> tuple[str, ...]:
        """Return the names of all coders, also those that only the history knows."""
        found = {coder for coder, _, _ in self.standing} | set(self.coders)
        return tuple(sorted(found - {CONSENSUS}))

    def list_standing_rows(self) -> list[Coding]:
        """Return the rows of the decisions that stand: as handed in, doubles too, or from the history."""
        later = {key: decision for key, decision in self.standing.items() if decision.batch}
        kept = [row for row in self.handed_in if _key(row) not in later] if later else list(self.handed_in)
        return kept + list_codings(later)

    def find_agreed(self) -> set[tuple[str, str]]:
        """Return the time stamps and domains on which the consensus has decided."""
        return {(stamp, domain) for coder, stamp, domain in self.standing if coder == CONSENSUS}


def locate_history(settings: Wave) -> Path:
    """Return the place of the history: beside the consensus."""
    return locate_codings(settings) / HISTORY_FILE


def locate_definitions(settings: Wave) -> Path:
    """Return the place of the definitions that the files of the coders were made with."""
    return locate_codings(settings) / DEFINITIONS_FILE


def list_coding_files(settings: Wave) -> dict[str, Path]:
    """Return the files that were handed in: of the consensus, when there is one, and of coders by name."""
    files = {CONSENSUS: settings.codings.consensus, **dict(sorted(settings.codings.coders.items()))}
    return {coder: settings.locate(relative) for coder, relative in files.items() if relative}


def read_record(settings: Wave) -> Record:
    """Return the record of a wave.

    Raises
    ------
    SourceError
        When a file is missing or unreadable.
    CodingError
        When the history was changed by hand.
    """
    definitions = read_definitions(locate_definitions(settings))
    files = list_coding_files(settings)
    rows = [row for path in files.values() for row in read_codings(path)]
    history = read_history(locate_history(settings))
    decisions = (*make_handed_in(rows, definitions), *history)
    return Record(tuple(rows), decisions, (CONSENSUS, *sorted(settings.codings.coders)), replay(decisions))


def find_outdated_codes(record: Record, current: Definitions) -> Outdated:
    """Return, of the decisions that stand, the codes whose definition has changed since."""
    same = SameGiven(lambda decision: find_outdated(decision, current))
    return {key: codes for key, decision in record.standing.items() if (codes := same.look(decision))}


def find_outdated_rows(
    rows: Iterable[CodedRow], outdated: Outdated, stamps: Mapping[str, str]
) -> list[CodedRow]:
    """Return the coded rows that count by people's decision, and whose definition has changed since."""
    if not outdated:
        return []
    return [
        row
        for row in rows
        if row.source in (CONSENSUS, HUMAN)
        and any(
            row.code in outdated.get((coder, stamps[row.interview_id], row.domain), ())
            for coder in row.coder.split("+")
        )
    ]


def _key(row: Coding) -> Key:
    return row.coder, row.timestamp, row.domain
