"""What the chapters of a book must know of each other: labels, titles, works cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lobanalysis.publishing.drafts import Draft
from lobanalysis.publishing.navigation import find_title
from lobanalysis.publishing.numbering import Label
from lobanalysis.publishing.references import REFERENCE
from lobanalysis.publishing.shortcodes import Problem


@dataclass(frozen=True)
class Index:
    """What a page must know of the others: labels of the book, chapters' titles by source, works cited."""

    labels: Mapping[str, Label]
    titles: Mapping[str, str]
    cited: tuple[str, ...] = ()


def make_index(drafts: Iterable[Draft]) -> tuple[Index, list[Problem]]:
    """Return the index of a book, and the problems of its drafts, references and doubled labels included."""
    labels: dict[str, Label] = {}
    titles: dict[str, str] = {}
    problems: list[Problem] = []
    drafts = list(drafts)
    for draft in drafts:
        problems += draft.problems
        titles[draft.chapter.source] = find_title(draft.document) or draft.chapter.source
        for label in draft.labels:
            if label.identifier in labels:
                problems.append(Problem(draft.chapter.source, 0, f"label {label.identifier} stands twice"))
            labels[label.identifier] = label
    cited = {name for draft in drafts for name in draft.cites if not REFERENCE.match(name)}
    problems += [problem for draft in drafts for problem in find_unknown(draft, labels)]
    return Index(labels, titles, tuple(sorted(cited))), problems


def find_unknown(draft: Draft, labels: Mapping[str, Label]) -> list[Problem]:
    """Return a problem for each reference of a draft that no label of the book answers."""
    unknown = [name for name in draft.cites if REFERENCE.match(name) and name not in labels]
    source = draft.chapter.source
    return [Problem(source, find_line(draft.text, name), f"unknown reference @{name}") for name in unknown]


def find_line(text: str, name: str) -> int:
    """Return the number of the first line that refers to `name`, 0 when none does."""
    for number, line in enumerate(text.split("\n"), start=1):
        if f"@{name}" in line:
            return number
    return 0
