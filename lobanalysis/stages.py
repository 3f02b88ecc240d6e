"""The stages that make the tables of a wave, in order, and what each is made from.

A stage is done again only when something it is made from changed, or when a table it made is gone or altered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.errors import UsageError, shorten
from lobanalysis.execution.observe import not_observed
from lobanalysis.execution.stamps import find_changes, hash_bytes, hash_files, write_stamp
from lobanalysis.paths import Project
from lobanalysis.stage_list import STAGES, Stage

if TYPE_CHECKING:
    from filelock import BaseFileLock

PACKAGE = Path(__file__).resolve().parent
Say = Callable[[str], object]
SILENT: Say = str
KEY_VARIABLES = ("LOB_KEY", "LOB_KEY_FILE")


def make_tables(
    project: Project, wave: str, force: bool = False, say: Say = SILENT, begin: Say = SILENT, last: str = ""
) -> list[str]:
    """Bring the tables of a wave up to date, to the stage `last` if named; return the stages that were done.

    `say` gets a line for each stage that is done, with the reason; `begin` its name, just before.
    """
    check_wave_name(project, wave)
    done = []
    with lock_tables(project, wave):
        for stage in STAGES:
            if changes := ["asked for"] if force else find_stage_changes(project, wave, stage):
                say(f"{stage.name}: {shorten(changes, 1)}")
                begin(stage.name)
                run_stage(project, wave, stage)
                done.append(stage.name)
            if stage.name == last:
                break
    return done


def plan_stages(project: Project, wave: str, force: bool = False) -> list[str]:
    """Return a line for each stage that would be done, and why; nothing is done.

    A stage after one that would be done may turn out not to be needed: that depends on the tables before it.
    """
    check_wave_name(project, wave)
    lines: list[str] = []
    for stage in STAGES:
        changes = ["asked for"] if force else find_stage_changes(project, wave, stage)
        if changes:
            lines.append(f"{stage.name}: would be done: {shorten(changes)}")
        elif lines:
            lines.append(f"{stage.name}: would be done if the tables before it change")
    return lines


def lock_tables(project: Project, wave: str) -> BaseFileLock:
    """Return the lock on the tables of a wave: two runs at once would write over each other; one waits."""
    from filelock import FileLock

    folder = project.build / wave
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "tables.lock")


def check_wave_name(project: Project, wave: str) -> None:
    """Raise `UsageError`, naming the waves that exist, when there is no folder for `wave`."""
    known = sorted(path.parent.name for path in (project.root / "data").glob("*/wave.yml"))
    if wave not in known:
        names = shorten(known) or "none"
        raise UsageError(
            "wave", "there is no wave of that name", f"one of: {names}", "see data/<wave>/wave.yml"
        )


def run_stage(project: Project, wave: str, stage: Stage) -> None:
    """Do one stage, and remember what it was made from and what it made.

    What it was made from is looked at before: a source that changes meanwhile is then seen to differ. When
    it fails, what is remembered stays: it still fits the tables, which are then as they were, or it does not,
    and the stage is done again.
    """
    inputs = read_inputs(project, wave, stage)
    stage.load()(project, wave)
    outputs = find_outputs(project, wave, stage)
    write_stamp(locate_stamp(project, wave, stage), inputs, project.root, outputs)


def find_stage_changes(project: Project, wave: str, stage: Stage) -> list[str]:
    """Return why a stage has to be done; empty when it is up to date."""
    with not_observed():
        stamp, inputs = locate_stamp(project, wave, stage), read_inputs(project, wave, stage)
        return find_changes(stamp, inputs, project.root)


def locate_stamp(project: Project, wave: str, stage: Stage) -> Path:
    """Return where a stage remembers what it was made from."""
    return project.build / wave / "stamps" / f"{stage.name}.json"


def read_inputs(project: Project, wave: str, stage: Stage) -> dict[str, str]:
    """Return name and hash of every file a stage reads, of its own code and, for the intake, of the key."""
    tables = project.tables(wave).relative_to(project.root).as_posix()
    read, passed = (
        {path for pattern in patterns for path in project.root.glob(pattern.format(wave=wave, tables=tables))}
        for patterns in (stage.reads, stage.passes)
    )
    code = (PACKAGE / stage.name).rglob("*.py")
    keys = {f"environment {name}": hash_bytes(os.environ.get(name, "").encode()) for name in KEY_VARIABLES}
    inputs = hash_files(project.root, read - passed) | hash_files(PACKAGE.parent, code)
    return inputs | keys if stage.name == "intake" else inputs


def find_outputs(project: Project, wave: str, stage: Stage) -> Iterator[Path]:
    """Yield the tables that a stage wrote."""
    for pattern in stage.writes:
        yield from project.tables(wave).glob(pattern)
