"""The `_quarto.yml` of an edition and of the list of editions: that of the report with a few changes."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from lobanalysis.editions import words
from lobanalysis.editions.choice import Edition
from lobanalysis.editions.pages import PAGE

Config = dict[str, Any]


def make_edition_config(config: Config, edition: Edition) -> Config:
    """Return the configuration of an edition: a page more, its name where it is cited, other links aside."""
    changed = make_base(config, [(words.NATIONAL, "../../index.html"), (words.ALL, "../index.html")])
    chapters = changed["book"]["chapters"]
    changed["book"]["chapters"] = [chapters[0], PAGE, *chapters[1:]]
    changed["book"]["subtitle"] = words.SUBTITLE.format(title=edition.title)
    if "rapport-citaat" in changed:
        changed["rapport-citaat"] += words.CITED.format(title=edition.title)
    return changed


def make_list_config(config: Config) -> Config:
    """Return the configuration of the list of editions: a book of one page."""
    changed = make_base(config, [(words.NATIONAL, "../index.html")])
    changed["book"]["chapters"] = ["index.qmd"]
    changed["book"].pop("appendices", None)
    return changed


def make_base(config: Config, links: list[tuple[str, str]]) -> Config:
    """Return a configuration for HTML only, with these links beside the chapters."""
    changed = copy.deepcopy(config)
    changed["project"] = {"type": "book", "output-dir": "_site"}
    sidebar = changed["book"].setdefault("sidebar", {})
    sidebar["tools"] = [{"icon": "journals", "text": text, "href": href} for text, href in links]
    changed["format"].pop("docx", None)
    return changed


def format_config(config: Config) -> str:
    """Return a configuration as YAML."""
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10_000)
