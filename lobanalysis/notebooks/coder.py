"""The coding table: what a coder looks at in the notebook of their own, which is never published."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lobanalysis.analysis.bench_agreement import measure
from lobanalysis.coding.bench import Bench, read_bench
from lobanalysis.coding.cells import ANSWERED, Cell
from lobanalysis.coding.decisions import Given
from lobanalysis.coding.precedence import RULE
from lobanalysis.coding.rule_hits import find_rule_hits
from lobanalysis.coding.suggested import SUGGESTION, Suggested, locate_suggestions, read_suggested
from lobanalysis.coding.suggestions.material import find_offsets
from lobanalysis.errors import ParameterError, shorten
from lobanalysis.paths import Project, find_project

COLUMNS = ["interview_id", "domain", "code", "label", "coder", "sure", "field", "evidence"]
ROOM = 300


def open_coding_table(*, wave: str) -> CodingTable:
    """Return the coding table of a wave; tables that are missing or out of date are made first.

    Examples
    --------
    >>> open_coding_table(wave="2020").code("rol_begeleidend", "slb")            # doctest: +SKIP
    """
    from lobanalysis.stages import make_tables

    project = find_project()
    make_tables(project, wave, last="intake")
    return CodingTable(project, read_bench(project, wave))


@dataclass(frozen=True)
class CodingTable:
    """The codings of one wave with the answers they rest on; every method returns a new frame."""

    project: Project
    bench: Bench

    def code(self, domain: str, code: str) -> pd.DataFrame:
        """Return all evidence of one code: who gave it where, and the text it rests on."""
        self.check_code(domain, code)
        frame = self.list_evidence()
        return frame[(frame["domain"] == domain) & (frame["code"] == code)].reset_index(drop=True)

    def interview(self, interview: str = "") -> pd.DataFrame:
        """Return all codes of one interview (by default the first), of people, rules and model."""
        chosen = interview or min(self.bench.stamps)
        if chosen not in self.bench.stamps:
            raise ParameterError("interview", "there is no such interview", "the id of a counted interview")
        frame = self.list_evidence()
        return frame[frame["interview_id"] == chosen].reset_index(drop=True)

    def uncoded(self) -> pd.DataFrame:
        """Return per domain how many interviews nobody decided on, and the first of them."""
        decided = {(stamp, domain) for _, stamp, domain in self.bench.record.standing}
        rows = []
        for domain in self.bench.codebook.domains:
            left = [
                interview
                for interview, stamp in sorted(self.bench.stamps.items())
                if (stamp, domain.id) not in decided
            ]
            if domain.coded_by == "consensus":
                rows.append((domain.id, domain.label, len(self.bench.stamps), len(left), shorten(left, 3)))
        return pd.DataFrame(rows, columns=["domain", "label", "interviews", "uncoded", "first"])

    def use(self, domain: str) -> pd.DataFrame:
        """Return how often each coder gave each code of a domain: label, coder, n, decided, share."""
        standing, rows = self.bench.record.standing, []
        coders = sorted({coder for coder, _, name in standing if name == domain})
        for code in self.bench.codebook.domain(domain).codes:
            for coder in coders:
                made = [one for key, one in standing.items() if (key[0], key[2]) == (coder, domain)]
                n = sum(code.id in one.codes for one in made)
                rows.append((code.label, coder, n, len(made), n / len(made)))
        return pd.DataFrame(rows, columns=["label", "coder", "n", "decided", "share"])

    def certainty(self, domain: str, seed: int = 2020) -> pd.DataFrame:
        """Return how sure the codes of a domain are: the agreement of the coders per code, with intervals.

        Without two coders there is nothing to compare: no rows.
        """
        if len(self.bench.record.humans) < 2:
            return pd.DataFrame(columns=["domain", "code", "label", "interviews", "kappa"])
        table = measure(self.project, self.bench, [], seed)
        chosen = table[(table["domain"] == domain) & (table["code"] != "")]
        return chosen.reset_index(drop=True)

    def check_code(self, domain: str, code: str) -> None:
        """Raise `ParameterError` when the domain has no such code; the message names those it has."""
        known = self.bench.codebook.domain(domain).code_ids
        if code not in known:
            raise ParameterError("code", "the domain has no such code", f"one of: {shorten(known, 20)}")

    def list_evidence(self) -> pd.DataFrame:
        """Return every code that people, rules and model gave, with the text that it rests on."""
        rows = [
            self.make_row(self.bench.interviews[one.timestamp], one.domain, given, one.coder, "")
            for one in self.bench.record.standing.values()
            for given in one.given
            if given.code
        ]
        hits = find_rule_hits(self.project.tables(self.bench.wave) / "answers", self.bench.codebook)
        for (interview, domain), found in hits.items():
            for hit in found:
                given = Given(hit.code, "", hit.field, str(hit.start), str(hit.end))
                rows.append(self.make_row(interview, domain, given, RULE, ""))
        rows += self.list_suggestions()
        return pd.DataFrame(rows, columns=COLUMNS).sort_values(COLUMNS[:5], kind="stable", ignore_index=True)

    def list_suggestions(self) -> list[tuple[str, ...]]:
        """Return the rows of the suggestions beside the codings, where there are any."""
        path = locate_suggestions(self.bench.settings)
        if not path.is_file():
            return []
        found = read_suggested(path, self.bench.codebook, self.bench.stamps)
        return [
            self.make_row(
                one.interview_id, one.domain, self.place_suggestion(one), SUGGESTION, f"{one.confidence:.2f}"
            )
            for one in found
        ]

    def place_suggestion(self, one: Suggested) -> Given:
        """Return a suggestion with its place in one field; the file counts in all fields joined."""
        if not one.start:
            return Given(one.code)
        domain = self.bench.codebook.domain(one.domain)
        texts = {field: self.bench.read_answer(field, one.interview_id) for field in domain.fields}
        offsets = find_offsets(domain, {field: Cell(ANSWERED, text) for field, text in texts.items()})
        field = [name for name in domain.fields if offsets[name] <= int(one.start)][-1]
        start, end = (int(place) - offsets[field] for place in (one.start, one.end))
        if start > len(texts[field]):
            return Given(one.code)
        return Given(one.code, "", field, str(start), str(min(end, len(texts[field]))))

    def make_row(self, interview: str, domain: str, given: Given, coder: str, sure: str) -> tuple[str, ...]:
        """Return one code with the fragment it rests on; when none was told, the beginning of the answer."""
        known = self.bench.codebook.domain(domain)
        label = next(code.label for code in known.codes if code.id == given.code)
        fields = [given.field] if given.field else self.bench.list_fields(known)[:1]
        text = self.bench.read_answer(fields[0], interview) if fields else ""
        told = text[int(given.start) : int(given.end)] if given.start else text[:ROOM]
        return interview, domain, given.code, label, coder, sure, "".join(fields), told
