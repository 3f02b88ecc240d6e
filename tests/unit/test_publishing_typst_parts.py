"""Is the Typst of a report with kept parts that of a report without any?"""

from __future__ import annotations

import pytest
from publishing_sample import write_sample, write_text

from lobanalysis.errors import RenderError
from lobanalysis.publishing.cache import Cache
from lobanalysis.publishing.documents import join_drafts
from lobanalysis.publishing.drafts import read_drafts
from lobanalysis.publishing.inputs import read_chapters, read_inputs
from lobanalysis.publishing.pdf import write_typst
from lobanalysis.publishing.typst_parts import MARK, convert_parts, has_highlighting, list_cited, split_parts


class Counting:
    """Pandoc's own conversion; remembers how many blocks that are no Typst yet it got each time."""

    def __init__(self, inputs):
        self.inputs, self.blocks = inputs, []

    def __call__(self, document):
        self.blocks.append(sum(block["t"] != "RawBlock" for block in document["blocks"]))
        return write_typst(document, self.inputs)


def convert(project, cache):
    """Return the Typst of the sample report, and how many blocks pandoc had to convert."""
    inputs = read_inputs(project, cache)
    drafts = read_drafts(inputs, read_chapters(inputs.book, project.root))
    counting = Counting(inputs)
    return convert_parts(join_drafts(inputs, drafts), cache, inputs.base, counting), counting.blocks


def list_chapters(project):
    return sorted(path for path in project.root.rglob("*.qmd"))


def test_after_a_change_in_any_chapter_the_text_is_that_of_a_whole_conversion(tmp_path):
    project = write_sample(tmp_path / "rapport")
    cache = Cache(tmp_path / "kept")
    _, everything = convert(project, cache)
    for chapter in list_chapters(project):
        text = chapter.read_text(encoding="utf-8")
        write_text(chapter, text + "\nNog een zin.\n")
        found, blocks = convert(project, cache)
        assert found == convert(project, Cache())[0], chapter.name
        assert blocks < everything, chapter.name
        write_text(chapter, text)


def test_a_citation_in_a_changed_chapter_leads_to_the_list_in_a_kept_one(tmp_path):
    project = write_sample(tmp_path / "rapport")
    cache = Cache(tmp_path / "kept")
    convert(project, cache)
    chapter = next(path for path in list_chapters(project) if "@cohen1960" in path.read_text("utf-8"))
    write_text(chapter, chapter.read_text(encoding="utf-8") + "\nOok hier [@cohen1960].\n")
    found, _ = convert(project, cache)
    assert found.count("#link(<ref-cohen1960>)") == 2
    assert found.count("<ref-cohen1960>") == 3  # the list has it once


def test_a_new_work_in_one_chapter_makes_the_list_of_sources_anew(tmp_path):
    project = write_sample(tmp_path / "rapport")
    cache = Cache(tmp_path / "kept")
    convert(project, cache)
    source = next(project.root.rglob("*.bib"))
    write_text(source, source.read_text("utf-8").replace("cohen1960", "cohen1961"))
    for chapter in list_chapters(project):
        write_text(chapter, chapter.read_text(encoding="utf-8").replace("cohen1960", "cohen1961"))
    assert "<ref-cohen1960>" not in convert(project, cache)[0]


def test_a_chapter_that_holds_the_mark_of_the_parts_is_refused(tmp_path):
    project = write_sample(tmp_path / "rapport")
    chapter = list_chapters(project)[0]
    write_text(chapter, chapter.read_text(encoding="utf-8") + f"\n```{{=typst}}\n{MARK}\n```\n")
    with pytest.raises(RenderError, match="take it out"):
        convert(project, Cache())


def test_code_in_a_language_is_converted_each_time():
    code = {"t": "CodeBlock", "c": [["", ["python"], []], "a = 1"]}
    plain = {"t": "CodeBlock", "c": [["", [], []], "a = 1"]}
    assert has_highlighting([code]) and not has_highlighting([plain])


def test_text_before_the_first_heading_is_a_part_and_works_are_listed_once():
    cite = {"t": "Cite", "c": [[{"citationId": "b"}, {"citationId": "a"}, {"citationId": "b"}], []]}
    text = {"t": "Para", "c": [cite]}
    assert split_parts([text]) == [[text]]
    assert list_cited({"blocks": [text]}) == ["a", "b"]


def test_a_work_that_only_one_chapter_cites_any_more_leaves_the_list_of_sources(tmp_path):
    project = write_sample(tmp_path / "rapport")
    cache = Cache(tmp_path / "kept")
    chapter = next(path for path in list_chapters(project) if "@cohen1960" in path.read_text("utf-8"))
    source, text = next(project.root.rglob("*.bib")), chapter.read_text(encoding="utf-8")
    write_text(
        source, source.read_text("utf-8") + source.read_text("utf-8").replace("cohen1960", "cohen1961")
    )
    write_text(chapter, text.replace("@cohen1960", "@cohen1961; @cohen1960"))
    assert "<ref-cohen1961>" in convert(project, cache)[0]
    write_text(chapter, text)
    assert "<ref-cohen1961>" not in convert(project, cache)[0]
