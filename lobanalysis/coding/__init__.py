"""Second stage: from answers and codings to the codes that count, each with its source.

A name loads its module when it is first asked for: who reads one table need not load the whole stage.
"""

from importlib import import_module

PLACES = {
    "Codebook": "codebook",
    "Domain": "codebook",
    "Indicator": "codebook",
    "read_codebook": "codebook",
    "read_wave_codebook": "stage",
    "run_coding": "stage",
}
__all__ = list(PLACES)  # noqa: PLE0605


def __getattr__(name: str) -> object:
    """Return a public function or class of this package."""
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{PLACES[name]}"), name)
