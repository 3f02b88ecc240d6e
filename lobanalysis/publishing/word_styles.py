"""The paragraph, character and table styles of the Word report, as WordprocessingML."""

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
        paragraph=f'{following}<w:keepLines/>{sides}{shade}{format_spacing(2, 2)}<w:ind w:left="227" w:right="113"/>',
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


def make_styles() -> dict[str, str]:
    """Return all styles of the report by identifier; they replace those of pandoc's own reference file."""
    body, keep = format_spacing(0, 7, 115), "<w:keepNext/>"
    table_text = format_spacing(2, 2)
    caption = format_run(9.5, MUTED)
    styles = [
        format_style("Normal", "Normal", paragraph=body),
        format_style("BodyText", "Body Text", based_on="Normal"),
        format_style("FirstParagraph", "First Paragraph", based_on="BodyText", following="BodyText"),
        format_style("Compact", "Compact", based_on="Normal", paragraph=table_text),
        format_style(
            "Title",
            "Title",
            based_on="Normal",
            following="Subtitle",
            paragraph=format_spacing(170, 10),
            run=format_run(32, ACCENT, bold=True),
        ),
        format_style(
            "Subtitle",
            "Subtitle",
            based_on="Normal",
            paragraph=f"<w:pBdr>{format_side('bottom', GOLD, 16, 12)}</w:pBdr>{format_spacing(0, 24)}",
            run=format_run(15, MUTED),
        ),
        format_style("Author", "Author", based_on="Normal", run=format_run(12, MUTED)),
        format_style("Date", "Date", based_on="Normal", run=format_run(12, MUTED)),
        format_style(
            "AbstractTitle",
            "Abstract Title",
            based_on="Normal",
            paragraph=keep + format_spacing(130, 4),
            run=format_run(11, WARN, bold=True),
        ),
        format_box("Abstract", "Abstract", WARN, WARN_SOFT, format_run(11, WARN)),
        format_heading(1, 22, 0, 16),
        format_heading(2, 15, 18, 6),
        format_heading(3, 12.5, 14, 4),
        format_heading(4, 11, 10, 3),
        format_style(
            "TOCHeading",
            "TOC Heading",
            based_on="Normal",
            paragraph=f"{keep}<w:pageBreakBefore/>{format_spacing(0, 12)}",
            run=format_run(22, ACCENT, bold=True),
        ),
        format_style(
            "TOC1",
            "toc 1",
            based_on="Normal",
            paragraph=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>{format_spacing(6, 1)}',
            run=format_run(11, ACCENT, bold=True),
        ),
        format_style(
            "TOC2",
            "toc 2",
            based_on="Normal",
            paragraph=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>{format_spacing(0, 1)}<w:ind w:left="340"/>',
        ),
        format_style(
            "BlockText",
            "Block Text",
            based_on="Normal",
            run="<w:i/><w:iCs/>",
            paragraph=f'<w:pBdr>{format_side("left", RULE, 18, 8)}</w:pBdr>{format_spacing(4, 4)}<w:ind w:left="284" w:right="284"/>',
        ),
        format_style(
            "FootnoteText",
            "footnote text",
            based_on="Normal",
            paragraph=format_spacing(0, 2),
            run=format_run(9),
        ),
        format_style("Caption", "caption", based_on="Normal", run=caption),
        format_style(
            "TableCaption", "Table Caption", based_on="Caption", paragraph=keep + format_spacing(12, 4)
        ),
        format_style(
            "ImageCaption", "Image Caption", based_on="Caption", paragraph=keep + format_spacing(2, 2)
        ),
        format_style(
            "CaptionedFigure", "Captioned Figure", based_on="Normal", paragraph=keep + format_spacing(10, 2)
        ),
        format_style(
            "Bron", "Bron", based_on="Normal", paragraph=format_spacing(2, 12), run=format_run(8, MUTED)
        ),
        format_box("Kader", "Kader", ACCENT, SOFT),
        format_box("Kaderkop", "Kaderkop", ACCENT, SOFT, format_run(11, ACCENT, bold=True), keep=True),
        format_box("Melding", "Melding", WARN, WARN_SOFT, format_run(10, WARN)),
        format_style(
            "Header",
            "header",
            based_on="Normal",
            paragraph='<w:jc w:val="center"/>',
            run=format_run(8.5, WARN, bold=True),
        ),
        format_style(
            "Footer",
            "footer",
            based_on="Normal",
            paragraph='<w:jc w:val="right"/>',
            run=format_run(8.5, MUTED),
        ),
        format_style(
            "Bibliography",
            "Bibliography",
            based_on="Normal",
            paragraph='<w:ind w:left="340" w:hanging="340"/>',
        ),
        format_style(
            "VerbatimChar",
            "Verbatim Char",
            kind="character",
            run=f'<w:rFonts w:ascii="{CODE_FONT}" w:hAnsi="{CODE_FONT}" w:cs="{CODE_FONT}"/><w:sz w:val="18"/>',
        ),
        format_style("Hyperlink", "Hyperlink", kind="character", run=f'<w:color w:val="{ACCENT}"/>'),
        format_table_style(),
    ]
    return {style.partition('w:styleId="')[2].partition('"')[0]: style for style in styles}
