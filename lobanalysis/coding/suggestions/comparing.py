"""Comparing ways to suggest: nested cross-validation by school; schools kept apart are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from lobanalysis.coding.suggestions.joining import (
    CLOSED,
    INNER_FOLDS,
    Candidate,
    Joiner,
    choose_codes,
    make_features,
    score_apart,
)
from lobanalysis.coding.suggestions.learners import (
    Task,
    make_meaning_part,
    make_words_part,
    score_answers,
    score_sentences,
)
from lobanalysis.coding.suggestions.propose import CHOSEN, PARTS

OUTER_FOLDS = 8
SEED = 1
CLOSED_LISTS = ("kader", "sturing", "evaluatie")
ALL_PARTS = {
    **PARTS,
    "answers": score_answers,
    "sentences": score_sentences,
    "words without rules": make_words_part(rules=False),
    "meaning without rules": make_meaning_part(rules=False),
}
CANDIDATES = (
    Candidate("n-grammen (uitgangspunt)", False, ("answers",)),
    Candidate("zinsvectoren (uitgangspunt)", False, ("sentences",)),
    Candidate("n-grammen met voorbeelden", False, ("words without rules",)),
    Candidate("zinnen met voorbeelden", False, ("meaning without rules",)),
    Candidate("n-grammen en zinnen, zonder regels", False, ("words without rules", "meaning without rules")),
    Candidate("regels, met kans", True, ()),
    Candidate("regels en n-grammen", True, ("words",)),
    Candidate("regels en zinnen", True, ("meaning",)),
    CHOSEN,
)
NESTED, RULES = "keuze in de binnenste lus", "regels alleen"
Predictions = dict[str, dict[str, np.ndarray]]


def make_folds(count: int) -> list[np.ndarray]:
    """Return the test rows of each outer fold, drawn once with a fixed seed."""
    order = np.random.RandomState(SEED).permutation(count)
    return [np.sort(order[fold::OUTER_FOLDS]) for fold in range(OUTER_FOLDS)]


def predict_all(tasks: Mapping[str, Task], apart: np.ndarray) -> Predictions:
    """Return per candidate and domain the confidence of every interview, by models that did not see it.

    Parameters
    ----------
    tasks : mapping of str to Task
        The domains, all interviews with a consensus.
    apart : array of int
        The interviews that the rules were not written with; the joining model learns from those.
    """
    names = [*(one.name for one in CANDIDATES), NESTED]
    out = {name: {domain: np.zeros_like(task.gold) for domain, task in tasks.items()} for name in names}
    count = len(next(iter(tasks.values())).gold)
    for test in make_folds(count):
        fold = {
            domain: task.split(np.setdiff1d(np.arange(count), test), test) for domain, task in tasks.items()
        }
        for name, domain, confidence in predict_fold(fold, apart):
            out[name][domain][test] = confidence
    return out


def predict_fold(tasks: Mapping[str, Task], apart: np.ndarray) -> Iterator[tuple[str, str, np.ndarray]]:
    """Return candidate, domain and confidence of the test rows of one outer fold."""
    inner = {d: {p: score_apart(task, part) for p, part in ALL_PARTS.items()} for d, task in tasks.items()}
    outer = {d: {p: part(task) for p, part in ALL_PARTS.items()} for d, task in tasks.items()}
    results, quality = {}, {}
    for one in CANDIDATES:
        seen = {d: make_features(task, task.train, one, inner[d]) for d, task in tasks.items()}
        quality[one.name] = judge_inside(tasks, seen, apart, one)
        joiner = join(tasks, seen, apart, one)
        results[one.name] = {
            d: joiner.predict(make_features(task, task.test, one, outer[d])) for d, task in tasks.items()
        }
    best = max(quality, key=quality.get)
    for name, confidence in [*results.items(), (NESTED, results[best])]:
        yield from ((name, domain, one) for domain, one in confidence.items())


def join(
    tasks: Mapping[str, Task], seen: Mapping[str, np.ndarray], rows: np.ndarray, candidate: Candidate
) -> Joiner:
    """Return the joining model learned from those training rows that are among `rows`."""
    kept = {d: np.isin(task.train, rows) for d, task in tasks.items()}
    gold = [task.gold[task.train][kept[d]] for d, task in tasks.items()]
    return Joiner([seen[d][kept[d]] for d in tasks], gold, candidate)


def judge_inside(
    tasks: Mapping[str, Task], seen: Mapping[str, np.ndarray], apart: np.ndarray, candidate: Candidate
) -> float:
    """Return the micro-F1 of a candidate on the training schools kept apart, by inner cross-validation."""
    train = next(iter(tasks.values())).train
    rows = np.intersect1d(train, apart)
    pairs = []
    for fold in range(INNER_FOLDS):
        own = rows[fold::INNER_FOLDS]
        joiner = join(tasks, seen, np.setdiff1d(rows, own), candidate)
        for domain, task in tasks.items():
            confidence = joiner.predict(seen[domain][np.isin(train, own)])
            pairs.append((choose_codes(task.material.domain, confidence), task.gold[own]))
    return count_f1(pairs)


def count_f1(pairs: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """Return the micro-F1 of proposed against given codes.

    Examples
    --------
    >>> round(count_f1([(np.array([[1, 1]]), np.array([[1, 0]]))]), 3)
    0.667
    """
    both = sum(float((chosen * gold).sum()) for chosen, gold in pairs)
    total = sum(float(chosen.sum() + gold.sum()) for chosen, gold in pairs)
    return 2 * both / total if total else 1.0


def make_comparison(tasks: Mapping[str, Task], predictions: Predictions, apart: np.ndarray) -> pd.DataFrame:
    """Return one row per candidate, set of schools and domain or set of domains: F1 and calibration."""
    counted = {domain: task.material.counted for domain, task in tasks.items()}
    everyone = np.arange(len(next(iter(counted.values()))))
    groups = {
        "open domeinen": [domain for domain in tasks if domain not in CLOSED],
        "gesloten lijsten": [domain for domain in tasks if domain in CLOSED_LISTS],
        "alle domeinen": list(tasks),
        **{domain: [domain] for domain in tasks},
    }
    rows = []
    for name, confidence in {RULES: counted, **predictions}.items():
        for schools, kept in (("apart", apart), ("alle", everyone)):
            for group, domains in groups.items():
                rows.append((name, schools, group, *measure(tasks, confidence, domains, kept, name == RULES)))
    return pd.DataFrame(rows, columns=["kandidaat", "scholen", "domein", "f1", "brier", "ece"])


def measure(
    tasks: Mapping[str, Task],
    confidence: Mapping[str, np.ndarray],
    domains: list[str],
    rows: np.ndarray,
    hard: bool,
) -> tuple[float, float, float]:
    """Return micro-F1, Brier score and expected calibration error (ten bins) of some domains and rows."""
    pairs = [
        (confidence[d][rows] if hard else choose_codes(tasks[d].material.domain, confidence[d][rows]),
         tasks[d].gold[rows])
        for d in domains
    ]  # fmt: skip
    sure = np.concatenate([confidence[d][rows].ravel() for d in domains])
    right = np.concatenate([tasks[d].gold[rows].ravel() for d in domains])
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs((sure - right)[bins == one].sum()) for one in range(10)]
    return count_f1(pairs), float(np.mean((sure - right) ** 2)), float(sum(gaps) / len(sure))
