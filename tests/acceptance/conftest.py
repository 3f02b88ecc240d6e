"""The clone that the acceptance tests share: made, and its report built, once for all workers."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from clone import Clone, make_clone
from filelock import FileLock
from small_project import Small, make_small

KEPT = "LOB_ACCEPTANCE_FOLDER"
"""Folder to keep the built clone in between test runs, while one works on these tests."""


@dataclass(frozen=True)
class Built:
    """A fresh clone whose report was made by one command, and what that command printed."""

    clone: Clone
    code: int
    printed: str
    complained: str


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id) -> Built:
    """Return a fresh clone after `lobanalysis report`; do not change it, take a `copy`."""
    shared = (
        tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    )
    folder = Path(os.environ.get(KEPT) or shared / "acceptance")
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "built.lock"):
        record = folder / "built.json"
        if not record.is_file():
            done = build(folder)
            facts = {"code": done.returncode, "printed": done.stdout, "complained": done.stderr}
            record.write_text(json.dumps(facts), encoding="utf-8")
        return Built(Clone(folder / "kloon", folder / "env"), **json.loads(record.read_text("utf-8")))


def build(folder: Path) -> subprocess.CompletedProcess:
    """Return the finished first `lobanalysis report` in a new clone below `folder`."""
    try:
        clone = make_clone(folder)
    except (FileNotFoundError, subprocess.CalledProcessError) as problem:
        pytest.skip(f"no clone can be made here: {type(problem).__name__} (needs git, pip and setuptools)")
    return clone.run("report", "--engine", "pandoc")


@pytest.fixture(scope="session")
def small_built(tmp_path_factory, worker_id) -> Small:
    """Return a small project after `lobanalysis report`, shared by all workers; take a `copy`."""
    shared = tmp_path_factory.getbasetemp()
    folder = Path(os.environ.get(KEPT) or (shared if worker_id == "master" else shared.parent)) / "small"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "built.lock"):
        small = Small(folder / "project")
        if not (folder / "done").is_file():
            done = make_small(folder / "project").report()
            assert done.returncode == 0, done.stderr
            (folder / "done").touch()
    return small


@pytest.fixture
def copy(built, tmp_path) -> Clone:
    """Return a copy of the built clone that a test may spoil."""
    return built.clone.copy(tmp_path / "project")
