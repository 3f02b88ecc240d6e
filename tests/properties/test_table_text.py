import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobanalysis.coding.rows import read_lines
from lobanalysis.errors import SourceError
from lobanalysis.table_text import format_rows

CELLS = st.text(alphabet="ab ,;\"\n\t'é", max_size=4)
NAMES = st.text(alphabet="ab_-1", max_size=4)


def make_tables(cells):
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5)
    )


def write(rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


@given(st.one_of(make_tables(CELLS), make_tables(NAMES)))
def test_a_table_is_written_as_pythons_own_csv_writer_does_it(rows):
    assert format_rows(rows) == write(rows)


@pytest.mark.parametrize("sign", [",", '"', "\n", "\r", "\r\n"])
def test_one_cell_with_a_sign_among_names_is_quoted(sign):
    rows = [("a", "b"), ("c", f"d{sign}e"), ("f", "g")]
    quoted = sign.replace('"', '""')
    assert format_rows(rows) == f'a,b\nc,"d{quoted}e"\nf,g\n'


@given(make_tables(st.text(alphabet="ab;1 \u2028\u0085\x1c", max_size=3)), st.booleans(), st.booleans())
def test_semicolon_files_are_read_alike_with_and_without_quotes(tmp_path_factory, rows, quoted, blank):
    columns = tuple(f"kolom{number}" for number in range(len(rows[0]) if rows else 2))
    path = tmp_path_factory.getbasetemp() / "rijen.csv"
    text = write([columns, *rows], ";").replace("\n", "\n\n" if blank else "\n")
    if quoted:
        text = ";".join(f'"{name}"' for name in columns) + text[text.index("\n") :]
    path.write_text(text, encoding="utf-8", newline="")
    expected = [[cell.strip() for cell in line] for line in rows]
    assert [values for _, values in read_lines(path, columns)] == expected


@pytest.mark.parametrize("heading", ["code;label", '"code";label'])
def test_the_heading_stands_in_the_first_line(tmp_path, heading):
    path = tmp_path / "codes.csv"
    path.write_text(f"\n{heading}\na;b\n", encoding="utf-8", newline="")
    with pytest.raises(SourceError, match="has other columns"):
        read_lines(path, ("code", "label"))
