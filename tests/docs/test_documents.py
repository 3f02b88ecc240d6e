"""Are the documents true: links, modules, guarding tests, columns of tables, words?"""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

import pytest
from documents import DOCUMENTS, ROOT, find_blocks, read_document, read_table

from lobanalysis.presentation.quantity_words import format_quantity, read_words

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
GUARD = re.compile(r"`(tests/[\w/]+\.py)?::(test_\w+)`")
ENGLISH = ("lobanalysis/**/*.py", "ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "docs/*.md", "data/*.md")
PARTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md")
SCREENSHOT = ROOT / "docs" / "images" / "rapport.png"


def make_anchor(heading: str) -> str:
    """Return the fragment that a heading gets on GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def find_broken_links(name: str) -> list[str]:
    """Return the links of a document that lead nowhere; links to other hosts are left alone."""
    broken = []
    for link in LINK.findall(read_document(name)):
        path, _, fragment = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        if re.match(r"[a-z]+:", link):
            continue
        if not target.exists():
            broken.append(link)
        elif fragment:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            broken += [link] * (fragment not in map(make_anchor, headings))
    return broken


@pytest.mark.parametrize("name", PARTS)
def test_the_documents_of_a_project_are_there(name):
    assert name in DOCUMENTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name):
    assert find_broken_links(name) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_fenced_blocks_have_a_language(name):
    assert all(block.language for block in find_blocks(name))


def test_every_module_is_in_the_architecture_and_every_module_there_exists():
    listed = re.findall(r"^\| `([\w/]+\.py)` \| \S", read_document("ARCHITECTURE.md"), re.MULTILINE)
    package = ROOT / "lobanalysis"
    there = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    assert sorted(listed) == sorted(name for name in there if Path(name).stem != "__init__")


def test_every_invariant_names_a_test_that_exists():
    rows = read_table("ARCHITECTURE.md", "## Invariants")
    for invariant, guards in rows:
        path = ""
        found = GUARD.findall(guards)
        assert found, f"no test guards: {invariant}"
        for file, function in found:
            path = file or path
            assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), function


def test_the_columns_of_the_tables_are_the_ones_of_the_architecture(study):
    folder = study.project.tables("2020")
    for name, _, columns in read_table("ARCHITECTURE.md", "## Tables between the stages"):
        pattern = name.strip("`").replace("<field>", "q2").replace("<domain>", "kader")
        if not pattern.endswith(".csv") or columns == "the same":
            continue
        with (folder / pattern).open(encoding="utf-8", newline="") as file:
            assert ", ".join(next(csv.reader(file))) == columns, pattern


def test_every_table_is_in_the_architecture(study):
    folder = study.project.tables("2020")
    listed = {row[0].strip("`") for row in read_table("ARCHITECTURE.md", "## Tables between the stages")}
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        general = {
            name.as_posix(),
            f"{name.parent.as_posix()}/<domain>{name.suffix}",
            f"{name.parent.as_posix()}/<field>.csv",
            f"{name.parent.as_posix()}/<edition>.json",
        }
        assert not path.is_file() or general & listed, name


def test_the_words_of_the_changelog_are_those_of_the_table_of_words():
    words = read_words()
    for figure, _, now, schools in read_table("CHANGELOG.md", "### Results"):
        n, base = (int(number) for number in schools.split(" of "))
        assert format_quantity(n, base, words) == now, figure


def test_the_printed_words_of_the_changelog_are_those_of_the_published_figures():
    with (ROOT / "data/2020/gepubliceerd.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["id"]: row["gepubliceerd"] for row in csv.DictReader(file, delimiter=";")}
    rows = read_table("CHANGELOG.md", "### Results")
    assert {row[0]: row[1] for row in rows} == {row[0]: printed[row[0]] for row in rows}


def test_the_counts_of_the_changelog_are_the_computed_ones(study):
    computed = study.published().set_index("id")["value_text"]
    for figure, _, _, schools in read_table("CHANGELOG.md", "### Results"):
        assert computed[figure].startswith(schools.replace(" of ", " van ")), figure


def test_the_readme_opens_with_a_small_picture_that_is_described():
    opening = read_document("README.md").split("\n\n")[1]
    assert re.fullmatch(r"!\[.{20,}\]\(docs/images/rapport\.png\)", opening)
    assert SCREENSHOT.stat().st_size < 200_000
    assert len(read_document("README.md").splitlines()) < 100


def test_the_readme_says_that_the_answers_are_synthetic():
    assert "The answers in this repository are synthetic" in read_document("README.md")


def read_all(*patterns: str) -> str:
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
    return " ".join(path.read_text(encoding="utf-8") for path in paths).lower()


def split_words(cell: str) -> list[str]:
    """Return the words or phrases of a cell of the glossary, explanations in brackets left out."""
    return [part.strip() for part in re.sub(r"\([^)]*\)", "", cell).split(",") if part.strip()]


def find_names(path: Path) -> set[str]:
    """Return the names that a module gives to functions, classes, arguments and variables."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    return names | {node.id for node in nodes if isinstance(node, ast.Name)}


def test_the_dutch_words_of_the_glossary_are_in_use_and_have_an_english_one():
    dutch = read_all("*.qmd", "report/*.qmd", "data/codebook/*", "data/2020/*.yml", "notebooks/*")
    rows = read_table("GLOSSARY.md", "## Dutch and English pairs")
    assert [word for left, _ in rows for word in split_words(left) if word.lower() not in dutch] == []
    assert all(right for _, right in rows)


def test_names_in_the_code_use_the_english_word_of_a_pair():
    rows = read_table("GLOSSARY.md", "## Dutch and English pairs")
    pairs = {word.lower() for left, right in rows for word in split_words(left) if word not in right}
    parts = {
        part: path.name
        for path in sorted((ROOT / "lobanalysis").rglob("*.py"))
        for name in find_names(path)
        for part in name.lower().split("_")
    }
    assert {part: parts[part] for part in pairs & set(parts)} == {}


def test_every_term_of_the_glossary_is_used_in_the_code_or_the_documents():
    text = read_all(*ENGLISH)
    terms = [split_words(row[0])[0].strip("`") for row in read_table("GLOSSARY.md", "## Terms")]
    assert [term for term in terms if term.split()[0].lower() not in text] == []
    assert terms == sorted(terms, key=str.lower)
