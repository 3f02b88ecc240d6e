"""The tables and pictures of samples: ways of running notebooks, growth, de-identification, whole builds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from machine import ROOT
from pictures import draw_growth, draw_ways, write_picture
from samples import Sample, group_samples, take_median
from tables import format_scenario, format_stage

IMAGES = ROOT / "docs" / "images"
NAMES = {
    "cli": "loop of `papermill` commands",
    "api": "papermill's API, one process",
    "api2": "papermill's API, two processes",
    "warm": "warm kernels, one at a time",
    "warm2": "warm kernels, two at a time",
    "floor": "floor: plain Python, one process",
    "quarto": "`quarto render --execute`",
}
WANTED = {6: (8, 4.5), 60: (18, 8), 220: (22, 12)}
REFERENCE = 60
STEPS = {
    "intake": "intake",
    "coding": "coding",
    "analysis": "analysis",
    "claims": "claims",
    "rest": "notebooks and site",
}


def list_medians(samples: Iterable[Sample]) -> dict[tuple[int, str], tuple[float, int]]:
    """Return median seconds and number of repeats by number of notebooks and way."""
    groups = group_samples(samples, "count", "way")
    return {key: (take_median(found), len(found)) for key, found in groups.items()}


def extrapolate(medians: dict[tuple[int, str], tuple[float, int]]) -> dict[tuple[int, str], float]:
    """Return, for slow ways that were not run with 220 notebooks, the seconds that 60 notebooks lead to."""
    counts = sorted({count for count, _ in medians})
    return {
        (count, way): medians[REFERENCE, way][0] * count / REFERENCE
        for count in counts
        for way in ("cli", "api", "api2")
        if count > REFERENCE and (count, way) not in medians and (REFERENCE, way) in medians
    }


def format_light(samples: list[Sample]) -> str:
    """Return the table of all ways with light notebooks, and that of what was wanted."""
    medians = list_medians(samples)
    guessed = extrapolate(medians)
    seconds = {key: value for key, (value, _) in medians.items()} | guessed
    counts = sorted({count for count, _ in medians})
    head = "".join(f" {count} notebooks, s (n) |" for count in counts)
    lines = [f"| How |{head}", "| --- |" + " --: |" * len(counts)]
    for way in (way for way in NAMES if any((count, way) in seconds for count in counts)):
        cells = [format_cell(medians, guessed, (count, way)) for count in counts]
        lines.append(f"| {NAMES[way]} | {' | '.join(cells)} |")
    judged = [
        count
        for count in counts
        if count in WANTED and {(count, way) for way in ("cli", "api", "warm2")} <= seconds.keys()
    ]
    return "\n".join(lines) + (f"\n\n{format_wanted(seconds, judged)}" if judged else "")


def format_cell(
    medians: dict[tuple[int, str], tuple[float, int]],
    guessed: dict[tuple[int, str], float],
    key: tuple[int, str],
) -> str:
    """Return seconds with the number of repeats, or what was extrapolated, marked."""
    if key in medians:
        return f"{medians[key][0]:.1f} ({medians[key][1]})"
    return f"≈ {guessed[key]:.0f} ¹" if key in guessed else "–"


def format_wanted(seconds: dict[tuple[int, str], float], counts: list[int]) -> str:
    """Return the table of ratios and of the time above the floor, beside what was wanted."""
    names = ["× command loop", "wanted", "× API loop", "wanted", "ms above the floor, each", "two at a time"]
    lines = [f"| Notebooks | {' | '.join(names)} | wanted |", "| --: |" + " --: |" * (len(names) + 1)]
    for count in counts:
        cli, api = (f"{seconds[count, way] / seconds[count, 'warm2']:.1f}" for way in ("cli", "api"))
        most, least = WANTED[count]
        above = " | ".join(format_above(seconds, count, way) for way in ("warm", "warm2"))
        lines.append(f"| {count} | {cli} | ≥ {most} | {api} | ≥ {least} | {above} | ≤ 200 |")
    return "\n".join(lines)


def format_above(seconds: dict[tuple[int, str], float], count: int, way: str) -> str:
    """Return the milliseconds that a notebook takes more than as plain Python; nothing when not known."""
    if not {(count, way), (count, "floor")} <= seconds.keys():
        return "–"
    return f"{(seconds[count, way] - seconds[count, 'floor']) / count * 1000:.0f}"


def draw_light(samples: list[Sample]) -> None:
    """Write the picture of all ways with light notebooks."""
    medians = list_medians(samples)
    guessed = extrapolate(medians)
    seconds = {key: value for key, (value, _) in medians.items()} | guessed
    panels = {
        count: {NAMES[way].replace("`", ""): seconds[count, way] for way in NAMES if (count, way) in seconds}
        for count in sorted({count for count, _ in medians})
    }
    marked = [(f"{count} notebooks", NAMES[way].replace("`", "")) for count, way in guessed]
    titled = {f"{count} notebooks": panel for count, panel in panels.items()}
    write_picture(draw_ways("Seconds, less is better", titled, marked), IMAGES / "prestaties-notebooks")


def format_growth(samples: list[Sample]) -> str:
    """Return the table of growth with the number of interviews."""
    lines = [f"| Interviews | {' | '.join(STEPS.values())} | together, s | peak memory, MiB |"]
    lines.append("| --: |" + " --: |" * (len(STEPS) + 2))
    for (interviews,), found in sorted(group_samples(samples, "interviews").items()):
        cells = [f"{take_median(found, step):.1f}" for step in (*STEPS, "wall")]
        lines.append(f"| {interviews:,} | {' | '.join(cells)} | {take_median(found, 'memory'):.0f} |")
    return "\n".join(lines)


def draw_interviews(samples: list[Sample]) -> None:
    """Write the picture of growth with the number of interviews."""
    groups = sorted(group_samples(samples, "interviews").items())
    series = {
        name: [(number, take_median(found, step)) for (number,), found in groups]
        for name, step in (
            ("together", "wall"),
            *((name, step) for step, name in STEPS.items() if step != "claims"),
        )
    }
    figure = draw_growth("From export to site, de-identification apart", series, ("interviews", "seconds"))
    write_picture(figure, IMAGES / "prestaties-interviews")


def format_privacy(samples: list[Sample]) -> str:
    """Return the table of de-identification: texts a second."""
    lines = ["| Interviews | texts | seconds | texts a second |", "| --: | --: | --: | --: |"]
    for (interviews,), found in sorted(group_samples(samples, "interviews").items()):
        texts, wall = take_median(found, "texts"), take_median(found)
        lines.append(f"| {interviews:,} | {texts:,.0f} | {wall:.1f} | {texts / wall:.0f} |")
    return "\n".join(lines)


def format_about(samples: list[Sample]) -> str:
    """Return when, at which commit and on which machine samples were taken, and how busy it was."""
    last = samples[-1]
    commits = ", ".join(dict.fromkeys(str(sample["commit"]) for sample in samples))
    loads = [sample["load"] for sample in samples if "load" in sample]
    busy = f"; load before a run {min(loads):.0f}–{max(loads):.0f}" if loads else ""
    place = ", ".join(last[key] for key in ("machine", "system", "environment"))
    return f"*{last['date']}, commit {commits}, {place}{busy}.*"


def format_report(results: dict[str, Any]) -> str:
    """Return the tables of whole builds and of their stages."""
    about = ", ".join(str(results["about"][key]) for key in ("date", "commit", "machine", "system"))
    scenarios = "\n".join(format_scenario(*item) for item in results["scenarios"].items())
    stages = "\n".join(format_stage(*item) for item in results["stages"].items())
    return (
        f"*{about}; repeats: {results['about']['repeats']}.*\n\n"
        "| What | Wall time | CPU time | Peak memory | Largest process | Wanted |\n"
        f"| --- | --: | --: | --: | --: | --- |\n{scenarios}\n\n"
        f"| Stage, from nothing, each by itself | Wall time | CPU time |\n| --- | --: | --: |\n{stages}"
    )
