"""The agreement that a coder asks for: of coders, consensus, rules, suggestions; per domain and code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from lobanalysis.analysis.coders import Codings, count_code_agreement, count_coder_agreement
from lobanalysis.analysis.storage import format_csv, write_text
from lobanalysis.coding.bench import Bench
from lobanalysis.coding.decisions import make_judgements
from lobanalysis.coding.precedence import RULE, Judgement
from lobanalysis.coding.rule_hits import find_rule_hits
from lobanalysis.coding.suggested import SUGGESTION, judge_suggested, locate_suggestions, read_suggested
from lobanalysis.errors import UsageError
from lobanalysis.paths import Project

SHOWN = ("agreement", "kappa", "alpha", "alpha_sets")


def measure(project: Project, bench: Bench, coders: Sequence[str], seed: int) -> pd.DataFrame:
    """Return the agreement of these coders (by default all people) per domain, and per code below it.

    Raises
    ------
    UsageError
        When one of them is not known, or there are fewer than two.
    """
    names = list(coders) or [name for name in bench.record.humans]
    judgements = [find_judgement(project, bench, name) for name in names]
    if len(set(names)) < 2:
        raise UsageError("--coders", f"{len(set(names))} coder(s)", "at least two different ones")
    codings = make_codings(judgements)
    domains = count_coder_agreement(codings, bench.codebook, seed, names).assign(code="")
    codes = count_code_agreement(codings, bench.codebook, seed, names)
    order = {name: place for place, name in enumerate(domains["domain"])}
    table = pd.concat([domains, codes.astype(object)], ignore_index=True)
    place = table["domain"].map(order)
    columns = ["domain", "code", *(c for c in domains.columns if c not in ("domain", "code"))]
    return table.assign(place=place).sort_values("place", kind="stable")[columns].reset_index(drop=True)


def find_judgement(project: Project, bench: Bench, name: str) -> Judgement:
    """Return what a coder, the consensus, the rules or the suggestions decided."""
    everyone = bench.interviews.values()
    if name == RULE:
        hits = find_rule_hits(project.tables(bench.wave) / "answers", bench.codebook)
        ruled = {rule.domain for rule in bench.codebook.rules}
        decisions = frozenset((interview, domain) for interview in everyone for domain in ruled)
        return Judgement(
            name, decisions, {key: frozenset(h.code for h in each) for key, each in hits.items()}
        )
    if name == SUGGESTION:
        rows = read_suggested(locate_suggestions(bench.settings), bench.codebook, everyone)
        return judge_suggested(rows, everyone)
    found = make_judgements((), bench.record.standing, bench.interviews)
    if name not in found:
        known = ", ".join([*sorted(found), RULE, SUGGESTION])
        raise UsageError("--coders", "there is no such coder in this wave", f"one of: {known}")
    return found[name]


def make_codings(judgements: Iterable[Judgement]) -> Codings:
    """Return judgements as tables of codes given and of decisions made."""
    judges = list(judgements)
    given = [(*key, code, one.coder) for one in judges for key, codes in one.codes.items() for code in codes]
    decided = [(*decision, one.coder) for one in judges for decision in one.decisions]
    columns = ["interview_id", "domain", "code", "coder"]
    return Codings(
        pd.DataFrame(sorted(given), columns=columns, dtype=str),
        pd.DataFrame(sorted(decided), columns=[columns[0], columns[1], columns[3]], dtype=str),
    )


def format_lines(table: pd.DataFrame) -> list[str]:
    """Return the table as lines of text: estimates with their interval, codes below their domain."""
    lines = [f"{'':44} {'n':>4} {'agree':>6} {'kappa':>19} {'alpha':>19} {'alpha of sets':>19}"]
    for _, row in table.iterrows():
        name = f"  {row['code']}" if row["code"] else row["domain"]
        cells = [format_estimate(row, measure) for measure in SHOWN[1:]]
        lines.append(f"{name:44} {row['interviews']:>4} {row['agreement']:>6.2f} {' '.join(cells)}")
    return lines


def format_estimate(row: pd.Series, measure: str) -> str:
    """Return an estimate with its interval; a hyphen when it cannot be computed."""
    value, low, high = (row.get(f"{measure}{end}") for end in ("", "_low", "_high"))
    if pd.isna(value):
        return f"{'-':>19}"
    interval = "" if pd.isna(low) else f" [{low:.2f}, {high:.2f}]"
    return f"{f'{value:.2f}{interval}':>19}"


def write_table(path: Path, table: pd.DataFrame) -> None:
    """Write the table as CSV."""
    write_text(path, format_csv(table))
