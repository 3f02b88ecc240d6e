"""Flushing the printed text of a notebook without waiting for a thread that has nothing to send."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps


def skip_empty_flushes(stream: type) -> None:
    """Let the streams of ipykernel, of class `stream`, be flushed at once when there is nothing to flush.

    ipykernel flushes both streams four times a cell, each time waiting until its sending thread has had its
    turn, mostly for nothing. What was written before a flush is sent when it returns, now as before. A
    version of ipykernel that does this in another way keeps its own.
    """
    if hasattr(stream, "_flush"):
        stream.flush = flush_when_needed(stream.flush)
        stream._flush = mark_sending(stream._flush)


def flush_when_needed(flush: Callable) -> Callable:
    """Return a `flush` that returns at once for a stream in which nothing waits."""

    @wraps(flush)
    def sparing(self: object) -> None:
        if has_text(self):
            flush(self)

    return sparing


def mark_sending(send: Callable) -> Callable:
    """Return a `_flush`, which sends the text from another thread, that can be seen to be at it."""

    @wraps(send)
    def marked(self: object) -> None:
        self._sending = True
        try:
            send(self)
        finally:
            self._sending = False

    return marked


def has_text(stream: object) -> bool:
    """Return whether a stream has text that is not sent yet, or may have: who cannot tell says so.

    The mark is looked at last: it is set before the text is taken away to be sent.
    """
    try:
        waits = stream._buffers or stream._flush_pending or stream._subprocess_flush_pending or stream.echo
    except AttributeError:
        return True
    return bool(waits) or getattr(stream, "_sending", False)
