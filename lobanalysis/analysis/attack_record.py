"""That the published tables were attacked, and with what outcome: `data/<wave>/uitgaven/aanval.json`.

The attack takes a minute, so a build does not repeat it: it looks whether the record is of
exactly its tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # each build looks at the record, and needs no solver for that
    from lobanalysis.analysis.attack_all import Attack

# Where a wave keeps the ledgers of its releases.
FOLDER = "uitgaven"
NAME = "aanval.json"
ATTACKED = ("result", "combinations")


def sign_tables(folder: Path) -> str:
    """Return the hash of the tables that the attack is on."""
    signs = [
        f"{part}/{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for part in ATTACKED
        for path in sorted((folder / part).glob("*.csv"))
    ]
    return hashlib.sha256("\n".join(signs).encode()).hexdigest()


def count_attack(attacks: Sequence[Attack]) -> dict[str, int]:
    """Return the counts of an attack: domains, hidden counts, how many are betrayed, how many may follow."""
    return {
        "domains": len(attacks),
        "attacked": sum(len(attack.limits) for attack in attacks),
        "betrayed": sum(len(attack.betrayed) for attack in attacks),
        "followed": sum(attack.followed for attack in attacks),
    }


def write_record(wave: Path, tables: Path, attacks: Sequence[Attack], release: str) -> None:
    """Write the outcome of an attack beside the releases."""
    content = {"tables": sign_tables(tables), "previous": release, **count_attack(attacks)}
    path = wave / FOLDER / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8", newline="\n")


def find_attack_problem(wave: Path, tables: Path) -> str:
    """Return why the present tables do not count as attacked; empty when they do."""
    try:
        record = json.loads((wave / FOLDER / NAME).read_text(encoding="utf-8"))
        attacked, betrayed = str(record["tables"]), int(record["betrayed"])
    except (OSError, ValueError, KeyError, TypeError):
        return "were never attacked"
    if attacked != sign_tables(tables):
        return "changed since they were attacked"
    return f"betray {betrayed} hidden count(s)" if betrayed else ""
