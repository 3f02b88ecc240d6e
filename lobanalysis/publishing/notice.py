"""The notice that the answers are synthetic, as the variables hold it."""

from __future__ import annotations

from collections.abc import Mapping


def find_notice(variables: Mapping[str, object]) -> str:
    """Return the notice that the answers are synthetic; empty for a real wave.

    Examples
    --------
    >>> find_notice({"melding": {"synthetisch": "Verzonnen."}})
    'Verzonnen.'
    """
    notice = variables.get("melding")
    return str(notice.get("synthetisch") or "") if isinstance(notice, Mapping) else ""
