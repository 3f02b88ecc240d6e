"""From raw export to interviews and de-identified answers; nothing that identifies leaves this stage."""

from __future__ import annotations

from lobanalysis.paths import Project


def run_intake(project: Project, wave: str) -> None:
    """Write the intake tables of a wave; see `lobanalysis.intake.stage.run_intake`.

    The stage is imported here and not above, so that `lobanalysis.intake.wave` alone stays quick to import.
    """
    from lobanalysis.intake.stage import run_intake as run

    run(project, wave)
