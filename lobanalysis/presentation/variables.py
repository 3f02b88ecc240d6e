"""The variables of the prose: every number of the analysis as the words that a sentence needs.

The nested result is written as `_variables.yml`; a chapter quotes it with `{{< var domain.code.woord >}}`.
All values are Markdown that shows exactly the text meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from lobanalysis.files import write_file
from lobanalysis.presentation.agreement_variables import format_agreement, format_pairs, is_number
from lobanalysis.presentation.definition_variables import format_indicators, format_rules
from lobanalysis.presentation.domain_variables import Variables, format_domain, format_share_words
from lobanalysis.presentation.escaping import escape_markdown
from lobanalysis.presentation.quantity_words import QuantityWord, format_differences, read_words
from lobanalysis.presentation.wording import format_label, format_number, format_number_word, format_percent

NOTICE = (
    "Synthetische gegevens: de scholen, personen en antwoorden in dit rapport zijn verzonnen. "
    "Ze bootsen de interviewronde van {year} na; de getelde uitkomsten sluiten aan bij de cijfers "
    "die toen zijn gepubliceerd."
)
SCHOOLS = "mbo-scholen"


def format_variables(
    numbers: Mapping, wave_info: Mapping | None = None, *, words: Sequence[QuantityWord] | None = None
) -> Variables:
    """Return the nested variables of the prose, all values text.

    Parameters
    ----------
    numbers : mapping
        What the analysis wrote as `numbers.json`: wave, n, domains, indicators, groups, differences,
        agreement, published, sources.
    wave_info : mapping, optional
        What the analysis does not know: versions (name → text) for the colophon; jaar, titel, periode or
        synthetisch to replace those of the wave.
    words : sequence of QuantityWord, optional
        By default the table of this project.

    Examples
    --------
    >>> wave = {"jaar": "2020", "titel": "Lob", "periode": "mei 2020", "synthetisch": False}
    >>> format_variables({"wave": wave})["golf"]["periode"]
    'mei 2020'
    """
    wave = dict(numbers["wave"]) | dict(wave_info or {})
    words = words or read_words()
    variables: Variables = {
        "golf": format_wave(wave),
        "melding": {"synthetisch": format_notice(wave)},
        "n": format_counts(numbers.get("n", {})) | {"scholen_naam": SCHOOLS},
        "i": format_indicators(numbers.get("indicators", {}), words),
        "groep": format_groups(numbers.get("groups", {})),
        "overeenkomst": format_agreement(numbers.get("agreement", {})),
        "vergelijking": format_pairs(numbers.get("pairs", {})),
        "cijfers": format_published(numbers.get("published", {}), words),
        "bronnen": format_sources(numbers.get("sources", {})),
        "regel": format_rules(numbers.get("rules", {})),
        "versie": {name: str(text) for name, text in wave.get("versions", {}).items()},
    }
    differences = numbers.get("differences", {})
    for domain, values in numbers.get("domains", {}).items():
        sentences = format_domain_differences(differences.get(domain, {}))
        variables[domain] = format_domain(values, words) | sentences
    return escape_variables(variables)


def escape_variables(value):
    """Return nested variables with every text escaped for Markdown; numbers become text."""
    if isinstance(value, Mapping):
        return {str(key): escape_variables(item) for key, item in value.items()}
    return escape_markdown(value)


def format_wave(wave: Mapping) -> Variables:
    """Return year, title, period, codebook version and whether the wave is synthetic."""
    texts = {name: str(wave[name]) for name in ("jaar", "titel", "periode", "codeboek") if name in wave}
    return texts | {"synthetisch": "ja" if wave["synthetisch"] else "nee"}


def format_notice(wave: Mapping) -> str:
    """Return the notice of a synthetic wave; empty for a real one."""
    return NOTICE.format(year=wave["jaar"]) if wave["synthetisch"] else ""


def format_counts(counts: Mapping) -> Variables:
    """Return the counts of the study: a whole number as digits and word, a share as percent.

    Examples
    --------
    >>> format_counts({"scholen": 44, "respons": 44 / 60})
    {'scholen': '44', 'scholen_woord': '44', 'respons_pct': '73%'}
    """
    variables: Variables = {}
    for name, value in counts.items():
        if isinstance(value, float):
            variables[f"{name.removesuffix('_pct')}_pct"] = format_percent(value)
        else:
            variables |= {name: format_number(value), f"{name}_woord": format_number_word(value)}
    return variables


def format_groups(groups: Mapping) -> Variables:
    """Return size and label of each group, by group variable."""
    return {
        variable: {name: format_group(group) for name, group in members.items()}
        for variable, members in groups.items()
    }


def format_group(group: Mapping) -> Variables:
    """Return the size of a group as digits and word, its label, and its population where that is known."""
    n = int(group["n"])
    variables = {
        "n": format_number(n),
        "telwoord": format_number_word(n),
        "label": format_label(group["label"]),
    }
    if group.get("population") is not None:
        variables["register"] = format_number(int(group["population"]))
    return variables


def format_domain_differences(differences: Mapping) -> Variables:
    """Return per group variable the sentence on the differences of a domain."""
    return {
        f"verschil_{variable}": format_differences(rows, variable) for variable, rows in differences.items()
    }


def format_published(published: Mapping, words: Sequence[QuantityWord]) -> Variables:
    """Return how many published figures came out, and the value of each that has one."""
    totals = {name: format_number(value) for name, value in published.items() if is_number(value)}
    figures = published.get("figures", {})
    return totals | {name: format_figure(numbers, words) for name, numbers in figures.items()}


def format_figure(numbers: Mapping, words: Sequence[QuantityWord]) -> Variables:
    """Return a published figure, and with `_evaluerend` its value among the schools that evaluate."""
    variables = format_share_words(numbers, words)
    second = format_share_words(numbers["second"], words) if numbers.get("second") else {}
    return variables | {f"{name}_evaluerend": text for name, text in second.items() if name != "label"}


def format_sources(sources: Mapping) -> Variables:
    """Return how many codes came from each source and their share."""
    names = {"consensus": "consensus", "human": "mens", "rule": "regel"}
    variables: Variables = {}
    for source, row in sources.items():
        name = names.get(source, source)
        variables |= {f"{name}_n": format_number(int(row["n"])), f"{name}_pct": format_percent(row["share"])}
    return variables


def write_variables(path: Path, variables: Mapping) -> None:
    """Write the variables as YAML: sorted, the same bytes for the same values, never half a file."""
    text = yaml.safe_dump(
        dict(variables), allow_unicode=True, sort_keys=True, width=10_000, default_flow_style=False
    )
    write_file(path, text)
