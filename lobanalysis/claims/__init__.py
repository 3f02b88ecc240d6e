"""Statements of quantity in the report: which there are, whether each is true, what is tied to nothing."""
