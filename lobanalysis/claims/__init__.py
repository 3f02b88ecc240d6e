"""Statements of quantity in the report: which there are, whether each is true, and what is not tied to the data."""
