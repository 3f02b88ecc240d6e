"""A wave: the files of one round of interviews and the choices that go with it (`wave.yml`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, PrivateAttr, StringConstraints, model_validator

from lobanalysis.errors import SourceError, UsageError, shorten
from lobanalysis.intake.locations import WAVE_FILE, locate_inside
from lobanalysis.intake.settings import Identifier, Label, Strict, read_settings
from lobanalysis.paths import Project

Coder = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]


class Source(Strict):
    """One file with submissions, and how it was written."""

    path: str
    format: Literal["google-forms-csv"]


class Period(Strict):
    """First and last day of the field work."""

    start: date
    end: date


class Codings(Strict):
    """Files with codings: the consensus, and each blind coder by letter; a new wave has none yet."""

    consensus: str = ""
    coders: dict[Coder, str] = Field(default_factory=dict)


class CodebookReference(Strict):
    """The codebook's folder and the version that the codings were made with."""

    folder: str
    version: str


class SizeClass(Strict):
    """A class of schools by number of students; `below` itself is not part of it."""

    id: Identifier
    label: Label
    below: int | None = None


class Group(Strict):
    """One group of schools in a break-down, with the values that belong to it."""

    id: Identifier
    label: Label
    members: tuple[str, ...]
    called: str = ""  # what its edition calls these schools: "roc's"


class GroupVariable(Strict):
    """A break-down: fixed groups, or values joined until each has `join_below` interviews."""

    label: Label
    source: Identifier
    groups: tuple[Group, ...] = ()
    join_below: int | None = None
    called: str = ""  # the same for a joined group, {label} standing for its label


class Disclosure(Strict):
    """Thresholds below which a count of a group is not shown."""

    minimum: int = Field(default=3, ge=1)


class Wave(Strict):
    """Everything `wave.yml` says; `folder` is where it stands.

    Examples
    --------
    >>> wave = read_wave(project, "2020")                               # doctest: +SKIP
    >>> wave.locate(wave.register_file)                                 # doctest: +SKIP
    PosixPath('/…/data/2020/register.csv')
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    wave: str
    title: Label
    period: Label
    field_work: Period
    utc_offset: str = Field(default="+02:00", pattern=r"^[+-]\d\d:\d\d$")
    synthetic: bool
    key: str | None = None
    sources: tuple[Source, ...] = Field(min_length=1, max_length=1)
    instrument: str
    register_file: str = Field(alias="register")
    corrections: str
    quotes: str
    published: str
    codings: Codings = Codings()
    codebook: CodebookReference
    size_classes: tuple[SizeClass, ...] = Field(min_length=1)
    groups: dict[Identifier, GroupVariable]
    disclosure: Disclosure = Disclosure()
    _folder: Path = PrivateAttr(default=Path())

    @model_validator(mode="after")
    def _check_key(self) -> Wave:
        """Only a synthetic wave holds a key, and then it must."""
        if self.synthetic and not self.key:
            raise ValueError("a synthetic wave needs its fixed key")
        if not self.synthetic and self.key:
            raise ValueError("a key may only stand here for a synthetic wave")
        return self

    @model_validator(mode="after")
    def _check_size_classes(self) -> Wave:
        """Every number of students has one size class: limits rise, and only the last class has none."""
        limits = [size.below for size in self.size_classes]
        rising = None not in limits[:-1] and limits[:-1] == sorted(set(limits[:-1]))
        if not rising or limits[-1] is not None:
            raise ValueError("size classes need rising limits, and none for the last class")
        return self

    @property
    def folder(self) -> Path:
        """Folder of the wave's files."""
        return self._folder

    def locate(self, relative: str) -> Path:
        """Return the path of a file of this wave.

        Raises
        ------
        SourceError
            When the path is absolute or leaves the data folder, also by a symbolic link.
        """
        return locate_inside(self._folder, relative)


def read_wave(project: Project, wave: str) -> Wave:
    """Return the wave's checked settings, with all paths known to stay inside `data/`.

    Raises
    ------
    UsageError
        When there is no such wave; the message names those that exist.
    SourceError
        When `wave.yml` is not valid, or a path in it leaves the data folder.
    """
    if not has_wave(project, wave):
        names = shorten(find_waves(project)) or "none"
        raise UsageError(
            "wave", "there is no wave of that name", f"one of: {names}", "see data/<wave>/wave.yml"
        )
    path = project.wave(wave) / WAVE_FILE
    settings = read_settings(path, Wave)
    settings._folder = path.parent
    if settings.wave != wave:
        raise SourceError(
            f"data/{wave}/{WAVE_FILE}", "key 'wave' differs from the folder's name", f"'{wave}'"
        )
    for relative in find_paths(settings):
        settings.locate(relative)
    return settings


def has_wave(project: Project, wave: str) -> bool:
    """Return whether there is a wave of that name; the other waves are not looked at."""
    plain = Path(wave).name == wave and not wave.startswith(".")
    return plain and (project.wave(wave) / WAVE_FILE).is_file()


def find_waves(project: Project) -> list[str]:
    """Return the names of the folders in `data/` that hold a `wave.yml`, sorted."""
    return sorted(path.parent.name for path in (project.root / "data").glob(f"*/{WAVE_FILE}"))


def find_paths(wave: Wave) -> list[str]:
    """Return every path that `wave.yml` names."""
    files = [wave.instrument, wave.register_file, wave.corrections, wave.quotes, wave.published]
    codings = [wave.codings.consensus, *wave.codings.coders.values()]
    named = [relative for relative in codings if relative]
    return [*(source.path for source in wave.sources), *files, *named, wave.codebook.folder]
