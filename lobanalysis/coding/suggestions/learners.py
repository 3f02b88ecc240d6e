"""The parts of a suggestion: scores per code from words (n-grams) or from meaning (vectors of sentences)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from lobanalysis.coding.suggestions.examples import Examples
from lobanalysis.coding.suggestions.labels import label_sentences
from lobanalysis.coding.suggestions.material import Material

NEVER = -4.0
SCALE = 10.0  # vectors of e5 lie close together


@dataclass(frozen=True)
class Task:
    """One domain to learn: material, consensus, examples, and the rows to learn from and to score."""

    material: Material
    gold: np.ndarray
    examples: Examples | None
    train: np.ndarray
    test: np.ndarray

    def split(self, train: np.ndarray, test: np.ndarray) -> Task:
        """Return the same with other rows."""
        return replace(self, train=train, test=test)

    def sentences(self, rows: np.ndarray) -> np.ndarray:
        """Return which sentences belong to these interviews."""
        return np.flatnonzero(np.isin(self.material.owner, rows))


Part = Callable[[Task], np.ndarray]


def score_answers(task: Task) -> np.ndarray:
    """Baseline: character n-grams of the whole answer; scores of the test rows × codes."""
    texts, labels = task.material.texts, task.gold[task.train]
    train, test = _count_ngrams([texts[row] for row in task.train], [texts[row] for row in task.test])
    return _fit(train, labels, np.ones_like(labels), test)


def score_sentences(task: Task) -> np.ndarray:
    """Baseline: vectors of sentences, each labelled with all codes of its answer."""
    train = task.sentences(task.train)
    labels = task.gold[task.material.owner[train]]
    return _score_vectors(replace(task, examples=None), train, labels, np.ones_like(labels))


def make_words_part(rules: bool) -> Part:
    """Return the part that looks at character n-grams of sentences, learned with the examples."""

    def score(task: Task) -> np.ndarray:
        train, test = task.sentences(task.train), task.sentences(task.test)
        labels, weights = label_sentences(task.material, task.gold, train, task.examples, rules)
        segments = task.material.segments
        learned = [segments[place].text for place in train]
        if task.examples:
            learned += task.examples.texts
            labels = np.vstack([labels, task.examples.gold])
            weights = np.vstack([weights, np.ones_like(task.examples.gold)])
        features = _count_ngrams(learned, [segments[place].text for place in test])
        return _take_best(task, _fit(features[0], labels, weights, features[1]), test)

    return score


def make_meaning_part(rules: bool) -> Part:
    """Return the part that looks at vectors of sentences, learned with the examples."""

    def score(task: Task) -> np.ndarray:
        train = task.sentences(task.train)
        labels, weights = label_sentences(task.material, task.gold, train, task.examples, rules)
        return _score_vectors(task, train, labels, weights)

    return score


def score_meaning_of_sentences(task: Task) -> np.ndarray:
    """Return the scores of each sentence of the test rows, to find the one that a code came from."""
    train = task.sentences(task.train)
    labels, weights = label_sentences(task.material, task.gold, train, task.examples, True)
    return _fit_vectors(task, train, labels, weights)


def _score_vectors(task: Task, train: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return _take_best(task, _fit_vectors(task, train, labels, weights), task.sentences(task.test))


def _fit_vectors(task: Task, train: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    vectors = task.material.vectors
    mean = vectors[train].mean(axis=0) if len(train) else 0.0
    learned = (vectors[train] - mean) * SCALE
    if task.examples and task.examples.texts:
        learned = np.vstack([learned, (task.examples.vectors - mean) * SCALE])
        labels = np.vstack([labels, task.examples.gold])
        weights = np.vstack([weights, np.ones_like(task.examples.gold)])
    return _fit(learned, labels, weights, (vectors[task.sentences(task.test)] - mean) * SCALE, strength=1.0)


def _take_best(task: Task, scores: np.ndarray, sentences: np.ndarray) -> np.ndarray:
    """Return per interview and code the score of its best sentence."""
    owners = task.material.owner[sentences]
    best = [scores[owners == row].max(axis=0, initial=NEVER) for row in task.test]
    return np.array(best).reshape(len(task.test), task.gold.shape[1])


def _count_ngrams(train: list[str], test: list[str]):  # noqa: ANN202
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    learned = counter.fit_transform([*train, "niets"])[: len(train)]
    return learned, counter.transform(test) if test else learned[:0]


def _fit(train, labels: np.ndarray, weights: np.ndarray, test, strength: float = 10.0) -> np.ndarray:
    """Return the decision of one logistic regression per code for the test rows."""
    columns = [
        _fit_code(train, labels[:, code], weights[:, code], test, strength) for code in range(labels.shape[1])
    ]
    return np.column_stack(columns)


def _fit_code(train, labels: np.ndarray, weights: np.ndarray, test, strength: float) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    if not test.shape[0] or len(set(labels)) < 2:
        return np.full(test.shape[0], NEVER if not labels.any() else -NEVER)
    model = LogisticRegression(
        C=strength, class_weight="balanced", solver="liblinear", random_state=0, max_iter=200
    )
    return model.fit(train, labels, sample_weight=weights).decision_function(test)
