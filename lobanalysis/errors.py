"""The errors of this project: one tree, one exit code per kind, one shape of message.

A message says where it went wrong, what is wrong, what was expected and what to do about it.
It names rows and columns, never the text of an answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from lobanalysis.plain_text import clean_message

SHOWN_ITEMS = 10


class LobError(Exception):
    """Base of all expected errors; the command line prints them without a traceback.

    Parameters
    ----------
    where : str
        File, row, column or step at which it went wrong.
    what : str
        What is wrong, without any answer's text.
    expected : str, optional
        What would have been right.
    hint : str, optional
        What the user can do.

    Examples
    --------
    >>> str(SourceError("data/2020/bron/reacties.csv", "file is missing", hint="put the export there"))
    'data/2020/bron/reacties.csv: file is missing. Hint: put the export there.'
    """

    exit_code = 1

    def __init__(self, where: str, what: str, expected: str = "", hint: str = "") -> None:
        self.where, self.what, self.expected, self.hint = where, what, expected, hint
        super().__init__(format_message(where, what, expected, hint))

    def __reduce__(self) -> tuple[type[LobError], tuple[str, str, str, str]]:
        """Let an error pass from one process to another whole."""
        return type(self), (self.where, self.what, self.expected, self.hint)


class UsageError(LobError):
    """Wrong command, option or parameter."""

    exit_code = 2


class SourceError(LobError):
    """A source file is missing, unreadable or not what the wave says it is."""

    exit_code = 10


class SchoolMatchError(LobError):
    """A school name as typed cannot be matched to the register with certainty."""

    exit_code = 11


class CorrectionError(LobError):
    """An entry of `correcties.yml` does not match the data any more."""

    exit_code = 12


class PrivacyError(LobError):
    """Something that identifies would pass the privacy step, or its key is missing."""

    exit_code = 13


class LeakError(LobError):
    """Something that the privacy step removed stands in what is about to be published."""

    exit_code = 14


class CodingError(LobError):
    """Codebook and codings do not agree."""

    exit_code = 20


class ExchangeError(LobError):
    """A file of another program is damaged, hostile, or holds nothing that can be taken."""

    exit_code = 25


class AnalysisError(LobError):
    """A result cannot be computed as asked."""

    exit_code = 21


class ClaimError(LobError):
    """A statement of the report is not true of the data."""

    exit_code = 22


class DisclosureError(LobError):
    """A table would reveal what has to stay hidden."""

    exit_code = 23


class ParameterError(LobError):
    """A notebook parameter is unknown, missing or of the wrong type."""

    exit_code = 30


class NotebookError(LobError):
    """A notebook failed while it ran, or breaks the notebook contract; `source` is the code of its cell.

    `each` are the messages of several notebooks that this one error stands for.
    """

    exit_code = 31

    def __init__(
        self,
        where: str,
        what: str,
        expected: str = "",
        hint: str = "",
        source: str = "",
        each: Iterable[LobError] = (),
    ) -> None:
        super().__init__(where, what, expected, hint)
        self.source, self.each = source, tuple(map(str, each))

    def __str__(self) -> str:
        lines = [f"    | {clean_message(line)}" for line in self.source.splitlines()]
        return "\n".join([super().__str__(), *lines, *self.each])


class ChapterError(NotebookError):
    """Chapters could not be made again; the report was published, with a notice in these."""

    exit_code = 32


class RenderError(LobError):
    """The site, the PDF or the Word file could not be made, or came out incomplete."""

    exit_code = 40


class StorageError(LobError):
    """The disk is full, or a folder cannot be written."""

    exit_code = 50


class ChangedError(LobError):
    """A source changed while the report was made; `again` says whether to make it again can help."""

    exit_code = 51

    def __init__(self, changes: str, again: bool = True) -> None:
        self.changes, self.again = changes, again
        hint = "run it again" if again else "run it again: the program itself changed"
        super().__init__("sources", f"changed during the run: {changes}; nothing was published", hint=hint)

    def __reduce__(self) -> tuple[type[ChangedError], tuple[str, bool]]:
        return type(self), (self.changes, self.again)


class DifferenceError(LobError):
    """Two builds that should be the same are not."""

    exit_code = 60


def format_message(where: str, what: str, expected: str = "", hint: str = "") -> str:
    """Return the one-line message of an error from its four parts.

    Examples
    --------
    >>> format_message("wave.yml", "key is missing", "a text", "add it")
    'wave.yml: key is missing. Expected a text. Hint: add it.'
    """
    where, what, expected, hint = map(clean_message, (where, what, expected, hint))
    parts = [f"{where}: {what}".rstrip(".") + "."]
    if expected:
        parts.append(f"Expected {expected}".rstrip(".") + ".")
    if hint:
        parts.append(f"Hint: {hint}".rstrip(".") + ".")
    return " ".join(parts)


def shorten(items: Iterable[object], limit: int = SHOWN_ITEMS) -> str:
    """Return at most `limit` items separated by commas, and how many more there are.

    Examples
    --------
    >>> shorten([1, 2, 3], limit=2)
    '1, 2 (+1 more)'
    """
    texts = [str(item) for item in items]
    more = f" (+{len(texts) - limit} more)" if len(texts) > limit else ""
    return ", ".join(texts[:limit]) + more
