"""The study as notebooks see it: one wave, one edition, and a method for each thing to show."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lobanalysis.errors import ParameterError
from lobanalysis.paths import Project, find_project

if TYPE_CHECKING:
    import pandas as pd

NATIONAL = "national"
# The waves whose tables the pipeline has just made, so that its kernels need not look again.
READY_VARIABLE = "LOB_TABLES_READY"


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
    if wave not in os.environ.get(READY_VARIABLE, "").split(","):
        from lobanalysis.stages import make_tables

        make_tables(project, wave)
    study = Study(project, wave, edition, group)
    study.check_group()
    return study


@dataclass(frozen=True)
class Study:
    """One wave seen by one edition; every method returns a new frame."""

    project: Project
    wave: str
    edition: str = NATIONAL
    group: str = ""

    def check_group(self) -> None:
        """Raise `ParameterError` when edition and group do not go together."""
        if self.edition != NATIONAL:
            from lobanalysis.notebooks.groups import check_edition

            check_edition(self.project, self.wave, self.edition, self.group)
        elif self.group:
            raise ParameterError("group", "the national edition has no group", 'an empty text: ""')

    def result(self, domain: str, base: str = "all_schools") -> pd.DataFrame:
        """Return the codes of a domain with their counts, most mentioned first (a single choice as coded).

        Columns: code, label, n, base, base_kind, share, ci_low, ci_high, shown, shown_as, reason. Codes that
        exclude the others ('geen') come last.
        """
        from lobanalysis.notebooks.results import select_result

        return select_result(self.project, self.wave, self.edition, self.group, domain, base)

    def by_group(self, domain: str, variable: str) -> pd.DataFrame:
        """Return the codes of a domain for all schools and each group of `variable`, in national order."""
        from lobanalysis.notebooks.results import select_result_by_group

        national = self.result(domain)
        return select_result_by_group(self.project, self.wave, domain, variable, list(national["code"]))

    def indicators(self, *names: str) -> pd.DataFrame:
        """Return the indicators of these ids, in this order, with the columns of `result`."""
        from lobanalysis.notebooks.results import select_indicators

        return select_indicators(self.project, self.wave, self.edition, self.group, names)

    def combinations(self, domain: str) -> pd.DataFrame:
        """Return which codes of a domain go together, with the number of schools."""
        from lobanalysis.analysis.reader import read_combinations

        return read_combinations(self.project, self.wave, domain)

    def response(self, *variables: str) -> pd.DataFrame:
        """Return register, interviews and share per group of these variables (total, region, kind, size)."""
        from lobanalysis.notebooks.method import select_response

        return select_response(self.project, self.wave, variables)

    def account(self) -> pd.DataFrame:
        """Return how many submissions were counted or set aside, with the reason."""
        from lobanalysis.notebooks.method import count_outcomes

        return count_outcomes(self.project, self.wave)

    def dates(self) -> pd.DataFrame:
        """Return from how many interviews the date is known, and how."""
        from lobanalysis.notebooks.method import tabulate_dates

        return tabulate_dates(self.project, self.wave)

    def sources(self) -> pd.DataFrame:
        """Return per domain how many codes come from consensus, one coder and rules."""
        from lobanalysis.notebooks.codebook import tabulate_sources

        return tabulate_sources(self.project, self.wave)

    def groups(self) -> pd.DataFrame:
        """Return the groups of the wave with their number of interviews: variable, group, labels, n."""
        from lobanalysis.notebooks.groups import read_groups

        return read_groups(self.project, self.wave)

    def hidden(self) -> pd.DataFrame:
        """Return the counts of groups that are not shown, with class and reason."""
        from lobanalysis.notebooks.groups import list_hidden

        return list_hidden(self.project, self.wave)

    def hidden_counts(self) -> pd.DataFrame:
        """Return per domain and group variable how many counts are shown, small, or would tell another."""
        from lobanalysis.notebooks.groups import tabulate_hidden

        return tabulate_hidden(self.project, self.wave)

    def agreement(self) -> pd.DataFrame:
        """Return the agreement of the coders per domain, measures also as text with their interval."""
        from lobanalysis.notebooks.agreement import read_agreement

        return read_agreement(self.project, self.wave)

    def code_agreement(self, least: int) -> pd.DataFrame:
        """Return the codes on which the coders agree least."""
        from lobanalysis.notebooks.agreement import read_code_agreement

        return read_code_agreement(self.project, self.wave, least)

    def pair_agreement(self) -> pd.DataFrame:
        """Return kappa between coders beside that of coder and rule, and of coder and suggestion."""
        from lobanalysis.notebooks.agreement import read_pair_agreement

        return read_pair_agreement(self.project, self.wave)

    def suggestions(self) -> pd.DataFrame:
        """Return how right each way to suggest codes was, on schools kept apart."""
        from lobanalysis.notebooks.suggestions import read_suggestions

        return read_suggestions(self.project)

    def published(self) -> pd.DataFrame:
        """Return the figures of the earlier report beside the computed ones."""
        from lobanalysis.notebooks.method import read_published

        return read_published(self.project, self.wave)

    def claims(self) -> pd.DataFrame:
        """Return the claims of the report with their sentence, test, value, n, base and outcome."""
        from lobanalysis.notebooks.claims import tabulate_claims

        return tabulate_claims(self.project, self.wave)

    def claims_by_edition(self) -> pd.DataFrame:
        """Return per edition how many claims are true there, false, not to be said, or not meant for it."""
        from lobanalysis.notebooks.claims import tabulate_editions

        return tabulate_editions(self.project, self.wave)

    def exemptions(self) -> pd.DataFrame:
        """Return what the chapters mark as no claim, by reason: reason, n, words."""
        from lobanalysis.notebooks.claims import tabulate_exemptions

        return tabulate_exemptions(self.project, self.wave)

    def questionnaire(self) -> pd.DataFrame:
        """Return the questions of the form."""
        from lobanalysis.notebooks.questionnaire import list_questions

        return list_questions(self.project, self.wave)

    def themes(self) -> pd.DataFrame:
        """Return the themes of form and report beside each other."""
        from lobanalysis.notebooks.questionnaire import list_themes

        return list_themes(self.project, self.wave)

    def domains(self) -> pd.DataFrame:
        """Return the domains of the codebook, with kind and coders in words."""
        from lobanalysis.notebooks.codebook import tabulate_domains

        return tabulate_domains(self.project, self.wave)

    def codebook(self, chapter: str) -> pd.DataFrame:
        """Return the codes of a chapter's domains with their definitions."""
        from lobanalysis.notebooks.codebook import tabulate_codes

        return tabulate_codes(self.project, self.wave, chapter)

    def quotes(self, *, chapter: str, question: str, code: str = "") -> pd.DataFrame:
        """Return the quotes that may be shown in a chapter for a question (and a code).

        An edition for one group has no quotes: there they would point at fewer schools.
        """
        from lobanalysis.notebooks.quotes import select_quotes

        quotes = select_quotes(self.project, self.wave, chapter, question, code)
        return quotes if self.edition == NATIONAL else quotes.head(0)

    def quantity_words(self) -> pd.DataFrame:
        """Return the table of words for shares: from_to, word."""
        from lobanalysis.presentation.method_words import tabulate_quantity_words

        return tabulate_quantity_words()

    def versions(self) -> pd.DataFrame:
        """Return the versions of Python and the packages that decide what comes out."""
        from lobanalysis.provenance import list_versions

        return list_versions()

    def files(self) -> pd.DataFrame:
        """Return the source files with their fingerprints."""
        from lobanalysis.provenance import list_files

        return list_files(self.project, self.wave)
