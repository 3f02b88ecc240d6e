"""The stages of a wave in order: the function of each, which files it reads, and which tables it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from lobanalysis.paths import Project


@dataclass(frozen=True)
class Stage:
    """One stage: the function that does it, the files that it reads and the tables that it writes.

    Patterns are globs from the project's root; `{wave}` and `{tables}` stand for the wave and its tables.
    What `passes` matches is of later stages, whatever `reads` says.
    """

    name: str
    module: str
    function: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    passes: tuple[str, ...] = ()

    def load(self) -> Callable[[Project, str], object]:
        """Return the function that does this stage; only now are its libraries imported."""
        return getattr(import_module(self.module), self.function)


STAGES = (
    Stage(
        name="intake",
        module="lobanalysis.intake.stage",
        function="run_intake",
        reads=("data/{wave}/**/*", "data/privacy/**/*", "data/*.yml", "data/codebook/*", "requirements.lock"),
        writes=("interviews.csv", "account.csv", "intake.json", "quotes.csv", "answers/*.csv"),
        passes=("data/{wave}/coderingen/**/*", "data/{wave}/uitgaven/**/*", "data/{wave}/weggelaten.csv"),
    ),
    Stage(
        name="coding",
        module="lobanalysis.coding.stage",
        function="run_coding",
        reads=(
            "data/{wave}/wave.yml",
            "data/{wave}/coderingen/**/*",
            "data/codebook/*",
            "{tables}/interviews.csv",
            "{tables}/answers/*.csv",
        ),
        writes=("coded/*.csv", "codebook/*.json"),
    ),
    Stage(
        name="analysis",
        module="lobanalysis.analysis.stage",
        function="run_analysis",
        reads=(
            "data/{wave}/*.yml",
            "data/{wave}/*.csv",
            "data/codebook/*",
            "{tables}/interviews.csv",
            "{tables}/account.csv",
            "{tables}/intake.json",
            "{tables}/answers/*.csv",
            "{tables}/coded/*.csv",
        ),
        writes=(
            "result/*.csv",
            "combinations/*.csv",
            "response.csv",
            "agreement*.csv",
            "published.csv",
            "sources.csv",
            "groups.csv",
            "dates.csv",
            "hidden*.csv",
            "numbers.json",
            "numbers/*.json",
        ),
    ),
    Stage(
        name="claims",
        module="lobanalysis.claims.stage",
        function="run_claims",
        reads=(
            *("index.qmd", "report/*.qmd", "report/claims.yml", "build/*/tables/result/*.csv"),
            *("{tables}/codebook/*.json", "{tables}/groups.csv", "{tables}/numbers.json"),
        ),
        writes=("claims.csv", "exempt.csv"),
    ),
)
