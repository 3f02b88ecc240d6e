"""The step at the end of each build: the new site is scanned before it takes the place of the old one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.errors import LeakError, shorten
from lobanalysis.execution.stamps import hash_files
from lobanalysis.gate.beside import Searcher
from lobanalysis.paths import Project

if TYPE_CHECKING:
    from lobanalysis.gate.scan import Scan

PACKAGE = Path(__file__).resolve().parents[1]
CODE = ("gate", "intake")
SOURCES = ("data/{wave}/wave.yml", "data/{wave}/register.csv", "data/{wave}/bron/**/*", "data/privacy/*")
WITHOUT = "gate: the raw export is not on this machine; only register and brands are looked for"
HINT = (
    "find the text in the chapter, notebook or data file that it comes from and take it out, or let the "
    "privacy step mask it (data/privacy/merken.csv); an ordinary word goes with its reason into "
    "data/privacy/uitzonderingen.csv. All places: lobanalysis disclosure scan"
)
Say = Callable[[str], None]


class Gate:
    """The check of a new site against what was removed from a wave, which is read while the site is made.

    At the end of a `with` block the process that looks is ended.
    """

    def __init__(self, project: Project, wave: str, say: Say, *, fresh: bool = False) -> None:
        self.project, self.wave, self.say = project, wave, say
        self._searcher = Searcher(project, wave, fresh)
        self.look_ahead = self._searcher.look_ahead

    def __enter__(self) -> Gate:
        return self

    def __exit__(self, *_: object) -> None:
        self._searcher.close()

    def check(self, site: Path) -> None:
        """Raise when something removed stands anywhere in `site`.

        Raises
        ------
        LeakError
            Naming file, channel, kind and count; never the string.
        """
        done = self.scan(site)
        if done.findings:
            raise_findings(done.findings)
        if problem := self.find_attack_problem():
            self.say(f"gate: the tables of wave {self.wave} {problem}; run: lobanalysis disclosure attack")
        self.say(
            f"gate: nothing that was removed is in the site ({done.read} files read, {done.known} known)"
        )

    def find_attack_problem(self) -> str:
        """Return why the published tables do not count as attacked; empty when they do."""
        from lobanalysis.analysis.attack_record import find_attack_problem

        return find_attack_problem(self.project.wave(self.wave), self.project.tables(self.wave))

    def scan(self, site: Path) -> Scan:
        """Return the scan of a site."""
        done = self._searcher.scan(site)
        if not done.with_export:
            self.say(WITHOUT)
        return done


def raise_findings(findings: Sequence[object]) -> None:
    """Raise the one error for all findings."""
    raise LeakError(
        f"_site, {len(findings)} place(s)",
        shorten(findings),
        "nothing that the privacy step removed; the previous site stays in place",
        HINT,
    )


def read_gate_inputs(project: Project, wave: str) -> dict[str, str]:
    """Return name and hash of what the gate looks for, so that a change there is looked at again."""
    files = {path for pattern in SOURCES for path in project.root.glob(pattern.format(wave=wave))}
    code = [path for part in CODE for path in (PACKAGE / part).glob("*.py")]
    return hash_files(project.root, files) | hash_files(PACKAGE.parent, code)
