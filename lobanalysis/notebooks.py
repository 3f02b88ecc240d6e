"""What a notebook needs: `open_study` makes the tables when they are missing and hands them out to show.

A notebook asks and shows; everything here reads a table that a stage wrote, and picks and names its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lobanalysis import provenance
from lobanalysis.analysis.reader import (
    NATIONAL,
    read_numbers,
    read_table,
    select_edition,
    select_groups,
    sort_by_count,
)
from lobanalysis.analysis.study import read_stage_table
from lobanalysis.coding.codebook import Codebook, read_codebook
from lobanalysis.coding.codebook_tables import tabulate_codes, tabulate_domains
from lobanalysis.errors import ParameterError
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.questionnaire import tabulate_questions, tabulate_themes
from lobanalysis.intake.wave import Wave, read_wave
from lobanalysis.paths import Project, find_project
from lobanalysis.presentation import method_words
from lobanalysis.presentation.wording import GROUP_VARIABLES
from lobanalysis.stages import make_tables


def open_study(*, wave: str, edition: str = NATIONAL, group: str = "") -> Study:
    """Return the study of a wave, for the national edition or for one group of schools.

    Tables that are missing or out of date are made first.

    Raises
    ------
    ParameterError
        When edition and group do not go together, or the wave has no such group.

    Examples
    --------
    >>> study = open_study(wave="2020")                                    # doctest: +SKIP
    >>> study.result("rol_begeleidend").columns[:4].tolist()              # doctest: +SKIP
    ['code', 'label', 'n', 'base']
    """
    project = find_project()
    make_tables(project, wave)
    study = Study(project, read_wave(project, wave), edition, group)
    study.check_group()
    return study


@dataclass(frozen=True)
class Study:
    """One wave seen by one edition; every method returns a new frame."""

    project: Project
    wave: Wave
    edition: str = NATIONAL
    group: str = ""

    @cached_property
    def codebook_data(self) -> Codebook:
        """The codebook that the wave was coded with."""
        return read_codebook(self.wave.locate(self.wave.codebook.folder))

    def check_group(self) -> None:
        """Raise `ParameterError` when edition and group do not go together."""
        if self.edition == NATIONAL:
            if self.group:
                raise ParameterError("group", "the national edition has no group", 'an empty text: ""')
            return
        if self.edition not in self.wave.groups:
            known = ", ".join([NATIONAL, *self.wave.groups])
            raise ParameterError("edition", "there is no such edition", f"one of: {known}")
        groups = self.groups().query("variable == @self.edition")["group"]
        if self.group not in set(groups):
            raise ParameterError("group", f"no such group of {self.edition}", f"one of: {', '.join(groups)}")

    def result(self, domain: str, base: str = "all_schools") -> pd.DataFrame:
        """Return the codes of a domain with their counts, most mentioned first (a single choice as coded).

        Columns: code, label, n, base, base_kind, share, ci_low, ci_high, shown, shown_as, reason. Codes that
        exclude the others ('geen') come last.
        """
        frame = select_edition(self._read(f"result/{domain}"), self.edition, self.group, base)
        settings = self.codebook_data.domain(domain)
        if settings.single:
            return frame
        excluding = frame["code"].isin(settings.exclusive)
        parts = [sort_by_count(frame[~excluding]), sort_by_count(frame[excluding])]
        return pd.concat(parts, ignore_index=True)

    def by_group(self, domain: str, variable: str) -> pd.DataFrame:
        """Return the codes of a domain for all schools and each group of `variable`, in national order."""
        frame = select_groups(self._read(f"result/{domain}"), variable)
        order = {code: place for place, code in enumerate(self.result(domain)["code"])}
        return frame.sort_values("code", key=lambda codes: codes.map(order), kind="stable", ignore_index=True)

    def indicators(self, *names: str) -> pd.DataFrame:
        """Return the indicators of these ids, in this order, with the columns of `result`."""
        frame = select_edition(self._read("result/_indicators"), self.edition, self.group)
        return frame.set_index("indicator", drop=False).loc[list(names)].reset_index(drop=True)

    def combinations(self, domain: str) -> pd.DataFrame:
        """Return which codes of a domain go together, with the number of schools."""
        return self._read(f"combinations/{domain}")

    def response(self, *variables: str) -> pd.DataFrame:
        """Return register, interviews and share per group of these variables (total, region, kind, size)."""
        frame = self._read("response")
        frame["variable_label"] = frame["variable"].map(GROUP_VARIABLES)
        return pd.concat([frame[frame["variable"] == name] for name in variables], ignore_index=True)

    def account(self) -> pd.DataFrame:
        """Return how many submissions were counted or set aside, with the reason."""
        account = self._read_intake("account")
        frame = account.groupby(["outcome", "reason"], sort=False).size().reset_index(name="n")
        frame["outcome_label"] = frame["outcome"].map(method_words.OUTCOMES)
        return frame.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)

    def dates(self) -> pd.DataFrame:
        """Return from how many interviews the date is known, and how."""
        counts = read_numbers(self.project, self.wave.wave)["intake"]["dates"]
        rows = [(source, label, counts.get(source, 0)) for source, label in method_words.DATES.items()]
        return pd.DataFrame(rows, columns=["source", "label", "n"])

    def sources(self) -> pd.DataFrame:
        """Return per domain how many codes come from consensus, one coder and rules."""
        frame = self._read("sources").pivot_table(index="domain", columns="source", values="n", fill_value=0)
        domains = self.domains().set_index("domain")
        frame = frame.reindex(
            index=domains.index, columns=["consensus", "human", "rule"], fill_value=0
        ).astype(int)
        status = domains["provisional"].map(method_words.STATUS)
        return frame.assign(label=domains["label"], status=status).reset_index()

    def groups(self) -> pd.DataFrame:
        """Return the groups of the wave with their number of interviews: variable, group, labels, n."""
        numbers = read_numbers(self.project, self.wave.wave)["groups"]
        rows = [
            (variable, self.wave.groups[variable].label, group, entry["label"], entry["n"])
            for variable, entries in numbers.items()
            for group, entry in entries.items()
        ]
        return pd.DataFrame(rows, columns=["variable", "variable_label", "group", "group_label", "n"])

    def agreement(self) -> pd.DataFrame:
        """Return the agreement of the two coders per domain."""
        return self._read("agreement")

    def published(self) -> pd.DataFrame:
        """Return the figures of the earlier report beside the computed ones."""
        frame = self._read("published")
        return frame.assign(
            range=method_words.format_ranges(frame),
            outcome_label=frame["outcome"].map(method_words.MATCHES),
        )

    def questionnaire(self) -> pd.DataFrame:
        """Return the questions of the form."""
        return tabulate_questions(read_instrument(self.wave))

    def themes(self) -> pd.DataFrame:
        """Return the themes of form and report beside each other."""
        return tabulate_themes(read_instrument(self.wave))

    def domains(self) -> pd.DataFrame:
        """Return the domains of the codebook, with kind and coders in words."""
        frame = tabulate_domains(self.codebook_data)
        words = {"kind": method_words.KINDS, "coded_by": method_words.SOURCES}
        return frame.assign(**{column: frame[column].map(names) for column, names in words.items()})

    def codebook(self, chapter: str) -> pd.DataFrame:
        """Return the codes of a chapter's domains with their definitions."""
        return tabulate_codes(self.codebook_data, chapter)

    def quotes(self, *, chapter: str, question: str, code: str = "") -> pd.DataFrame:
        """Return the quotes that may be shown in a chapter for a question (and a code).

        An edition for one group has no quotes: there they would point at fewer schools.
        """
        frame = self._read_intake("quotes")
        chosen = frame["chapter"].eq(chapter) & frame["field"].eq(question)
        chosen &= frame["code"].eq(code) if code else True
        return frame.loc[chosen & (self.edition == NATIONAL), ["quote"]].reset_index(drop=True)

    def quantity_words(self) -> pd.DataFrame:
        """Return the table of words for shares: from_to, word."""
        return method_words.tabulate_quantity_words()

    def versions(self) -> pd.DataFrame:
        """Return the versions of Python and the packages that decide what comes out."""
        return provenance.list_versions()

    def files(self) -> pd.DataFrame:
        """Return the source files with their fingerprints."""
        return provenance.list_files(self.project, self.wave.wave)

    def _read(self, name: str) -> pd.DataFrame:
        return read_table(self.project, self.wave.wave, name)

    def _read_intake(self, name: str) -> pd.DataFrame:
        return read_stage_table(self.project.tables(self.wave.wave) / f"{name}.csv")
