"""All removed strings of a wave, looked for in files as they are finished and in the whole at the end."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from pathlib import Path

from lobanalysis.execution.stamps import hash_files, hash_value
from lobanalysis.gate.exemptions import read_exemptions
from lobanalysis.gate.matcher import Matcher
from lobanalysis.gate.scan import CleanFiles, Looked, Scan, look_in_file, scan_site, sign_file
from lobanalysis.gate.secrets import has_export, read_removed
from lobanalysis.intake.pseudonyms import read_key
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

PACKAGE = Path(__file__).resolve().parents[1]
CLEAN = "gate/clean.json"


class SiteSearch:
    """What looks for all removed strings of a wave but the exempted ones; raises as `read_removed` does."""

    def __init__(self, project: Project, wave: str) -> None:
        exempted = read_exemptions(project.root / "data" / "privacy")
        self.matcher = Matcher(read_removed(project, wave), exempted)
        self._version = make_version(project, wave, self.matcher)
        self._with_export = has_export(project, wave)
        self._kept = project.build / CLEAN
        self._ahead: dict[tuple[str, str], Looked] = {}

    def look_ahead(self, name: str, content: bytes) -> None:
        """Look in one file now, and remember what was found until the site is scanned."""
        self._ahead[name, sign_file(name, content)] = look_in_file(name, content, self.matcher)

    def scan(self, site: Path, fresh: bool) -> Scan:
        """Return the scan of a site; `fresh` reads also what was found clean before."""
        clean = CleanFiles(self._kept, self._version, fresh)
        done = scan_site(site, self.matcher, clean, self._ahead)
        return replace(done, with_export=self._with_export)


def make_version(project: Project, wave: str, matcher: Matcher) -> str:
    """Return what a clean file was held against: strings and code, under the wave's key."""
    code = hash_files(PACKAGE.parent, (PACKAGE / "gate").glob("*.py"))
    content = hash_value([[item.kind, item.words] for item in matcher.removed]) + hash_value(code)
    return hmac.new(read_key(project, read_wave(project, wave)), content.encode(), hashlib.sha256).hexdigest()
