"""Keyed pseudonyms: the same school has the same one, and nobody without the key can find it."""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
from pathlib import Path

from lobanalysis.errors import PrivacyError
from lobanalysis.intake.wave import Wave
from lobanalysis.paths import Project
from lobanalysis.reading import read_text

KEY_VARIABLE = "LOB_KEY"
KEY_FILE_VARIABLE = "LOB_KEY_FILE"
KEY_LENGTH = 16
LONGEST_KEY = 4096
HEX_DIGITS = 8


def read_key(project: Project, wave: Wave) -> bytes:
    """Return the key: of a synthetic wave from `wave.yml`, otherwise from `LOB_KEY` or `LOB_KEY_FILE`.

    Raises
    ------
    PrivacyError
        When a real wave has no key, a key of fewer than 16 characters, or a key file inside the project.
    """
    if wave.synthetic:
        return str(wave.key).encode("utf-8")
    key = os.environ.get(KEY_VARIABLE, "").strip() or _read_key_file(project)
    if len(key) < KEY_LENGTH:
        raise PrivacyError(
            f"wave {wave.wave}",
            "no key for the pseudonyms of a real wave" if not key else "the key is too short",
            f"{KEY_LENGTH} or more characters",
            f"set {KEY_VARIABLE}, or {KEY_FILE_VARIABLE} to a file outside this project",
        )
    return key.encode("utf-8")


def make_pseudonym(key: bytes, kind: str, value: str) -> str:
    """Return the pseudonym of `value`: first letter of `kind` and 8 hex digits of HMAC-SHA256.

    Source: RFC 2104 (HMAC), FIPS 180-4 (SHA-256).

    Examples
    --------
    >>> make_pseudonym(b"a key", "school", "900A") == make_pseudonym(b"other", "school", "900A")
    False
    """
    digest = hmac.new(key, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()
    return f"{kind[0]}-{digest[:HEX_DIGITS]}"


def _read_key_file(project: Project) -> str:
    """Return the content of the key file, or an empty text when none is named.

    Raises
    ------
    PrivacyError
        When the file is inside the project, no small text file, or one that everybody may read.
    """
    named = os.environ.get(KEY_FILE_VARIABLE, "").strip()
    if not named:
        return ""
    try:
        path = Path(named).expanduser().resolve()
    except (OSError, RuntimeError) as error:  # no such home; a link that leads to itself
        raise PrivacyError(KEY_FILE_VARIABLE, "the key file cannot be found", "the path of a file") from error
    if path.is_relative_to(project.root.resolve()):
        raise PrivacyError(KEY_FILE_VARIABLE, "the key file lies inside the project", "a file outside it")
    key = read_text(path, KEY_FILE_VARIABLE, limit=LONGEST_KEY, error=PrivacyError, hint="set it right")
    if os.name == "posix" and path.stat().st_mode & stat.S_IROTH:
        what = "everybody on this machine may read the key file"
        raise PrivacyError(KEY_FILE_VARIABLE, what, "its owner only", f"chmod 600, or use {KEY_VARIABLE}")
    if not key.strip().isprintable():
        raise PrivacyError(KEY_FILE_VARIABLE, "the key holds signs that cannot be typed", "one line of text")
    return key.strip()
