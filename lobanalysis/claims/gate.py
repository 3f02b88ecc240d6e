"""The gate of the build: nothing is rendered while a claim is false or a quantity is said untied.

Light, since it stands in every build: what did not change since it was right is not looked at again.
"""

from __future__ import annotations

from pathlib import Path

from lobanalysis.execution.stamps import find_changes, hash_files, write_stamp
from lobanalysis.paths import Project

HERE = Path(__file__).resolve().parent
READ = ("index.qmd", "report/*.qmd", "report/claims.yml", "report/hoeveelheden.csv")


def check_claims(project: Project, wave: str, *, force: bool = False) -> None:
    """Check that claims and sentences fit, that no quantity is said untied, and that every claim is true.

    Raises
    ------
    ClaimError
        Naming what is not right, with file and line; of a false claim also what it came to.
    """
    stamp = project.build / wave / "stamps" / "claims-check.json"
    table = project.tables(wave) / "claims.csv"
    files = {path for pattern in READ for path in project.root.glob(pattern)}
    inputs = hash_files(project.root, [*files, table]) | hash_files(HERE.parent, HERE.glob("*.py"))
    if not force and not find_changes(stamp, inputs, project.root):
        return
    from lobanalysis.claims.checks import check_outcomes, check_prose

    check_prose(project)
    check_outcomes(project, wave)
    write_stamp(stamp, inputs, project.root, [])
