"""Make `report/theme/reference.docx`: pandoc's own reference file with the styles and page of this report.

The file is committed, because plain `quarto render` needs it. Make it again after a change of style with
`python -m lobanalysis.publishing.word_reference`; a test holds the two together.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from lobanalysis.publishing.pandoc import find_pandoc
from lobanalysis.publishing.word_markup import TEXT_FONT, format_font
from lobanalysis.publishing.word_styles import make_styles
from lobanalysis.publishing.word_zip import pack_parts, read_parts

REFERENCE = "report/theme/reference.docx"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
STYLE = re.compile(r'<w:style [^>]*?w:styleId="(?P<id>\w+)".*?</w:style>', re.DOTALL)
PAGE = (
    f'<w:sectPr xmlns:r="{OFFICE}"><w:headerReference w:type="default" r:id="rIdKop"/>'
    '<w:footerReference w:type="default" r:id="rIdVoet"/>'
    '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1418" w:bottom="1418" w:left="1418" '
    'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


def make_reference() -> bytes:
    """Return the reference file that gives the Word report its styles, its page and its running lines."""
    command = [find_pandoc(), "--print-default-data-file", "reference.docx"]
    parts = read_parts(subprocess.run(command, capture_output=True, check=True).stdout)
    parts["word/styles.xml"] = replace_styles(parts["word/styles.xml"].decode("utf-8")).encode("utf-8")
    document = re.sub(
        r"<w:sectPr>.*?</w:sectPr>", PAGE, parts["word/document.xml"].decode("utf-8"), flags=re.DOTALL
    )
    parts["word/document.xml"] = document.encode("utf-8")
    settings = parts["word/settings.xml"].decode("utf-8")
    parts["word/settings.xml"] = hyphenate(settings).encode("utf-8")
    parts[HEADER], parts[FOOTER] = format_header("").encode("utf-8"), format_footer().encode("utf-8")
    for name, addition in _running_lines().items():
        text = parts[name].decode("utf-8")
        parts[name] = re.sub(r"(</(?:Types|Relationships)>)", addition + r"\1", text).encode("utf-8")
    return pack_parts(parts)


def replace_styles(text: str) -> str:
    """Return pandoc's styles with those of this report in their place, in Dutch and in the report's font."""
    own = make_styles()
    kept = STYLE.sub(lambda match: own.pop(match["id"], match[0]), text)
    kept = kept.replace("</w:styles>", "".join(own.values()) + "</w:styles>")
    kept = re.sub(
        r'<w:lang w:val="en-US"[^>]*/>', '<w:lang w:val="nl-NL" w:eastAsia="zh-CN" w:bidi="ar-SA"/>', kept
    )
    start, end, rest = kept.partition("</w:rPrDefault>")
    start = re.sub(r"<w:rFonts .*?/>", format_font(TEXT_FONT), start, flags=re.DOTALL)
    start = re.sub(r'<w:(sz|szCs) w:val="24" ?/>', r'<w:\1 w:val="21"/>', start)
    return start + end + rest


def hyphenate(settings: str) -> str:
    """Return Word's settings with automatic hyphenation switched on, in Dutch."""
    without = re.sub(r"<w:autoHyphenation[^>]*/>", "", settings).replace(
        '<w:themeFontLang w:val="en-US"', '<w:themeFontLang w:val="nl-NL"'
    )
    return re.sub(r"(<w:defaultTabStop[^>]*/>)", r'\1<w:autoHyphenation w:val="true"/>', without, count=1)


def format_header(notice: str) -> str:
    """Return the running head with the notice that the answers are synthetic; an empty one without notice."""
    return _running_line(
        "hdr", "Header", f'<w:r><w:t xml:space="preserve">{_escape(notice)}</w:t></w:r>' if notice else ""
    )


def format_footer() -> str:
    """Return the running foot: the page number."""
    return _running_line(
        "ftr", "Footer", '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )


def _running_line(tag: str, style: str, content: str) -> str:
    start = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{tag} {SPACE}>'
    return f'{start}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p></w:{tag}>'


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _running_lines() -> dict[str, str]:
    parts = (("Kop", "header", "header1.xml"), ("Voet", "footer", "footer1.xml"))
    return {
        "[Content_Types].xml": "".join(
            f'<Override PartName="/word/{file}" ContentType="{TYPES}.{kind}+xml"/>' for _, kind, file in parts
        ),
        "word/_rels/document.xml.rels": "".join(
            f'<Relationship Type="{OFFICE}/{kind}" Id="rId{name}" Target="{file}"/>'
            for name, kind, file in parts
        ),
    }


def write_reference(root: Path) -> Path:
    """Write the reference file of the project at `root` and return its path."""
    path = root / REFERENCE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make_reference())
    return path


if __name__ == "__main__":
    write_reference(Path.cwd())
