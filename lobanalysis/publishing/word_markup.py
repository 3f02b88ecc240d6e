"""Write styles of Word, as WordprocessingML: paragraphs, headings, boxes, tables."""

from __future__ import annotations

from html import escape

ACCENT, SOFT, RULE, MUTED, WARN, WARN_SOFT, GOLD = (
    "17506B",
    "E8F0F3",
    "B9C6CC",
    "4D5A61",
    "8A5A00",
    "FBF3E2",
    "D9A441",
)
TEXT_FONT = "Calibri"
CODE_FONT = "Consolas"


def format_style(
    identifier: str,
    name: str,
    *,
    based_on: str = "",
    following: str = "",
    paragraph: str = "",
    run: str = "",
    kind: str = "paragraph",
    extra: str = "",
) -> str:
    """Return one style; `paragraph` and `run` are the inner XML of its properties.

    Examples
    --------
    >>> format_style("Bron", "Bron", based_on="Normal")[:48]
    '<w:style w:type="paragraph" w:styleId="Bron"><w:'
    """
    default = ' w:default="1"' if identifier == "Normal" else ""
    parts = [f'<w:style w:type="{kind}"{default} w:styleId="{identifier}"><w:name w:val="{escape(name)}"/>']
    parts += [f'<w:basedOn w:val="{based_on}"/>'] if based_on else []
    parts += [f'<w:next w:val="{following}"/>'] if following else []
    parts += ["<w:qFormat/>"]
    parts += [f"<w:pPr>{paragraph}</w:pPr>"] if paragraph else []
    parts += [f"<w:rPr>{run}</w:rPr>"] if run else []
    return "".join([*parts, extra, "</w:style>"])


def format_indent(left: int, right: int = 0) -> str:
    """Return the indent of a paragraph in twentieths of a point."""
    return f'<w:ind w:left="{left}" w:right="{right}"/>'


def format_leader() -> str:
    """Return the tab with dots before the page number of a contents line."""
    return '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'


def format_font(name: str) -> str:
    """Return the font of text."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def format_spacing(before: int, after: int, line: int = 0) -> str:
    """Return the space before and after a paragraph in points, and its line height in percent."""
    height = f' w:line="{round(line * 2.4)}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"{height}/>'


def format_run(size: float, colour: str = "", bold: bool = False, italic: bool = False) -> str:
    """Return the properties of text: size in points, colour as RRGGBB."""
    half = round(size * 2)
    weight = ("<w:b/><w:bCs/>" if bold else "<w:b w:val='0'/><w:bCs w:val='0'/>") + (
        "<w:i/><w:iCs/>" if italic else ""
    )
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{weight}{ink}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def format_side(side: str, colour: str, eighths: int, space: int = 4) -> str:
    """Return one border line of a paragraph or table."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def format_heading(level: int, size: float, before: int, after: int) -> str:
    """Return the style of a heading; chapters begin on a new page."""
    border = f"<w:pBdr>{format_side('bottom', GOLD, 8, 6)}</w:pBdr>" if level == 1 else ""
    new_page = "<w:pageBreakBefore/>" if level == 1 else ""
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return format_style(
        f"Heading{level}",
        f"heading {level}",
        based_on="Normal",
        following="BodyText",
        paragraph=f"<w:keepNext/><w:keepLines/>{new_page}{border}{format_spacing(before, after)}{outline}",
        run=format_run(size, ACCENT, bold=True),
    )


def format_box(identifier: str, name: str, ink: str, paper: str, run: str = "", keep: bool = False) -> str:
    """Return the style of a boxed paragraph with a line at its left."""
    sides = f"<w:pBdr>{format_side('left', ink, 24, 8)}</w:pBdr>"
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{paper}"/>'
    following = "<w:keepNext/>" if keep else ""
    return format_style(
        identifier,
        name,
        based_on="Normal",
        paragraph=f"{following}<w:keepLines/>{sides}{shade}{format_spacing(2, 2)}{format_indent(227, 113)}",
        run=run,
    )


def format_table_style() -> str:
    """Return the style of tables: a shaded heading row and thin lines."""
    lines = (
        format_side("top", ACCENT, 8, 0)
        + format_side("bottom", ACCENT, 8, 0)
        + format_side("insideH", RULE, 4, 0)
    )
    margins = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/>'
        f'<w:color w:val="{ACCENT}"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/>'
        "</w:tcPr></w:tblStylePr>"
    )
    return format_style(
        "Table",
        "Table",
        kind="table",
        run=format_run(9.5).replace("<w:b w:val='0'/><w:bCs w:val='0'/>", ""),
        extra=f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head}",
    )
