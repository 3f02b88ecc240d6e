"""The report as Typst, part by part: pandoc converts only the parts that changed since an earlier time.

A part is what stands from one heading of level 1 to the next. A part that was converted before goes through
pandoc as it came out then. Comments in the Typst source say where parts begin: there it is cut up again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lobanalysis.errors import RenderError
from lobanalysis.publishing.cache import Cache, make_key
from lobanalysis.publishing.tree import Node, div, find_nodes

MARK = "// ---- part ----"
CUT = re.compile(rf"\n*^{MARK}$\n*", re.MULTILINE)
# The figures of a part stay in it.
BETWEEN = f"\n\n{MARK}\n\n#place.flush()\n\n"
REFERENCES = "refs"
Convert = Callable[[Node], str]


def convert_parts(document: Node, cache: Cache, base: str, convert: Convert) -> str:
    """Return the Typst source of a document, its unchanged parts from the cache; the others are kept there.

    Parameters
    ----------
    base : str
        The hash of what every part depends on besides its own content.
    convert : callable
        Has pandoc write a document as Typst.

    Raises
    ------
    RenderError
        When the text of a chapter holds the sign that tells the parts apart.
    """
    parts = split_parts(document["blocks"])
    cited = list_cited(document)
    keys = [make_key("typst", base, cited, part) for part in parts]
    kept = [cache.read(key) for key in keys]
    blocks = [
        part if old is None else [make_typst(old.decode())] for part, old in zip(parts, kept, strict=True)
    ]
    head, *found, _, tail = convert_blocks(document, blocks, cited, convert)
    if len(found) != len(parts):
        raise RenderError("PDF", f"a chapter has a line {MARK}", "other text", "take it out")
    for part, key, old, new in zip(parts, keys, kept, found, strict=True):
        if old is None and not has_highlighting(part):
            cache.write(key, new.encode())
    return f"{head}\n\n{MARK}\n\n{BETWEEN.join(found)}\n\n{MARK}\n\n{tail}"


def convert_blocks(
    document: Node, parts: Sequence[Sequence[Node]], cited: Sequence[str], convert: Convert
) -> list[str]:
    """Return the Typst of what stands before the parts, of each part, of a spare one, and of what follows.

    The spare part has the list of sources when no other has a place for it: without a list, citations do not
    lead to it.
    """
    spare = (
        [] if any(is_list_of_sources(found) for found in find_nodes(parts, "Div")) else [div([], REFERENCES)]
    )
    blocks = [block for part in [*parts, spare] for block in (make_typst(MARK), *part)]
    whole = {**document, "meta": document["meta"] | cite_all(cited), "blocks": [*blocks, make_typst(MARK)]}
    return CUT.split(convert(whole))


def split_parts(blocks: Sequence[Node]) -> list[list[Node]]:
    """Return the blocks in parts: each heading of level 1 begins one.

    Examples
    --------
    >>> heading, text = {"t": "Header", "c": [1, ["", [], []], []]}, {"t": "Para", "c": []}
    >>> [len(part) for part in split_parts([text, heading, text, heading])]
    [1, 2, 1]
    """
    parts: list[list[Node]] = []
    for block in blocks:
        if not parts or (block["t"] == "Header" and block["c"][0] == 1):
            parts.append([])
        parts[-1].append(block)
    return parts


def make_typst(text: str) -> Node:
    """Return a block that pandoc writes as it is."""
    return {"t": "RawBlock", "c": ["typst", text]}


def list_cited(document: Node) -> list[str]:
    """Return the works that a document cites, each once, sorted."""
    return sorted(
        {one["citationId"] for cite in find_nodes(document["blocks"], "Cite") for one in cite["c"][0]}
    )


def cite_all(works: Sequence[str]) -> Node:
    """Return metadata that lists works among the sources, also where no converted part cites them."""
    usual = {"citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"}}
    citations = [{"citationId": work, "citationNoteNum": 0, "citationHash": 0, **usual} for work in works]
    cite = {"t": "Cite", "c": [citations, []]}
    return {"nocite": {"t": "MetaInlines", "c": [cite]}} if works else {}


def is_list_of_sources(block: Node) -> bool:
    """Return whether a div is the place of the list of sources."""
    return block["c"][0][0] == REFERENCES


def has_highlighting(part: Sequence[Node]) -> bool:
    """Return whether a part has code in a language, whose colours pandoc defines once per document."""
    return any(code["c"][0][1] for code in find_nodes(list(part), "Code", "CodeBlock"))
