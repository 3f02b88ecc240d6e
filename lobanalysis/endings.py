"""How a command ends when it is told to from outside: as with Control-C, each signal with its own code."""

from __future__ import annotations

import signal

from lobanalysis.errors import StorageError
from lobanalysis.files import describe_refusal

INTERRUPTION = "{}; the last good site is still in place"
SIGNALS = {"SIGINT": "interrupted", "SIGTERM": "asked to end", "SIGHUP": "its terminal was closed"}
_received: list[int] = []


def stop_orderly(number: int, _frame: object) -> None:
    """Take a signal as Control-C, and remember which it was."""
    _received.append(number)
    raise KeyboardInterrupt


def listen() -> None:
    """Let the signals that ask a process to end do so in an orderly way, unless they are ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop_orderly)


def find_ending() -> tuple[str, int]:
    """Return what is said of a command that was told to end, and its code: 128 and the signal's number."""
    number = signal.Signals(_received[0]) if _received else signal.SIGINT
    return INTERRUPTION.format(SIGNALS[number.name]), 128 + number


def storage_error(error: OSError) -> StorageError:
    """Return the error to show when the disk is full or a folder cannot be written.

    Examples
    --------
    >>> str(storage_error(OSError(28, "No space left on device", "build/x.csv")))
    'build/x.csv: no space left on the disk. Hint: free some space and run it again.'
    """
    what, hint = describe_refusal(error)
    return StorageError(str(error.filename or "disk"), what, hint=hint)
