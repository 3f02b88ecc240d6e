"""Dutch alternative text of figures: kind of chart, what, how many, and the values in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from lobanalysis.presentation.cells import format_value
from lobanalysis.presentation.escaping import clean_text
from lobanalysis.presentation.notes import format_group_bases
from lobanalysis.presentation.wording import (
    capitalise,
    format_label,
    format_number,
    format_number_word,
    format_percent,
)

LIMIT = 400
MORE = " … verder in de gegevens bij de figuur."


def shorten_list(start: str, items: Iterable[str], *, limit: int = LIMIT) -> str:
    """Return a start and its items in at most `limit` characters; for what does not fit the table is named.

    Examples
    --------
    >>> shorten_list("Staafdiagram:", ["a 1", "b 2"])
    'Staafdiagram: a 1; b 2.'
    >>> shorten_list("Staafdiagram:", ["een 1", "twee 2", "een heel lang antwoord" * 3], limit=70)
    'Staafdiagram: een 1; twee 2 … verder in de gegevens bij de figuur.'
    """
    items, text = [clean_text(item) for item in items], clean_text(start)
    whole = f"{text} {'; '.join(items)}."
    return whole if len(whole) <= limit else fit_list(text, items, limit - len(MORE)) + MORE


def fit_list(start: str, items: Iterable[str], limit: int) -> str:
    """Return a start with as many of its items, from the first, as fit in `limit` characters."""
    text = start
    for index, item in enumerate(items):
        longer = f"{text}{'; ' if index else ' '}{item}"
        if len(longer) > limit:
            break
        text = longer
    return text


def _split_lines(frame: pd.DataFrame) -> list[pd.Series]:
    return [line for _, line in frame.iterrows()]


def _list_values(frame: pd.DataFrame) -> list[str]:
    return [f"{format_label(str(line['label']))} {format_value(line)}" for _, line in frame.iterrows()]


def describe_bars(frame: pd.DataFrame) -> str:
    """Return the alternative text of a bar chart.

    Examples
    --------
    >>> describe_bars(pd.DataFrame({"label": ["Coach"], "n": [8], "base": [44], "share": [8 / 44]}))
    'Staafdiagram, n = 44 scholen: coach 8 (18%).'
    """
    return shorten_list(f"Staafdiagram, n = {format_group_bases(frame)}:", _list_values(frame))


def describe_panels(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the alternative text of bar charts beside each other; each gets an equal part of the room.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["Coach"], "n": [8], "base": [44], "share": [8 / 44]})
    >>> describe_panels({"Nu": frame, "Straks": frame})
    'Twee staafdiagrammen naast elkaar, n = 44 scholen. Nu: coach 8 (18%). Straks: coach 8 (18%).'
    """
    bases = {title: format_group_bases(frame) for title, frame in frames.items()}
    same = len(set(bases.values())) == 1
    start = f"{capitalise(format_number_word(len(frames)))} staafdiagrammen naast elkaar"
    start += f", n = {next(iter(bases.values()))}." if same else "."
    heads = {title: clean_text(f"{title}:" if same else f"{title}, n = {bases[title]}:") for title in frames}
    lists = {title: [clean_text(item) for item in _list_values(frame)] for title, frame in frames.items()}
    whole = " ".join([start, *(f"{heads[title]} {'; '.join(lists[title])}." for title in frames)])
    if len(whole) <= LIMIT:
        return whole
    room = (LIMIT - len(start) - len(MORE)) // len(frames) - 2
    return " ".join([start, *(f"{fit_list(heads[title], lists[title], room)}." for title in frames)]) + MORE


def describe_groups(frame: pd.DataFrame) -> str:
    """Return the alternative text of a chart by group: per code the value of each group."""
    labels = frame.drop_duplicates("group")["group_label"]
    start = f"Staafdiagrammen per groep ({', '.join(labels)}), n = {format_group_bases(frame)}:"
    items = [
        f"{format_label(str(part['label'].iloc[0]))} {', '.join(map(format_value, _split_lines(part)))}"
        for _, part in frame.groupby("code", sort=False)
    ]
    return shorten_list(start, items)


def describe_stacked(frame: pd.DataFrame) -> str:
    """Return the alternative text of a bar divided into the answers of a single choice."""
    if "group" in frame and frame["group"].nunique() > 1:
        return describe_groups(frame).replace("Staafdiagrammen", "Verdeelde staven", 1)
    return shorten_list(f"Verdeelde staaf, n = {format_group_bases(frame)}:", _list_values(frame))


def describe_combinations(frame: pd.DataFrame) -> str:
    """Return the alternative text of a chart of combinations."""
    items = [f"{line['combination']} {format_value(line)}" for _, line in frame.iterrows()]
    return shorten_list(
        f"Combinaties van antwoorden, n = {format_group_bases(frame)}, van vaak naar zelden:", items
    )


def describe_response(frame: pd.DataFrame) -> str:
    """Return the alternative text of the chart of response by group."""
    items = [_format_response(line) for _, line in frame.iterrows()]
    return shorten_list("Staafdiagram van geïnterviewde scholen tegenover alle instellingen:", items)


def _format_response(line: pd.Series) -> str:
    label = line["group_label"] if "group_label" in line else line["group"]
    return f"{label} {int(line['n'])} van {int(line['population'])} ({format_percent(line['share'])})"


def describe_agreement(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return the alternative text of the chart of agreement: per domain each measure (column → name).

    Examples
    --------
    >>> describe_agreement(pd.DataFrame({"label": ["Kaders"], "kappa": [0.8]}), {"kappa": "kappa"})
    'Puntdiagram van de overeenstemming per domein (kappa): kaders 0,80.'
    """
    items = [
        f"{format_label(str(line['label']))} {' en '.join(format_measure(line[name]) for name in names)}"
        for _, line in frame.iterrows()
    ]
    start = f"Puntdiagram van de overeenstemming per domein ({', '.join(names.values())}):"
    return shorten_list(start, items)


def format_measure(value: float) -> str:
    """Return a measure of agreement with two decimals, or that it cannot be computed."""
    return "niet te berekenen" if pd.isna(value) else format_number(float(value), 2)
