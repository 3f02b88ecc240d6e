"""Tests of the documents import `documents` from this folder; some need the tables of the synthetic wave."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def study():
    """Return the study of wave 2020, its tables made where they were missing."""
    from lobanalysis.notebooks import open_study

    return open_study(wave="2020")
