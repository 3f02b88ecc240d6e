"""Puts faults into a real command, from outside: Python imports this by itself when the test says so.

`LOB_FAULT` is JSON: `who` (main or worker), `event` (one of Python's audit events), `text` (part of its
arguments), `count` (which time), `write` (for files that are opened), `after` (a
C function looked up before), `signal`. `LOB_CLOCK`: the clock jumps.
"""

import json
import os
import sys
import time

MAIN = os.getpid()
FAULT = json.loads(os.environ.get("LOB_FAULT") or "{}")
WRITING = os.O_WRONLY | os.O_RDWR
seen = [0]


def matches(event: str, arguments: tuple) -> bool:
    """Return whether this is the moment."""
    if event != FAULT["event"] or (FAULT["who"] == "main") != (os.getpid() == MAIN):
        return False
    if event == "open" and FAULT["write"] != bool(isinstance(arguments[2], int) and arguments[2] & WRITING):
        return False
    return FAULT["text"] in " ".join(str(argument) for argument in arguments)


def strike(event: str, arguments: tuple) -> None:
    """Send this process the signal when the moment is there."""
    if event == "ctypes.dlsym" and FAULT["after"] == str(arguments[-1]):
        FAULT["after"] = ""
    if FAULT["after"] or seen[0] >= FAULT["count"] or not matches(event, arguments):
        return
    seen[0] += 1
    if seen[0] == FAULT["count"]:
        os.kill(os.getpid(), FAULT["signal"])


def make_clock_jump() -> None:
    """Let the clock go back or ahead by days, another way each time that it is looked at."""
    real, jumps = time.time, [0, 86400 * 400, -86400 * 4000, 3600, -7200]
    state = [0]

    def jump() -> float:
        state[0] += 1
        return real() + jumps[state[0] % len(jumps)]

    time.time = jump
    time.time_ns = lambda: int(jump() * 1e9)


if FAULT and "lobanalysis.cli" in sys.orig_argv:
    sys.addaudithook(strike)
if os.environ.get("LOB_CLOCK"):
    make_clock_jump()
