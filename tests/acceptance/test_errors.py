"""What can go wrong, by the real command line: one message, its own exit code, nothing half-made."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from clone import Clone

EXPORT = "data/2020/bron/reacties.csv"
KEPT = ("_site", "build/2020/tables", "build/notebooks", "build/downloads", "build/figures", "_variables.yml")
SCHOOL = 2


def read_cells(project: Clone) -> list[list[str]]:
    """Return the cells of the raw export, headings first."""
    return list(csv.reader(io.StringIO(project.read(EXPORT), newline="")))


def write_cells(project: Clone, rows: list[list[str]], **form: str) -> None:
    """Write the raw export."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n", **form).writerows(rows)
    project.write(EXPORT, text.getvalue())


def remove_export(project: Clone) -> None:
    (project.root / EXPORT).unlink()


def use_semicolons(project: Clone) -> None:
    write_cells(project, read_cells(project), delimiter=";")


def drop_column(project: Clone) -> None:
    write_cells(project, [row[:-1] for row in read_cells(project)])


def rename_column(project: Clone) -> None:
    first, *rows = read_cells(project)
    write_cells(project, [[*first[:29], "Lievelingskleur van de docenten", *first[30:]], *rows])


def type_unknown_school(project: Clone) -> None:
    rows = read_cells(project)
    rows[5][SCHOOL] = "Zwaluwhof College, Nergenshuizen"
    write_cells(project, rows)


def correct_something_gone(project: Clone) -> None:
    entry = (
        "{timestamp: 2020-05-15T15:16:46, field: instelling, expected: Zwaluwhof, value: 901F, reason: proef}"
    )
    project.edit("data/2020/correcties.yml", "corrections: []", f"corrections:\n  - {entry}")


def take_key_away(project: Clone) -> None:
    project.edit("data/2020/wave.yml", "synthetic: true", "synthetic: false")
    project.edit("data/2020/wave.yml", "key: synthetic-wave-2020-fixed-key", "# no key")


def code_what_is_not_in_the_codebook(project: Clone) -> None:
    name = "data/2020/coderingen/definitief.csv"
    project.write(name, project.read(name) + "2020-05-15T15:16:46;kader;zwaluw;consensus;2020-09-14\n")


def edit_parameters(project: Clone, source: str) -> None:
    """Give the notebook on borging another parameters cell."""
    name = "notebooks/04_borging.ipynb"
    notebook = json.loads(project.read(name))
    cell = next(cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
    cell["source"] = source.splitlines(keepends=True)
    project.write(name, json.dumps(notebook))


def rename_parameter(project: Clone) -> None:
    edit_parameters(project, 'golf = "2020"\nedition = "national"\ngroup = ""')


def require_parameter(project: Clone) -> None:
    edit_parameters(project, 'wave = "2020"\nedition = "national"\ngroup = ""\nregister = None')


def retype_parameter(project: Clone) -> None:
    edit_parameters(project, 'wave = 2020\nedition = "national"\ngroup = ""')


def quote_unknown_variable(project: Clone) -> None:
    project.write("report/borging.qmd", project.read("report/borging.qmd") + "\n{{< var zwaluw.hof >}}\n")


def refer_to_nothing(project: Clone) -> None:
    project.write("report/borging.qmd", project.read("report/borging.qmd") + "\nZie @fig-zwaluwhof.\n")


def leave_as_it_is(project: Clone) -> None:
    pass


@dataclass(frozen=True)
class Case:
    """What is spoiled, the command, its exit code, and words that the message has to hold."""

    spoil: Callable[[Clone], None]
    command: tuple[str, ...]
    code: int
    words: tuple[str, ...]


RUN, RENDER = ("run",), ("render", "--engine", "pandoc")
CASES = {
    "a missing export": Case(remove_export, RUN, 10, (EXPORT, "missing", "Hint:")),
    "a wrong delimiter": Case(use_semicolons, RUN, 10, (EXPORT, "semicolon", "comma", "Hint:")),
    "a missing column": Case(drop_column, RUN, 10, (EXPORT, "column", "39", "40")),
    "a renamed column": Case(rename_column, RUN, 10, (EXPORT, "column(s) renamed: 30", "Expected", "Hint:")),
    "an unknown wave": Case(leave_as_it_is, ("run", "--wave", "1999"), 2, ("wave", "one of: 2020", "Hint:")),
    "an uncertain school": Case(
        type_unknown_school, RUN, 11, (EXPORT, "row(s) 6", "instelling", "correcties.yml")
    ),
    "a stale correction": Case(correct_something_gone, RUN, 12, ("correcties.yml", "entry 1", "Hint:")),
    "a missing key": Case(take_key_away, RUN, 13, ("2020", "key", "LOB_KEY")),
    "an unknown code": Case(
        code_what_is_not_in_the_codebook,
        RUN,
        20,
        ("definitief.csv", "row", "kader", "expected one of 7 codes", "Hint:"),
    ),
    "an unknown parameter": Case(rename_parameter, RUN, 30, ("04_borging", "unknown parameter wave", "golf")),
    "a missing parameter": Case(require_parameter, RUN, 30, ("04_borging", "register is missing")),
    "a mistyped parameter": Case(retype_parameter, RUN, 30, ("04_borging", "wave", "str", "int")),
    "an unknown variable": Case(quote_unknown_variable, RENDER, 40, ("report/borging.qmd", "zwaluw.hof")),
    "an unresolved reference": Case(refer_to_nothing, RENDER, 40, ("report/borging.qmd", "fig-zwaluwhof")),
}


def check_message(done, code: int, words: tuple[str, ...]) -> None:
    """Check that a command ended with one message on stderr that says what it should, and no more.

    The source of a cell that failed may stand below it.
    """
    lines = [line for line in done.stderr.splitlines() if not line.startswith("    | ")]
    assert done.returncode == code, done.stderr
    assert len(lines) == 1 and lines[0].startswith("error: "), done.stderr
    assert [word for word in words if word not in lines[0]] == []
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_gives_one_message_and_leaves_everything_as_it_was(name, copy):
    case = CASES[name]
    case.spoil(copy)
    before = copy.hash(*KEPT)
    done = copy.run(*case.command)
    check_message(done, case.code, case.words)
    assert copy.hash(*KEPT) == before


def test_a_message_never_holds_what_was_typed(copy):
    type_unknown_school(copy)
    assert not re.search("zwaluwhof|nergenshuizen", copy.run("run").stderr, re.IGNORECASE)


def test_after_a_mistake_is_mended_the_next_run_has_nothing_to_do(copy):
    text = copy.read(EXPORT)
    use_semicolons(copy)
    copy.run("run")
    copy.write(EXPORT, text)
    done = copy.run("run")
    assert (done.returncode, done.stdout.strip()) == (0, "12 notebooks: 0 ran, 12 unchanged, 0 failed.")


def test_an_unknown_option_ends_with_a_usage_message_and_code_two(built):
    done = built.clone.run("report", "--edition", "zwaluw")
    assert done.returncode == 2
    assert "edition" in done.stderr and "Traceback" not in done.stderr


def change_notebook(project: Clone, name: str, place: int, source: str) -> None:
    """Add a code cell to a notebook."""
    path = f"notebooks/{name}.ipynb"
    notebook = json.loads(project.read(path))
    cell = {"cell_type": "code", "id": "proef-cel", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].insert(place, {**cell, "source": [source]})
    project.write(path, json.dumps(notebook))
