"""Exchange of codebook, answers and codings with ATLAS.ti, MAXQDA, NVivo and QualCoder by REFI-QDA."""
