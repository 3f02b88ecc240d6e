"""What all claims have in common: an id, the editions that they are for, and limits of a value.

A subject is named as in a variable of the prose: `knelpunt.borging` for a code, `i.kader.twee_of_meer` for an
indicator. Counts are schools, shares fractions of all schools of the edition.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

OF_OTHERS = ("sec-", "fig-", "tbl-", "eq-", "citaten-")


def _check_own(name: str) -> str:
    if name.startswith(OF_OTHERS):
        raise ValueError("begins like the label of a section, figure, table or quote")
    return name


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$"), AfterValidator(_check_own)]
Subject = Annotated[str, StringConstraints(pattern=r"^(?:i\.)?[a-z_]+\.[a-z0-9_]+$")]
Subjects = Annotated[list[Subject], Field(min_length=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Places = Annotated[int, Field(ge=1)]


class Claim(BaseModel):
    """What all claims have: the id that their sentence carries, and the editions that they are for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    editions: Literal["national", "all"] = "national"
    note: str = ""

    @property
    def subjects(self) -> list[str]:
        """The subjects that the claim is about, in its own order; none when it is about a whole domain."""
        of = getattr(self, "of", [])
        return [of] if isinstance(of, str) else list(of)


class National(Claim):
    """A claim that only the national edition can make, since it looks beyond one group of schools."""

    editions: Literal["national"] = "national"


class Bounds(Claim):
    """Limits of a value: `at_least` and `at_most` with the limit itself, `above` and `below` without."""

    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _has_a_limit(self) -> Bounds:
        if not self.limits:
            raise ValueError("needs at_least, at_most, above or below")
        return self

    @property
    def limits(self) -> dict[str, float]:
        """The limits that are given, by name."""
        given = {name: getattr(self, name) for name in ("at_least", "above", "at_most", "below")}
        return {name: limit for name, limit in given.items() if limit is not None}
