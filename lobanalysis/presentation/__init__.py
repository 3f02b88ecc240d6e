"""Charts, tables, alternative text, words and variables; draws what it is given and computes nothing.

A name loads its module when it is first asked for: a notebook depends on the functions that it imports.
"""

from importlib import import_module

PLACES = {
    "LabelledFigure": "bundles",
    "MarkdownTable": "bundles",
    "MarkdownText": "bundles",
    "draw_agreement": "agreement_charts",
    "draw_agreement_pairs": "agreement_charts",
    "draw_bars": "bar_charts",
    "draw_code_use": "coder_charts",
    "draw_combinations": "composition_charts",
    "draw_grouped_bars": "group_charts",
    "draw_levels": "bar_charts",
    "draw_paired_bars": "bar_charts",
    "draw_response": "method_charts",
    "draw_stacked": "composition_charts",
    "format_claims_table": "claim_tables",
    "format_group_table": "markdown_tables",
    "format_quotes": "quotes",
    "format_result_table": "markdown_tables",
    "format_table": "markdown_tables",
    "format_variables": "variables",
    "write_variables": "variables",
}
__all__ = list(PLACES)  # noqa: PLE0605


def __getattr__(name: str) -> object:
    """Return a public function or class of this package."""
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{PLACES[name]}"), name)
