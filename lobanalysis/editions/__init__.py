"""Editions for one group of schools: the same report, with only what may be shown of that group."""
