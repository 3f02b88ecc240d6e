"""Which of our coders a user of another program is; names of people do not come into the project."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import ascii_uppercase

from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.exchange.foreign import ForeignUser
from lobanalysis.coding.exchange.guids import make_user_guid
from lobanalysis.coding.exchange.material import RULE
from lobanalysis.coding.rows import read_rows
from lobanalysis.errors import UsageError

REGISTER_FILE = "uitwisseling.csv"
COLUMNS = ("gebruiker", "codeur")
CODER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,30}")
OPTION = "--as"
NOBODY = "0"


def read_known_users(folder: Path) -> dict[str, str]:
    """Return the coder of each user who was met before, by identifier; empty when there was none."""
    path = folder / REGISTER_FILE
    return {row["gebruiker"]: row["codeur"] for row in read_rows(path, COLUMNS)} if path.is_file() else {}


def find_file_coders(folder: Path) -> set[str]:
    """Return the coders that have a file in a folder with codings, listed in `wave.yml` or not."""
    return {path.stem.removeprefix("codeur_") for path in folder.glob("codeur_*.csv")}


def name_coders(
    users: Iterable[ForeignUser], wave: str, known: Iterable[str], met: dict[str, str], given: dict[str, str]
) -> dict[str, str]:
    """Return our coder for each user by identifier; a user who named nobody goes by the empty one, if given.

    In this order: what the option `--as` says, who was exported from here, who was met before, a new letter.

    Parameters
    ----------
    known : iterable of str
        Coders of this wave; no new coder gets one of these.
    met : dict of str to str
        Earlier users by identifier.
    given : dict of str to str
        Coders by number or name of the user, as the option says.

    Raises
    ------
    UsageError
        When the option names a user who is not in the file.
    """
    users = list(users)
    taken = {*known, *met.values(), *given.values()}
    own = {make_user_guid(wave, coder): coder for coder in (*known, CONSENSUS, RULE)}
    check_given(given, users)
    letters = iter(
        [letter for letter in ascii_uppercase if letter not in taken] + make_long_names(taken, len(users))
    )
    coders = {"": given[NOBODY]} if NOBODY in given else {}
    for user in (user for user in users if user.guid):
        said = given.get(str(user.number)) or given.get(user.name)
        coder = said or own.get(user.guid) or met.get(user.guid)
        coders[user.guid] = coder or next(letters)
    return coders


def make_long_names(taken: set[str], count: int) -> list[str]:
    """Return names for coders when the letters have run out."""
    names = (f"codeur{number}" for number in range(27, 27 + count + len(taken)))
    return [name for name in names if name not in taken]


def check_given(given: dict[str, str], users: list[ForeignUser]) -> None:
    """Check what the option says against the users of the file.

    Raises
    ------
    UsageError
        When it names a user who is not there.
    """
    there = {NOBODY, *(str(user.number) for user in users), *(user.name for user in users)}
    if not set(given) <= there:
        expected = f"a user's name, or a number from 1 to {len(users)} (0: codings without a user)"
        raise UsageError(OPTION, "names a user who is not in the file", expected)


def read_given(texts: Iterable[str]) -> dict[str, str]:
    """Return coders by user from texts such as `2=C`.

    Examples
    --------
    >>> read_given(["2=C"])
    {'2': 'C'}

    Raises
    ------
    UsageError
        When a text is no such pair, or the coder's name is not plain.
    """
    given = {}
    for text in texts:
        user, sign, coder = text.rpartition("=")
        if not (sign and user and CODER.fullmatch(coder)) or coder in (CONSENSUS, RULE):
            raise UsageError(
                OPTION, "is not understood", "USER=CODER, the coder a letter or a short plain name"
            )
        given[user] = coder
    return given
