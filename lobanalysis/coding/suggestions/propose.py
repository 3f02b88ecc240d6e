"""Suggestions for a wave: which code, how sure, and the place in the answer that led to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lobanalysis.coding.suggestions.embeddings import KeptVectors, embed_in_parts, find_missing
from lobanalysis.coding.suggestions.joining import Candidate, Joiner, choose_codes, make_features, score_apart
from lobanalysis.coding.suggestions.learners import (
    Task,
    make_meaning_part,
    make_words_part,
    score_meaning_of_sentences,
)
from lobanalysis.coding.suggestions.processes import run_parts
from lobanalysis.coding.suggestions.sources import Study, list_texts, make_tasks, read_study
from lobanalysis.files import write_file
from lobanalysis.paths import Project

COLUMNS = ("interview_id", "tijdstempel", "domein", "code", "confidence", "evidence_start", "evidence_end")
CHOSEN = Candidate("regels, n-grammen en zinnen", True, ("words", "meaning"))
PARTS = {"words": make_words_part(rules=True), "meaning": make_meaning_part(rules=True)}
RULES_ALONE = 0.93  # share of right codes among those of the rules, on the schools kept apart
VECTORS = "suggesties/vectors.npz"


def write_suggestions(
    project: Project, wave: str, teachers: Sequence[str], target: Path
) -> tuple[int, list[str]]:
    """Write the suggestions for a wave; return how many, and the packages that were missed.

    Without the extra `suggest` the rules alone suggest. What they suggest is never counted.

    Raises
    ------
    SourceError
        When a table of the intake or the consensus to learn from is missing.
    """
    study, missing = read_study(project, wave, teachers), find_missing()
    rows = list_rule_rows(study, wave) if missing else list_learned_rows(project, study, wave)
    lines = [";".join(COLUMNS), *(";".join(row) for row in sorted(rows))]
    write_file(target, "\n".join(lines) + "\n")
    return len(rows), missing


def list_learned_rows(project: Project, study: Study, wave: str) -> list[tuple[str, ...]]:
    """Return the rows that the chosen model suggests."""
    kept = KeptVectors(project.build / VECTORS, embed_in_parts)
    kept(list_texts(study))
    kept.save()
    tasks = make_tasks(study, kept)
    scores = dict(zip(tasks, run_parts(score_domain, list(tasks.values())), strict=True))
    confidences = estimate_confidence(tasks, study, scores)
    return [
        row
        for domain, task in tasks.items()
        for row in list_rows(study, wave, task, confidences[domain], scores[domain].best)
    ]


def list_rule_rows(study: Study, wave: str) -> list[tuple[str, ...]]:
    """Return the rows that the rules alone suggest."""
    tasks = make_tasks(study, lambda texts: np.zeros((len(texts), 1)))
    none = {}
    return [
        row
        for task in tasks.values()
        for row in list_rows(
            study, wave, task, task.material.counted * RULES_ALONE, none, task.material.counted
        )
    ]


@dataclass(frozen=True)
class Scores:
    """What the parts say of all interviews of a domain, and the likeliest sentence of each code."""

    parts: dict[str, np.ndarray]
    best: dict[tuple[int, int], tuple[int, int]]


def score_domain(task: Task) -> Scores:
    """Return the scores of all interviews: new ones by the whole model, taught ones by one without them."""
    if not len(task.train):
        return Scores({}, {})
    return Scores({name: score_all(task, name) for name in CHOSEN.parts}, find_best_sentences(task))


def score_all(task: Task, name: str) -> np.ndarray:
    """Return the scores of all interviews by one part."""
    scores = PARTS[name](task)
    scores[task.train] = score_apart(task, PARTS[name])
    return scores


def estimate_confidence(
    tasks: Mapping[str, Task], study: Study, scores: Mapping[str, Scores]
) -> dict[str, np.ndarray]:
    """Return the confidence per domain: interviews × codes.

    The joining model learns from the schools that the rules were not written with, each scored by models that
    did not see it. So is an interview with a consensus itself. Where nothing was taught, rules speak alone.
    """
    taught = {domain: task for domain, task in tasks.items() if len(task.train)}
    features = {
        domain: make_features(task, task.test, CHOSEN, scores[domain].parts)
        for domain, task in taught.items()
    }
    apart, gold = [], []
    for domain, task in taught.items():
        rows = [row for row in task.train if task.material.interviews[row] not in study.written_with]
        apart.append(features[domain][rows])
        gold.append(task.gold[rows])
    joiner = Joiner(apart, gold, CHOSEN)
    return {
        domain: joiner.predict(features[domain]) if domain in taught else task.material.counted * RULES_ALONE
        for domain, task in tasks.items()
    }


def find_best_sentences(task: Task) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each interview and code the place of the sentence that is most like it."""
    scores, owner, segments = score_meaning_of_sentences(task), task.material.owner, task.material.segments
    best = {}
    for row in task.test:
        own = np.flatnonzero(owner == row)
        for code in range(scores.shape[1]) if len(own) else ():
            segment = segments[own[np.argmax(scores[own, code])]]
            best[row, code] = (segment.start, segment.end)
    return best


def list_rows(
    study: Study,
    wave: str,
    task: Task,
    confidence: np.ndarray,
    best: Mapping,
    chosen: np.ndarray | None = None,
) -> list[tuple[str, ...]]:
    """Return the rows of one domain: what is chosen of the wave, with its evidence."""
    material, rows = task.material, []
    picked = choose_codes(material.domain, confidence) if chosen is None else chosen
    for row, code in np.argwhere(picked > 0):
        key = material.interviews[row]
        owner, _, interview = key.partition("/")
        if owner == wave:
            start, end = find_evidence(task, row, code, best)
            name, sure = material.domain.code_ids[code], f"{confidence[row, code]:.3f}"
            rows.append(
                (interview, study.timestamps[key], material.domain.id, name, sure, str(start), str(end))
            )
    return rows


def find_evidence(task: Task, row: int, code: int, best: Mapping) -> tuple[int, int]:
    """Return the place that a suggestion came from: the sentence around a rule's hit, else the likeliest."""
    hit = task.material.evidence.get((row, code))
    if hit is None:
        return best.get((row, code), (0, len(task.material.texts[row])))
    own = np.flatnonzero(task.material.owner == row)
    around = (task.material.segments[place] for place in own)
    return next(((one.start, one.end) for one in around if one.start <= hit[0] and hit[1] <= one.end), hit)
