"""The kinds of test that a claim can be: one model each, as `report/claims.yml` writes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from lobanalysis.claims.claim import Bounds, Claim, National, Places, Share, Subject, Subjects


class Compare(Claim):
    """Each of `of` is true of at least `by` schools more than each of `than`."""

    test: Literal["compare"]
    of: Subjects
    than: Subjects
    by: Places = 1

    @property
    def subjects(self) -> list[str]:
        """Both sides."""
        return [*self.of, *self.than]


class Rank(Claim):
    """A code has this place in its domain, and shares it with no other; codes as "geen" take no part."""

    test: Literal["rank"]
    of: Subject
    place: Places


class Top(Claim):
    """These codes are the most mentioned ones of their domain, in any order, and no other has as many."""

    test: Literal["top"]
    domain: str
    codes: Annotated[list[str], Field(min_length=1)]

    @property
    def subjects(self) -> list[str]:
        """The codes with their domain."""
        return [f"{self.domain}.{code}" for code in self.codes]


class Order(Claim):
    """The first places of a domain are clear: each of them has more schools than the one after it."""

    test: Literal["order"]
    domain: str
    places: Places


class All(Claim):
    """It is true of all schools."""

    test: Literal["all"]
    of: Subject


class Absent(Claim):
    """It is true of no school."""

    test: Literal["none"]
    of: Subject


class Most(Claim):
    """It is true of more than half of the schools."""

    test: Literal["most"]
    of: Subject


class Several(Claim):
    """At least so many of these subjects are each true of at least `schools` schools."""

    test: Literal["several"]
    of: Subjects
    at_least: Places = 2
    schools: Places = 1

    @model_validator(mode="after")
    def _can_be_met(self) -> Several:
        if self.at_least > len(self.of):
            raise ValueError(f"at_least: only {len(self.of)} subjects are named")
        return self


class ShareOf(Bounds):
    """The share of the schools lies within limits (0–1)."""

    test: Literal["share"]
    of: Subject


class CountOf(Bounds):
    """The number of schools lies within limits."""

    test: Literal["count"]
    of: Subject


class Difference(National):
    """In one group of a variable the share is higher than in another, by at least `by`."""

    test: Literal["difference"]
    of: Subject
    variable: str
    higher: str
    lower: str
    by: Share = 0.15


class Trend(National):
    """Since an earlier wave the share went up or down, by at least `by`."""

    test: Literal["trend"]
    of: Subject
    since: str
    direction: Literal["up", "down"]
    by: Share = 0.05


class Number(Bounds, National):
    """A number of `numbers.json`, by its path with points (`agreement.totaal.kappa`), lies within limits."""

    test: Literal["number"]
    path: str


AnyClaim = Annotated[
    Compare
    | Rank
    | Top
    | Order
    | All
    | Absent
    | Most
    | Several
    | ShareOf
    | CountOf
    | Difference
    | Trend
    | Number,
    Field(discriminator="test"),
]
