"""Second stage: from answers and codings to the codes that count, each with its source."""

from lobanalysis.coding.codebook import Codebook, Domain, Indicator, read_codebook
from lobanalysis.coding.stage import read_wave_codebook, run_coding

__all__ = ["Codebook", "Domain", "Indicator", "read_codebook", "read_wave_codebook", "run_coding"]
