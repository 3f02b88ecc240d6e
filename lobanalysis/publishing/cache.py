"""Keep what was rendered under a key made of everything it depends on, so that the next render reads it back.

An entry begins with the hash of its content: one that was damaged counts as absent and is made again. Entries
are put in place whole, so several renders may share the folder. The site gets copies, never links: editing a
page of the site does not change the cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.files import write_file

LIMIT = 200 * 1024 * 1024
"""Bytes that the folder may hold after a render; what was used longest ago goes first."""
SIGN = 64


@dataclass(frozen=True)
class Cache:
    """A folder of rendered parts; `folder` None keeps nothing, `fresh` reads nothing but does write."""

    folder: Path | None = None
    fresh: bool = False

    def remember(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the content under `key`, made by `make` when there is none.

        Examples
        --------
        >>> Cache().remember("a", lambda: b"made")
        b'made'
        """
        kept = self.read(key)
        if kept is not None:
            return kept
        content = make()
        self.write(key, content)
        return content

    def read(self, key: str) -> bytes | None:
        """Return the content under `key`; None when there is none or it is damaged."""
        if self.folder is None or self.fresh:
            return None
        path = self.folder / key
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        if _sign(kept[SIGN:]) != kept[:SIGN]:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return kept[SIGN:]

    def write(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`."""
        if self.folder is None:
            return
        write_file(self.folder / key, _sign(content) + content)

    def prune(self, limit: int = LIMIT) -> None:
        """Remove the entries used longest ago until the folder holds at most `limit` bytes."""
        if self.folder is None or not self.folder.is_dir():
            return
        sizes = {path: path.stat() for path in self.folder.iterdir()}
        total = sum(stat.st_size for stat in sizes.values())
        for path in sorted(sizes, key=lambda path: (sizes[path].st_mtime_ns, path.name)):
            if total <= limit:
                return
            total -= sizes[path].st_size
            path.unlink(missing_ok=True)


def make_key(kind: str, *parts: object) -> str:
    """Return the name of an entry: its kind, and a hash of all that it depends on (plain values)."""
    return f"{kind}-{hash_value(parts)[:40]}"


def hash_value(value: object) -> str:
    """Return a hash of plain values: texts, numbers, lists, dictionaries.

    Examples
    --------
    >>> hash_value({"a": 1, "b": 2}) == hash_value({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def hash_files(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the hash of each file by its path from `root`; files that are absent are left out."""
    present = sorted(path for path in paths if path.is_file())
    return {path.relative_to(root).as_posix(): _sign(path.read_bytes()).decode() for path in present}


def _sign(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
