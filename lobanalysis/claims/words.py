"""The Dutch words of claims, for the appendix: what was tested, and what it came to."""

from __future__ import annotations

from lobanalysis.claims import kinds
from lobanalysis.claims.claim import Bounds, Claim
from lobanalysis.claims.judging import Evidence
from lobanalysis.claims.results import Count
from lobanalysis.presentation.wording import format_percent

LIMITS = {"at_least": "ten minste", "above": "meer dan", "at_most": "ten hoogste", "below": "minder dan"}
DIRECTIONS = {"up": "gestegen", "down": "gedaald"}
NO_NUMBER = "geen getal"


def format_test(claim: Claim) -> str:
    """Return what a claim is tested on, as a phrase.

    Examples
    --------
    >>> format_test(kinds.Several(id="a", test="several", of=["d.a", "d.b"]))
    'ten minste 2 van deze 2 komen voor'
    """
    match claim:
        case kinds.Compare():
            least = f", verschil ten minste {claim.by}" if claim.by > 1 else ""
            return f"bij meer scholen dan de andere{least}"
        case kinds.Rank():
            return f"staat alleen op plaats {claim.place}"
        case kinds.Top():
            return f"precies deze {len(claim.codes)} staan bovenaan"
        case kinds.Order():
            return (
                "de eerste plaats is ongedeeld"
                if claim.places == 1
                else (f"de eerste {claim.places} plaatsen zijn ongedeeld")
            )
        case kinds.All():
            return "alle scholen"
        case kinds.Absent():
            return "geen enkele school"
        case kinds.Most():
            return "meer dan de helft van de scholen"
        case kinds.Several():
            least = f" bij ten minste {claim.schools} scholen" if claim.schools > 1 else ""
            return f"ten minste {claim.at_least} van deze {len(claim.of)} komen voor{least}"
        case kinds.Difference():
            higher, lower = (group.replace("_", " ") for group in (claim.higher, claim.lower))
            return f"ten minste {format_points(claim.by)} hoger bij {higher} dan bij {lower}"
        case kinds.Trend():
            return f"sinds {claim.since} ten minste {format_points(claim.by)} {DIRECTIONS[claim.direction]}"
        case kinds.ShareOf():
            return format_limits(claim, percent=True) + " van de scholen"
        case kinds.CountOf():
            return format_limits(claim) + " scholen"
        case kinds.Number():
            return format_limits(claim)
    raise TypeError(type(claim).__name__)


def format_limits(claim: Bounds, *, percent: bool = False) -> str:
    """Return the limits of a claim, joined by "en"."""
    unit = "%" if percent else ""
    texts = [
        f"{LIMITS[name]} {format_decimal(limit * 100 if percent else limit)}{unit}"
        for name, limit in claim.limits.items()
    ]
    return " en ".join(texts)


def format_points(share: float) -> str:
    """Return a difference of shares in percentage points."""
    return f"{format_decimal(share * 100)} procentpunt"


def format_decimal(value: float) -> str:
    """Return a number with a comma and no more decimals than it needs, two at most.

    Examples
    --------
    >>> format_decimal(15.0), format_decimal(0.754)
    ('15', '0,75')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def format_value(claim: Claim, evidence: Evidence) -> str:
    """Return what a claim came to: each count with its label, or the number.

    Examples
    --------
    >>> claim = kinds.All(id="a", test="all", of="rol.coach")
    >>> format_value(claim, Evidence(False, (Count("rol.coach", "Coach", 8, 8, 44, "8"),)))
    'Coach: 8 van 44 (18%)'
    """
    if evidence.number is not None:
        return format_decimal(evidence.number)
    counts = evidence.counts
    if len({count.base for count in counts}) == 1 < len(counts):
        return "; ".join(f"{count.label}: {format_n(count)}" for count in counts) + f" (van {counts[0].base})"
    return "; ".join(map(format_count, counts)) or NO_NUMBER


def format_n(count: Count) -> str:
    """Return a count, or the class that hides it."""
    return str(count.low) if count.known else count.shown_as


def format_count(count: Count) -> str:
    """Return a count with its label, its base and, when it is shown, its share in whole percents."""
    if not count.known or not count.base:
        return f"{count.label}: {count.shown_as}"
    return f"{count.label}: {count.low} van {count.base} ({format_percent(count.low / count.base)})"
