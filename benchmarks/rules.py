"""Measure rule coding: seconds for growing numbers of made-up answers, by two processes, and the curve.

`python benchmarks/rules.py` writes benchmarks/results/rules.json and docs/images/regels-snelheid.svg.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lobanalysis.coding.cells import Cell
from lobanalysis.coding.codebook import read_codebook
from lobanalysis.coding.domain_rules import make_domain_rules
from lobanalysis.coding.rows import read_rows
from lobanalysis.coding.suggestions.examples import COLUMNS, EXAMPLES_FILE
from lobanalysis.paths import find_project

COUNTS = (25_000, 50_000, 100_000, 200_000, 300_000)
WORKERS = 2
WANTED = 60.0
ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "regels-snelheid.svg"
RESULT = ROOT / "benchmarks" / "results" / "rules.json"


def make_answers(count: int) -> list[tuple[str, str]]:
    """Return (domain, answer): two or three made-up sentences of the domain, each combination another one."""
    rows = read_rows(find_project().codebook / EXAMPLES_FILE, COLUMNS)
    by_domain: dict[str, list[str]] = {}
    for row in rows:
        by_domain.setdefault(row["domein"], []).append(row["voorbeeld"])
    domains = sorted(by_domain)
    return [make_answer(domains[number % len(domains)], by_domain, number) for number in range(count)]


def make_answer(domain: str, sentences: dict[str, list[str]], number: int) -> tuple[str, str]:
    """Return one answer; the number makes it another one than the others."""
    own = sentences[domain]
    picked = [own[number * step % len(own)] for step in (1, 7, 31)]
    return domain, f"{'. '.join(picked)}, {number} keer."


def code_block(answers: list[tuple[str, str]]) -> int:
    """Return how many codes the rules give to the answers."""
    rules = make_domain_rules(read_codebook(find_project().codebook))
    return sum(
        len(rules[domain].code({rules[domain].domain.fields[0]: Cell("answered", text)}))
        for domain, text in answers
    )


def measure(count: int) -> dict[str, float]:
    """Return the seconds for `count` answers, reading the codebook in each process included."""
    answers = make_answers(count)
    blocks = [answers[start::WORKERS] for start in range(WORKERS)]
    start = time.monotonic()
    with ProcessPoolExecutor(WORKERS) as pool:
        codes = sum(pool.map(code_block, blocks))
    return {"answers": count, "seconds": round(time.monotonic() - start, 2), "codes": codes}


def draw_curve(rows: list[dict[str, float]]) -> None:
    """Write the picture: measured seconds, and the line through the last measurement and zero."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    plt.rcParams["svg.hashsalt"] = "regels"
    figure, axes = plt.subplots(figsize=(6, 3.6))
    counts, seconds = [row["answers"] for row in rows], [row["seconds"] for row in rows]
    axes.plot(counts, seconds, "o-", color="#1b4f72", label="gemeten, twee processen")
    axes.plot([0, counts[-1]], [0, seconds[-1]], "--", color="#7f8c8d", label="evenredig")
    axes.axhline(WANTED, color="#922b21", linewidth=1, label="gewenst: hoogstens 60 s")
    axes.set(xlabel="antwoorden", ylabel="seconden", xlim=(0, None), ylim=(0, None))
    axes.legend()
    figure.savefig(PICTURE, metadata={"Date": None}, bbox_inches="tight")


def main() -> None:
    """Measure and write; print one line per count."""
    rows = []
    for count in COUNTS:
        rows.append(measure(count))
        sys.stdout.write(f"{count:>8} answers  {rows[-1]['seconds']:6.1f} s\n")
        sys.stdout.flush()
    RESULT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8", newline="\n")
    draw_curve(rows)


if __name__ == "__main__":
    main()
