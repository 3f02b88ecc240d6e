"""Joining the parts: one model over all domains turns rules and scores into a calibrated confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lobanalysis.coding.codebook import Domain
from lobanalysis.coding.suggestions.learners import Part, Task

INNER_FOLDS = 5
CERTAIN, LIKELY = 0.5, 0.3
RULE_LAYERS = slice(4, 9)  # where `make_features` puts what the rules find
UNKNOWN_WORDS = 0.25
NAMES, CLOSED = "rol_", ("kader", "kader_impuls", "sturing", "evaluatie", "richtinggevend")


@dataclass(frozen=True)
class Candidate:
    """A way to suggest: its name, whether it uses the rules, and the parts that give scores."""

    name: str
    rules: bool
    parts: tuple[str, ...]


def score_apart(task: Task, part: Part, folds: int = INNER_FOLDS) -> np.ndarray:
    """Return the scores of the training rows, each given by a model that did not see its school."""
    scores = np.zeros((len(task.train), task.gold.shape[1]))
    for fold in range(folds):
        own = np.arange(fold, len(task.train), folds)
        others = np.setdiff1d(np.arange(len(task.train)), own)
        scores[own] = part(task.split(task.train[others], task.train[own]))
    return scores


def make_features(
    task: Task, rows: np.ndarray, candidate: Candidate, scores: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Return what the joining model sees of each row and code: rows × codes × features."""
    domain, shape = task.material.domain, (len(rows), task.gold.shape[1])
    kinds = [domain.id.startswith(NAMES), domain.id in CLOSED, domain.single]
    share = (task.gold[task.train].sum(axis=0) + 0.5) / (len(task.train) + 1)
    layers = [np.broadcast_to(np.log(share / (1 - share)), shape)]
    layers += [np.full(shape, float(kind)) for kind in kinds]
    if candidate.rules:
        counted, found = task.material.counted[rows], find_raw(task, rows)
        layers += [counted, found * (1 - counted), *(counted * float(kind) for kind in kinds)]
    for part in candidate.parts:
        layers += [scores[part], scores[part] - find_best_other(scores[part])]
    return np.stack(layers, axis=2)


def find_raw(task: Task, rows: np.ndarray) -> np.ndarray:
    """Return 1 where a rule finds the code in some sentence of the row."""
    owner, found = task.material.owner, task.material.found
    return np.array([found[owner == row].max(axis=0, initial=0.0) for row in rows]).reshape(len(rows), -1)


def find_best_other(scores: np.ndarray) -> np.ndarray:
    """Return for each code the best score of the other codes; its own when there is no other."""
    if scores.shape[1] < 2:
        return scores
    columns = [np.delete(scores, code, axis=1).max(axis=1) for code in range(scores.shape[1])]
    return np.column_stack(columns)


class Joiner:
    """A logistic regression over the decisions of all domains together.

    A later wave uses words that no rule knows. So a candidate with rules and other parts also learns from
    the same decisions with the rules' findings taken out, for a quarter of the weight: that no rule finds a
    code then says less against it.
    """

    def __init__(
        self, features: Sequence[np.ndarray], gold: Sequence[np.ndarray], candidate: Candidate
    ) -> None:
        from sklearn.linear_model import LogisticRegression

        rows = np.vstack([one.reshape(-1, one.shape[2]) for one in features])
        labels = np.concatenate([one.ravel() for one in gold])
        weights = np.ones(len(rows))
        self._mean, self._spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
        if candidate.rules and candidate.parts:
            unknown = rows.copy()
            unknown[:, RULE_LAYERS] = 0.0
            rows, labels = np.vstack([rows, unknown]), np.concatenate([labels, labels])
            weights = np.concatenate([weights, weights * UNKNOWN_WORDS])
        model = LogisticRegression(C=1.0, max_iter=2000)
        self._model = model.fit(self._scale(rows), labels, sample_weight=weights)

    def predict(self, features: np.ndarray) -> np.ndarray:
        """Return the confidence of each row and code."""
        flat = self._scale(features.reshape(-1, features.shape[2]))
        return self._model.predict_proba(flat)[:, 1].reshape(features.shape[:2])

    def _scale(self, rows: np.ndarray) -> np.ndarray:
        return (rows - self._mean) / self._spread


def choose_codes(domain: Domain, confidence: np.ndarray) -> np.ndarray:
    """Return 1 where a code is proposed: more likely than not, and possible together.

    With one code per interview that is the likeliest one; a code that excludes the others stands alone. An
    answer with no code so far gets the likeliest one when that is at least `LIKELY`: most answers have one.
    """
    likeliest = np.arange(confidence.shape[1]) == confidence.argmax(axis=1)[:, None]
    if domain.single:
        return likeliest.astype(float)
    certain = confidence >= CERTAIN
    alone = likeliest & (confidence >= LIKELY) & ~certain.any(axis=1)[:, None]
    chosen = (certain | alone).astype(float)
    for code in (domain.code_ids.index(name) for name in domain.exclusive):
        clash = (chosen[:, code] > 0) & (chosen.sum(axis=1) > 1)
        wins = clash & (confidence[:, code] >= find_best_other(confidence)[:, code])
        chosen[wins] = 0.0
        chosen[:, code] = np.where(wins, 1.0, np.where(clash, 0.0, chosen[:, code]))
    return chosen
