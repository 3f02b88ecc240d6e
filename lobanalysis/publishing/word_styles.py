"""The styles of the Word report by identifier."""

from __future__ import annotations

from lobanalysis.publishing.word_markup import (
    ACCENT,
    CODE_FONT,
    GOLD,
    MUTED,
    RULE,
    SOFT,
    WARN,
    WARN_SOFT,
    format_box,
    format_font,
    format_heading,
    format_indent,
    format_leader,
    format_run,
    format_side,
    format_spacing,
    format_style,
    format_table_style,
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
            paragraph=format_leader() + format_spacing(6, 1),
            run=format_run(11, ACCENT, bold=True),
        ),
        format_style(
            "TOC2",
            "toc 2",
            based_on="Normal",
            paragraph=format_leader() + format_spacing(0, 1) + format_indent(340),
        ),
        format_style(
            "BlockText",
            "Block Text",
            based_on="Normal",
            run="<w:i/><w:iCs/>",
            paragraph=f"<w:pBdr>{format_side('left', RULE, 18, 8)}</w:pBdr>"
            + format_spacing(4, 4)
            + format_indent(284, 284),
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
            run=f'{format_font(CODE_FONT)}<w:sz w:val="18"/>',
        ),
        format_style("Hyperlink", "Hyperlink", kind="character", run=f'<w:color w:val="{ACCENT}"/>'),
        format_table_style(),
    ]
    return {style.partition('w:styleId="')[2].partition('"')[0]: style for style in styles}
