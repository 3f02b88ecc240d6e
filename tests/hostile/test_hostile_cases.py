"""Does every finding that was kept in `cases/` still come out as it should?"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from made_up_wave import export_text, find_nobody, submission, write

from hostile.project import READERS, write_hostile_project
from lobanalysis.errors import LobError
from lobanalysis.intake.deduction import PART, split_parts
from lobanalysis.intake.stage import run_intake
from lobanalysis.intake.timestamps import parse_timestamp

FOLDER = Path(__file__).parent / "cases"
CASES = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
SECONDS = 15


def make_content(case: dict, before: str) -> str:
    if "replace" in case:
        old, new = case["replace"]
        assert old in before
        return before.replace(old, new)
    text = case.get("text", "")
    if "repeat" in case:
        sign, times = case["repeat"]
        text = case.get("prefix", "") + sign * times + case.get("suffix", "")
    return before.rstrip("\n") + "\n" + text + "\n" if case.get("append") else text


def read_case(case: dict, folder: Path) -> object:
    """Do what a case says; return what came of it."""
    content = make_content(case, "") if "replace" not in case else ""
    if case["reader"] == "timestamp":
        return parse_timestamp(content)
    if case["reader"] == "parts":
        return [part for _, part in split_parts(content)]
    project = write_hostile_project(folder)
    if case["reader"] == "answer":
        write(project.wave("2031") / "bron" / "reacties.csv", export_text([submission(q11=content)]))
        run_intake(project, "2031", find_nobody)
        return (project.tables("2031") / "answers/q11.csv").read_text(encoding="utf-8")
    name, read = READERS[case["reader"]]
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, make_content(case, path.read_text("utf-8") if path.exists() else ""))
    return read(project)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_finding_stays_mended(name, tmp_path):
    case = CASES[name]
    started = time.process_time()
    if case["reader"] == "timestamp":
        assert read_case(case, tmp_path) is None
    elif case["reader"] == "parts":
        parts = read_case(case, tmp_path)
        assert max(map(len, parts)) <= PART and len(parts) > 10
    elif case.get("refused"):
        with pytest.raises(LobError) as caught:
            read_case(case, tmp_path)
        assert str(caught.value).isprintable()
    elif case.get("problems"):
        assert read_case(case, tmp_path) != []
    else:
        sign, times = case["shown"]
        assert sign * times in read_case(case, tmp_path)
    assert time.process_time() - started < SECONDS
