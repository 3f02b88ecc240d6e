"""Scanning a finished site: every file, every channel; only what changed since it was found clean."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lobanalysis.gate.channels import NAME, read_channels
from lobanalysis.gate.matcher import Matcher

WITHHELD = "(name withheld)"


@dataclass(frozen=True, order=True)
class Finding:
    """Removed strings in one channel of one file: how many of which kind, never which."""

    file: str
    channel: str
    kinds: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """Number of removed strings."""
        return sum(count for _, count in self.kinds)

    def __str__(self) -> str:
        what = ", ".join(f"{count} {kind}" for kind, count in self.kinds)
        return f"{self.file}, {self.channel}: {what}"


@dataclass
class Scan:
    """What came of a scan: findings, files read and files known to be clean, texts per channel.

    `with_export` tells whether the raw export was there to say what was removed.
    """

    findings: list[Finding] = field(default_factory=list)
    read: int = 0
    known: int = 0
    channels: Counter[str] = field(default_factory=Counter)
    with_export: bool = True


@dataclass(frozen=True)
class Looked:
    """What was found in the channels of one file, and how many texts each channel had."""

    findings: list[Finding]
    channels: Counter[str]


@dataclass(frozen=True)
class CleanFiles:
    """The files that were found clean: hashes under the version of what was looked for, in one file.

    With `fresh` none is taken to be clean, but those that are found so are kept.
    """

    path: Path | None
    version: str
    fresh: bool = False

    def read(self) -> set[str]:
        """Return the hashes of the clean files; none when something else was looked for then."""
        if self.path is None or self.fresh:
            return set()
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return set(kept["clean"]) if kept["version"] == self.version else set()
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def write(self, hashes: set[str]) -> None:
        """Keep the hashes of the clean files of this site."""
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"version": self.version, "clean": sorted(hashes)}, indent=0)
            beside = self.path.with_suffix(".new")
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(self.path)


def scan_site(
    site: Path, matcher: Matcher, clean: CleanFiles, ahead: Mapping[tuple[str, str], Looked] | None = None
) -> Scan:
    """Return what was found in all files below `site`; files known to be clean are not read again.

    `ahead` has the files that were looked at before they came into the site, by name and sign.
    """
    done, known, now = Scan(), clean.read(), set()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name, content = path.relative_to(site).as_posix(), path.read_bytes()
        sign = sign_file(name, content)
        findings = list(find_in_name(name, hide_name(name, matcher), matcher))
        if sign in known:
            done.known += 1
        else:
            done.read += 1
            looked = (ahead or {}).get((name, sign)) or look_in_file(name, content, matcher)
            findings += looked.findings
            done.channels += looked.channels
        if not findings:
            now.add(sign)
        done.findings += findings
    clean.write(now)
    return done


def sign_file(name: str, content: bytes) -> str:
    """Return what stands for a file in the list of clean ones: a hash of its kind and content."""
    return hashlib.sha256(PurePosixPath(name).suffix.lower().encode() + b"\0" + content).hexdigest()


def find_in_name(name: str, shown: str, matcher: Matcher) -> Iterator[Finding]:
    """Yield what is found in the name of a file or of a folder above it."""
    if kinds := matcher.count(name):
        yield Finding(shown, NAME, tuple(sorted(kinds.items())))


def hide_name(name: str, matcher: Matcher) -> str:
    """Return the path of a file to show in a message: without a name that holds something removed."""
    parts = [WITHHELD if matcher.count(part) else part for part in name.split("/")]
    return WITHHELD if WITHHELD not in parts and matcher.count(name) else "/".join(parts)


def look_in_file(name: str, content: bytes, matcher: Matcher) -> Looked:
    """Return what is found in the channels of a file, one finding per channel."""
    found: dict[str, Counter[str]] = {}
    channels: Counter[str] = Counter()
    for channel, text in read_channels(name, content):
        channels[channel] += 1
        for kind, count in matcher.count(text).items():
            kinds = found.setdefault(channel, Counter())
            kinds[kind] = max(kinds[kind], count)
    shown = hide_name(name, matcher)
    findings = [Finding(shown, channel, tuple(sorted(kinds.items()))) for channel, kinds in found.items()]
    return Looked(findings, channels)
