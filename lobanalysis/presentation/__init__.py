"""Charts, tables, alternative text, words and variables; draws what it is given and computes nothing."""

from lobanalysis.presentation.bar_charts import draw_bars, draw_levels, draw_paired_bars
from lobanalysis.presentation.bundles import LabelledFigure, MarkdownTable, MarkdownText
from lobanalysis.presentation.composition_charts import draw_combinations, draw_stacked
from lobanalysis.presentation.group_charts import draw_grouped_bars
from lobanalysis.presentation.markdown_tables import format_group_table, format_result_table, format_table
from lobanalysis.presentation.method_charts import draw_agreement, draw_response
from lobanalysis.presentation.quotes import format_quotes
from lobanalysis.presentation.variables import format_variables, write_variables

__all__ = [
    "LabelledFigure",
    "MarkdownTable",
    "MarkdownText",
    "draw_agreement",
    "draw_bars",
    "draw_combinations",
    "draw_grouped_bars",
    "draw_levels",
    "draw_paired_bars",
    "draw_response",
    "draw_stacked",
    "format_group_table",
    "format_quotes",
    "format_result_table",
    "format_table",
    "format_variables",
    "write_variables",
]
