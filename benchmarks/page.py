"""Write the tables and pictures of `docs/prestaties.md` from what was measured: `python benchmarks/page.py`.

Only what stands between `<!-- NAME -->` and `<!-- end -->` is replaced; the text around it is made by hand.
"""

from __future__ import annotations

import json
import re

from machine import ROOT
from results_tables import (
    draw_interviews,
    draw_light,
    format_about,
    format_growth,
    format_light,
    format_privacy,
    format_report,
)
from samples import RESULTS, Sample, read_samples

PAGE = ROOT / "docs" / "prestaties.md"
SECTION = re.compile(r"(<!-- (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def draw_nothing(samples: list[Sample]) -> None:
    """Draw no picture."""


SECTIONS = {
    "light": (format_light, draw_light),
    "bare": (format_light, draw_nothing),
    "chapters": (format_light, draw_nothing),
    "growth": (format_growth, draw_interviews),
    "privacy": (format_privacy, draw_nothing),
}


def make_sections() -> dict[str, str]:
    """Return the text of every section that has measurements, and write the pictures."""
    sections = {}
    for name, (make, draw) in SECTIONS.items():
        samples = read_samples(RESULTS / f"{name}.jsonl")
        if samples:
            sections[name] = f"{format_about(samples)}\n\n{make(samples)}"
            draw(samples)
    if (RESULTS / "report.json").is_file():
        results = json.loads((RESULTS / "report.json").read_text(encoding="utf-8"))
        sections["report"] = format_report(results)
    return sections


def fill_page(text: str, sections: dict[str, str]) -> str:
    """Return a page with its sections filled; one without measurements stays.

    Examples
    --------
    >>> fill_page("<!-- light -->\\nold\\n<!-- end -->", {"light": "new"})
    '<!-- light -->\\nnew\\n<!-- end -->'
    """

    def fill(match: re.Match[str]) -> str:
        new = sections.get(match["name"])
        return match[0] if new is None else f"{match[1]}{new}\n{match[3]}"

    return SECTION.sub(fill, text)


def main() -> None:
    """Fill the page, and print what was filled."""
    sections = make_sections()
    PAGE.write_text(fill_page(PAGE.read_text(encoding="utf-8"), sections), encoding="utf-8", newline="\n")
    for name, text in sections.items():
        print(f"== {name}\n{text}\n")


if __name__ == "__main__":
    main()
