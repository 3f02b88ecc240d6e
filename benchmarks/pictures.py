"""Pictures of what was measured, in the look of the report's own figures, as SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from lobanalysis.presentation.theme import FILLS, GRID, HATCHES, INK, MUTED, create_figure, with_theme

WIDTH = 8.0
COUNT_SIZE = 9.0
LINES = ("-", "--", ":", "-.")
MARKERS = "osD^v"


def write_picture(figure: Figure, path: Path) -> list[Path]:
    """Write a figure beside `path` as SVG and PNG, the same in every byte when drawn again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path.with_suffix(".svg"), metadata={"Date": None})
    figure.savefig(path.with_suffix(".png"), metadata={"Software": None})
    return [path.with_suffix(".svg"), path.with_suffix(".png")]


@with_theme
def draw_ways(
    title: str, rows: Mapping[str, Mapping[str, float]], guessed: Sequence[tuple[str, str]]
) -> Figure:
    """Return horizontal bars of seconds per way, one panel per number of notebooks, each with its own scale.

    `rows` has per panel the seconds by way; what is in `guessed` (panel, way) was extrapolated and is marked.
    """
    ways = list(dict.fromkeys(way for panel in rows.values() for way in panel))
    figure = create_figure(0.9 + 0.3 * len(ways), WIDTH)
    panels = figure.subplots(1, len(rows), sharey=True)
    for axes, (panel, seconds) in zip(figure.axes, rows.items(), strict=True):
        draw_panel(axes, panel, [(way, seconds.get(way, 0.0), (panel, way) in guessed) for way in ways])
    del panels
    figure.suptitle(title, x=0.01, ha="left", color=INK)
    figure.tight_layout()
    return figure


def draw_panel(axes: object, title: str, bars: Sequence[tuple[str, float, bool]]) -> None:
    """Draw the bars of one panel, the first on top, with their values."""
    longest = max(value for _, value, _ in bars)
    for place, (_, value, guess) in enumerate(bars):
        hatch = HATCHES[1] if guess else ""
        axes.barh(place, value, color=FILLS[0] if not guess else FILLS[3], hatch=hatch, height=0.7)
        if value:
            text = (
                f"{'≈ ' if guess else ''}{value:.1f}"
                if value < 100
                else f"{'≈ ' if guess else ''}{value:.0f}"
            )
            axes.text(value + 0.02 * longest, place, text, va="center", fontsize=COUNT_SIZE, color=INK)
    axes.set_yticks(range(len(bars)), [way for way, _, _ in bars], fontsize=COUNT_SIZE)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xlim(0, longest * 1.3)
    axes.set_title(title, fontsize=COUNT_SIZE + 1, loc="left", color=INK)
    axes.tick_params(length=0, labelsize=COUNT_SIZE, colors=MUTED)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)


@with_theme
def draw_growth(
    title: str, series: Mapping[str, Sequence[tuple[float, float]]], labels: tuple[str, str]
) -> Figure:
    """Return lines of seconds against a number, both on a logarithmic scale; linear growth has slope one."""
    figure = create_figure(3.6, WIDTH)
    axes = figure.subplots()
    for place, (name, points) in enumerate(series.items()):
        look = {"linestyle": LINES[place % len(LINES)], "marker": MARKERS[place % len(MARKERS)]}
        color = FILLS[place % len(FILLS)] if place else INK
        axes.plot(*zip(*points, strict=True), label=name, color=color, linewidth=1.6, markersize=5, **look)
    axes.set(xscale="log", yscale="log", xlabel=labels[0], ylabel=labels[1])
    numbers = sorted({number for points in series.values() for number, _ in points})
    axes.set_xticks(numbers, [f"{number:,.0f}" for number in numbers])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.grid(True, color=GRID, linewidth=0.6)
    axes.tick_params(labelsize=COUNT_SIZE, colors=MUTED)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=COUNT_SIZE, loc="center left", bbox_to_anchor=(1, 0.5))
    axes.set_title(title, loc="left", color=INK)
    figure.tight_layout()
    return figure
