"""Charts, tables, alternative text, words and variables. Draws and formats what it is given; computes nothing."""

from lobanalysis.presentation.bar_charts import draw_bars, draw_levels, draw_paired_bars
from lobanalysis.presentation.bundles import LabelledFigure, MarkdownTable, MarkdownText
from lobanalysis.presentation.markdown_tables import format_group_table, format_result_table, format_table
from lobanalysis.presentation.quotes import format_quotes

__all__ = [
    "LabelledFigure",
    "MarkdownTable",
    "MarkdownText",
    "draw_bars",
    "draw_levels",
    "draw_paired_bars",
    "format_group_table",
    "format_quotes",
    "format_result_table",
    "format_table",
]
