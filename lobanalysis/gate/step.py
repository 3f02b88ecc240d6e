"""The step at the end of each build: the new site is scanned before it takes the place of the old one."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.errors import LeakError, shorten
from lobanalysis.execution.stamps import hash_files, hash_value
from lobanalysis.paths import Project

if TYPE_CHECKING:
    from lobanalysis.gate.matcher import Matcher
    from lobanalysis.gate.scan import Scan

PACKAGE = Path(__file__).resolve().parents[1]
CODE = ("gate", "intake")
SOURCES = ("data/{wave}/wave.yml", "data/{wave}/register.csv", "data/{wave}/bron/**/*", "data/privacy/*")
CLEAN = "gate/clean.json"
WITHOUT = "gate: the raw export is not on this machine; only register and brands are looked for"
HINT = (
    "find the text in the chapter, notebook or data file that it comes from and take it out, or let the "
    "privacy step mask it (data/privacy/merken.csv); an ordinary word goes with its reason into "
    "data/privacy/uitzonderingen.csv. All places: lobanalysis disclosure scan"
)
Say = Callable[[str], None]


class Gate:
    """The removed strings of a wave, read while the site is still being made, and the check with them."""

    def __init__(self, project: Project, wave: str, say: Say, *, fresh: bool = False) -> None:
        self.project, self.wave, self.say, self.fresh = project, wave, say, fresh
        self._pool = ThreadPoolExecutor(1)
        self._matcher: Future = self._pool.submit(make_matcher, project, wave)
        self._pool.shutdown(wait=False)

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
        from lobanalysis.gate.scan import CleanFiles, scan_site
        from lobanalysis.gate.secrets import has_export

        matcher = self._matcher.result()
        if not has_export(self.project, self.wave):
            self.say(WITHOUT)
        version = make_version(self.project, self.wave, matcher)
        return scan_site(
            site, matcher, CleanFiles(None if self.fresh else self.project.build / CLEAN, version)
        )


def make_matcher(project: Project, wave: str) -> Matcher:
    """Return what looks for all removed strings of a wave but the exempted ones."""
    from lobanalysis.gate.exemptions import read_exemptions
    from lobanalysis.gate.matcher import Matcher
    from lobanalysis.gate.secrets import read_removed

    return Matcher(read_removed(project, wave), read_exemptions(project.root / "data" / "privacy"))


def make_version(project: Project, wave: str, matcher: Matcher) -> str:
    """Return what a clean file was held against: strings and code, under the wave's key."""
    from lobanalysis.intake.pseudonyms import read_key
    from lobanalysis.intake.wave import read_wave

    code = hash_files(PACKAGE.parent, (PACKAGE / "gate").glob("*.py"))
    content = hash_value([[item.kind, item.words] for item in matcher.removed]) + hash_value(code)
    return hmac.new(read_key(project, read_wave(project, wave)), content.encode(), hashlib.sha256).hexdigest()


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
