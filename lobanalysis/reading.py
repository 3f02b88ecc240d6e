"""Reading files that others wrote: whole, of a bounded size, in UTF-8; no devices, no pipes, no way outside.

A file of a project has to lie inside the project, also when a symbolic link says otherwise. A file that the
user names on the command line may lie anywhere: it lies in no project, so nothing is compared.
"""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from lobanalysis.errors import LobError, SourceError
from lobanalysis.paths import MARKER

MEBIBYTE = 1024 * 1024
MAX_FILE = 256 * MEBIBYTE  # an export of 30,000 interviews has 89, their codings 66
LONGEST_LINE = 16 * MEBIBYTE  # a row of an export has a thousand cells of 100,000 characters at the very most
MOST_LINES = 3_000_000  # the codings of 30,000 interviews have half of that
RESTORE = "restore it from git"


def read_bytes(
    path: Path,
    where: str,
    *,
    limit: int = MAX_FILE,
    error: type[LobError] = SourceError,
    hint: str = RESTORE,
) -> bytes:
    """Return the content of a regular file of at most `limit` bytes.

    Parameters
    ----------
    where : str
        What the errors call the file.
    error : type of LobError
        The kind of error to raise.
    hint : str
        What to do when the file is missing.

    Raises
    ------
    LobError
        When the file is missing, no regular file, too large, outside its project, or cannot be read.
    """
    try:
        check_inside(path, where, error)
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise error(where, "is not a file", "an ordinary file")
        if found.st_size > limit:
            raise error(where, "is too large", f"at most {format_size(limit)}")
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise error(where, "file is missing", hint=hint) from problem
    except OSError as problem:
        raise error(where, f"cannot be read ({describe_problem(problem)})") from problem
    if len(content) > limit:
        raise error(where, "is too large", f"at most {format_size(limit)}")
    return content


def read_text(
    path: Path,
    where: str,
    *,
    limit: int = MAX_FILE,
    error: type[LobError] = SourceError,
    hint: str = RESTORE,
) -> str:
    """Return the text of a UTF-8 file, without byte order mark, its line ends as they are.

    Raises
    ------
    LobError
        As `read_bytes`, or when it is not UTF-8 (the line is named), or its lines are too long or too many.
    """
    content = read_bytes(path, where, limit=limit, error=error, hint=hint)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise error(where, f"is not UTF-8, near line {line}", "text in UTF-8") from problem
    check_lines(text, where, error)
    return text


def check_lines(text: str, where: str, error: type[LobError] = SourceError) -> None:
    """Raise when a text has more or longer lines than any file of a project: as a table it would fill memory.

    Raises
    ------
    LobError
        Of the kind asked for.
    """
    if text.count("\n") > MOST_LINES:
        raise error(where, "has too many lines", f"at most {MOST_LINES:,}")
    start = 0
    while len(text) - start > LONGEST_LINE:
        start = text.rfind("\n", start, start + LONGEST_LINE) + 1
        if not start:
            raise error(where, "has a line that is too long", f"at most {format_size(LONGEST_LINE)}")


def check_inside(path: Path, where: str, error: type[LobError] = SourceError) -> None:
    """Raise when a file of a project lies outside it: by `..`, or because it or a folder is a link.

    Raises
    ------
    LobError
        Of the kind asked for.
    """
    root = find_root(path)
    try:
        inside = root is None or path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError) as problem:  # a link that leads to itself
        raise error(where, "is a link that leads nowhere", "an ordinary file") from problem
    if not inside:
        raise error(where, "leads outside the project", "a file inside the project, not a link out of it")


def find_root(path: Path) -> Path | None:
    """Return the project's folder that a path names on its way, before any link is followed; None without."""
    return next((folder for folder in path.absolute().parents if (folder / MARKER).is_file()), None)


def describe_problem(problem: OSError) -> str:
    """Return why a file cannot be read, in words of the system.

    Examples
    --------
    >>> describe_problem(OSError(errno.EACCES, "Permission denied"))
    'reading is not allowed'
    """
    if problem.errno == errno.EACCES:
        return "reading is not allowed"
    return problem.strerror or "no reason given"


def format_size(size: int) -> str:
    """Return a number of bytes for people.

    Examples
    --------
    >>> format_size(64 * MEBIBYTE), format_size(1000)
    ('64 MB', '1000 bytes')
    """
    return f"{size // MEBIBYTE} MB" if size >= MEBIBYTE else f"{size} bytes"
