"""The steps of the set-up: environment, stamp, lock, Quarto, look-up files. Standard library only."""
