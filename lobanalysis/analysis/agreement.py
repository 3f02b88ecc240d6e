"""How far two coders who did not see each other's work agree."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lobanalysis.errors import AnalysisError

COLUMNS = [
    "domain", "label", "interviews", "codes", "decisions", "agreement", "kappa",
    "both", "only_a", "only_b", "equal_sets",
]  # fmt: skip


def estimate_agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Return the share of decisions in which both coders decided the same.

    Source: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20(1), 37-46: p_o.

    Examples
    --------
    >>> estimate_agreement(np.array([True, False]), np.array([True, True]))
    0.5
    """
    return float(np.mean(first == second)) if first.size else float("nan")


def estimate_kappa(first: np.ndarray, second: np.ndarray) -> float:
    """Return Cohen's kappa of two coders over yes-or-no decisions; not a number when chance is all.

    kappa = (p_o - p_e) / (1 - p_e), with p_o the share of equal decisions and
    p_e = p_a p_b + (1 - p_a)(1 - p_b), where p_a and p_b are the shares of yes of either coder.
    Between -1 and 1; symmetric in the coders. Source: Cohen (1960), see `estimate_agreement`.

    Examples
    --------
    >>> estimate_kappa(np.array([1, 1, 0, 0], bool), np.array([1, 0, 0, 0], bool))
    0.5
    """
    if not first.size:
        return float("nan")
    share_a, share_b = first.mean(), second.mean()
    chance = share_a * share_b + (1 - share_a) * (1 - share_b)
    if chance == 1:
        return float("nan")
    return float((estimate_agreement(first, second) - chance) / (1 - chance))


def estimate_equal_sets(first: pd.DataFrame, second: pd.DataFrame) -> float:
    """Return the share of interviews to which both coders gave exactly the same set of codes.

    Examples
    --------
    >>> one = pd.DataFrame({"a": [True, True], "b": [False, True]})
    >>> estimate_equal_sets(one, one.assign(b=[True, True]))
    0.5
    """
    return float((first.to_numpy() == second.to_numpy()).all(axis=1).mean()) if len(first) else float("nan")


def count_agreement(domain: str, label: str, first: pd.DataFrame, second: pd.DataFrame) -> dict[str, object]:
    """Return the row of one domain in the table of agreement.

    A decision is one interview times one code: does this code hold for this school or not. Decisions are
    pooled over the codes of the domain, so that rare codes weigh as much as they occur.

    Parameters
    ----------
    first, second : DataFrame
        Booleans, the interviews that both coded in the rows, the codes of the domain in the columns.

    Raises
    ------
    AnalysisError
        When the two do not have the same interviews and codes.

    Examples
    --------
    >>> one = pd.DataFrame({"a": [True, False]}, index=["i-1", "i-2"])
    >>> row = count_agreement("kader", "Kaders", one, one)
    >>> row["agreement"], row["kappa"], row["decisions"]
    (1.0, 1.0, 2)
    """
    if not (first.index.equals(second.index) and first.columns.equals(second.columns)):
        raise AnalysisError(f"agreement on {domain}", "the coders do not have the same interviews and codes")
    a, b = first.to_numpy().ravel(), second.to_numpy().ravel()
    return {
        "domain": domain, "label": label, "interviews": len(first), "codes": first.shape[1],
        "decisions": int(a.size), "agreement": estimate_agreement(a, b), "kappa": estimate_kappa(a, b),
        "both": int((a & b).sum()), "only_a": int((a & ~b).sum()), "only_b": int((~a & b).sum()),
        "equal_sets": estimate_equal_sets(first, second),
    }  # fmt: skip


def count_total_agreement(pairs: list[tuple[pd.DataFrame, pd.DataFrame]]) -> dict[str, object]:
    """Return the row "totaal": all decisions of all domains pooled; equal sets per interview and domain.

    Examples
    --------
    >>> one = pd.DataFrame({"a": [True, False]}, index=["i-1", "i-2"])
    >>> count_total_agreement([(one, one), (one, ~one)])["agreement"]
    0.5
    """
    a = np.concatenate([first.to_numpy().ravel() for first, _ in pairs])
    b = np.concatenate([second.to_numpy().ravel() for _, second in pairs])
    equal = np.concatenate([(x.to_numpy() == y.to_numpy()).all(axis=1) for x, y in pairs])
    interviews = {interview for first, _ in pairs for interview in first.index}
    return {
        "domain": "totaal", "label": "Alle domeinen", "interviews": len(interviews),
        "codes": sum(first.shape[1] for first, _ in pairs), "decisions": int(a.size),
        "agreement": estimate_agreement(a, b), "kappa": estimate_kappa(a, b),
        "both": int((a & b).sum()), "only_a": int((a & ~b).sum()), "only_b": int((~a & b).sum()),
        "equal_sets": float(equal.mean()),
    }  # fmt: skip
