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
    """What looks for all removed strings of a wave but the exempted ones; raises as `read_removed` does.

    With `fresh` it also reads what was found clean before.
    """

    def __init__(self, project: Project, wave: str, fresh: bool = False) -> None:
        exempted = read_exemptions(project.root / "data" / "privacy")
        self.matcher = Matcher(read_removed(project, wave), exempted)
        self._with_export = has_export(project, wave)
        self._clean = CleanFiles(project.build / CLEAN, make_version(project, wave, self.matcher), fresh)
        self._known = self._clean.read()
        self._ahead: dict[tuple[str, str], Looked] = {}

    def look_ahead(self, name: str, path: Path) -> None:
        """Look in one file now, and remember what was found until the site is scanned."""
        content = path.read_bytes()
        sign = sign_file(name, content)
        if sign not in self._known:
            self._ahead[name, sign] = look_in_file(name, content, self.matcher)

    def scan(self, site: Path) -> Scan:
        """Return the scan of a site."""
        done = scan_site(site, self.matcher, self._clean, self._ahead)
        return replace(done, with_export=self._with_export)


def make_version(project: Project, wave: str, matcher: Matcher) -> str:
    """Return what a clean file was held against: strings and code, under the wave's key."""
    code = hash_files(PACKAGE.parent, (PACKAGE / "gate").glob("*.py"))
    content = hash_value([[item.kind, item.words] for item in matcher.removed]) + hash_value(code)
    return hmac.new(read_key(project, read_wave(project, wave)), content.encode(), hashlib.sha256).hexdigest()
