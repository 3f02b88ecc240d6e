"""Which sentence of an answer a code belongs to: the consensus codes answers, the models learn sentences."""

from __future__ import annotations

import numpy as np

from lobanalysis.coding.suggestions.examples import Examples
from lobanalysis.coding.suggestions.material import Material

BESIDE = 0.3
GUESSED = 0.5


def label_sentences(
    material: Material, gold: np.ndarray, sentences: np.ndarray, examples: Examples | None, rules: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Return label and weight of each sentence for each code.

    A code of an answer goes to the sentences in which a rule finds it; else to the one most like the examples
    of the code; else to all. What is not certain weighs less.

    Parameters
    ----------
    material : Material
        The domain.
    gold : array, interviews × codes
        The consensus.
    sentences : array of int
        The sentences to label.
    examples : Examples or None
        To compare with.
    rules : bool
        Whether what rules find may be used.
    """
    owners = material.owner[sentences]
    labels, weights = np.zeros((len(sentences), gold.shape[1])), np.ones((len(sentences), gold.shape[1]))
    likeness = compare_with_examples(material.vectors[sentences], examples) if examples else None
    for row, code in np.argwhere(gold[np.unique(owners)] > 0) if len(sentences) else ():
        own = np.flatnonzero(owners == np.unique(owners)[row])
        hit = material.found[sentences[own], code] > 0
        if rules and hit.any():
            labels[own[hit], code], weights[own[~hit], code] = 1, BESIDE
        elif likeness is not None and len(own) > 1:
            labels[own[np.argmax(likeness[own, code])], code], weights[own, code] = 1, GUESSED
        else:
            labels[own, code] = 1
    return labels, weights


def compare_with_examples(vectors: np.ndarray, examples: Examples) -> np.ndarray | None:
    """Return how much more each sentence is like the examples of a code than like those of the others."""
    if not examples.texts:
        return None
    likeness = vectors @ examples.vectors.T
    best = [
        likeness[:, own > 0].max(axis=1) if own.any() else np.zeros(len(vectors)) for own in examples.gold.T
    ]
    return np.column_stack(best) - np.mean(best, axis=0)[:, None]
