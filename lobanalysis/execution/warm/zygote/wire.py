"""What the template process and its clients say to each other over a unix socket.

A client connects once for each kernel and sends one request: length, JSON, and two file descriptors. Lines
come back: `P` and the process id, `R` when the kernel has bound its sockets, `X` and the exit code; or `N`
and a reason instead. The end of the stream means that the other side is gone. The template hands a request on
to a fork in the same way, with the connection of the client as a third descriptor.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence

LENGTH = struct.Struct("!I")
STREAMS = 2


def send_request(connection: socket.socket, request: dict, descriptors: Sequence[int]) -> None:
    """Send a request with file descriptors: stdout, stderr and what else belongs to it."""
    body = json.dumps(request).encode()
    socket.send_fds(connection, [LENGTH.pack(len(body))], list(descriptors))
    connection.sendall(body)


def receive_exactly(connection: socket.socket, size: int) -> bytes:
    """Return `size` bytes.

    Raises
    ------
    EOFError
        When the other side is gone before that.
    """
    received = b""
    while len(received) < size:
        part = connection.recv(size - len(received))
        if not part:
            raise EOFError("the connection ended")
        received += part
    return received


def receive_request(connection: socket.socket, count: int = STREAMS) -> tuple[dict, list[int]]:
    """Return a request and the file descriptors that came with it, `count` at most.

    Raises
    ------
    EOFError
        When the client is gone.
    """
    head, descriptors, _, _ = socket.recv_fds(connection, LENGTH.size, count)
    if not head:
        raise EOFError("the connection ended")
    head += receive_exactly(connection, LENGTH.size - len(head))
    return json.loads(receive_exactly(connection, LENGTH.unpack(head)[0])), descriptors


def send_reply(connection: socket.socket, kind: str, value: object = "") -> None:
    """Send a line; a client that is gone does not matter."""
    try:
        connection.sendall(f"{kind} {value}".strip().encode() + b"\n")
    except OSError:
        pass


def split_replies(received: bytes) -> tuple[list[tuple[str, str]], bytes]:
    r"""Return the whole lines in what was received, each as kind and value, and the rest.

    Examples
    --------
    >>> split_replies(b"P 12\nR\nX")
    ([('P', '12'), ('R', '')], b'X')
    """
    *lines, rest = received.split(b"\n")
    return [(line[:1].decode(), line[2:].decode()) for line in lines], rest
