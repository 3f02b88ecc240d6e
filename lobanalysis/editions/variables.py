"""The `_variables.yml` of an edition, made from its numbers when those changed."""

from __future__ import annotations

import json
from pathlib import Path

from lobanalysis.editions.choice import Edition
from lobanalysis.execution.stamps import find_changes, hash_files, write_stamp
from lobanalysis.paths import Project

PACKAGE = Path(__file__).resolve().parents[1]


def write_edition_variables(
    project: Project, wave: str, edition: Edition, words: Path, *, force: bool = False
) -> None:
    """Write the `_variables.yml` of an edition, unless nothing changed; `words` is the table of words."""
    target = edition.locate(project).variables
    numbers = project.tables(wave) / "numbers" / f"{edition.id}.json"
    stamp = project.build / wave / "stamps" / f"variables-{edition.id}.json"
    code = (PACKAGE / "presentation").glob("*.py")
    inputs = hash_files(project.root, [numbers, words]) | hash_files(PACKAGE.parent, code)
    if not force and not find_changes(stamp, inputs, project.root):
        return
    from lobanalysis.presentation.edition_variables import format_edition_variables
    from lobanalysis.presentation.quantity_words import read_words
    from lobanalysis.presentation.variables import write_variables

    content = json.loads(numbers.read_text(encoding="utf-8"))
    write_variables(target, format_edition_variables(content, words=read_words(words)))
    write_stamp(stamp, inputs, project.root, [target])
