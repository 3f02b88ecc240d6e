import pytest
from made_up_wave import TITLES, export_text, make_project, submission, write

from lobanalysis.errors import SourceError
from lobanalysis.intake.export import read_export
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.wave import read_wave


def read(tmp_path, text: str | bytes | None = None):
    project = make_project(tmp_path, [submission()])
    wave = read_wave(project, "2031")
    path = wave.locate("bron/reacties.csv")
    if isinstance(text, bytes):
        path.write_bytes(text)
    elif text is not None:
        write(path, text)
    return read_export(wave, read_instrument(wave))


def failure(tmp_path, text: str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_two_columns_with_one_title_keep_their_own_answers(tmp_path):
    raw = read(tmp_path, export_text([submission(q4="de directie", q5="het team")]))
    assert (raw.at[2, "q4"], raw.at[2, "q5"]) == ("de directie", "het team")


def test_a_byte_order_mark_does_not_hurt(tmp_path):
    raw = read(tmp_path, b"\xef\xbb\xbf" + export_text([submission()]).encode())
    assert list(raw.index) == [2]


def test_line_breaks_in_a_cell_stay_and_do_not_move_row_numbers(tmp_path):
    raw = read(tmp_path, export_text([submission(q11="een\r\ntwee"), submission()]))
    assert raw.at[2, "q11"] == "een\ntwee" and list(raw.index) == [2, 3]


def test_null_bytes_and_invisible_signs_are_dropped(tmp_path):
    assert read(tmp_path, export_text([submission(q11="a\x00b\u202ec\u200b")])).at[2, "q11"] == "abc"


def test_headings_may_differ_in_case_accents_quotes_and_spaces(tmp_path):
    titles = [*TITLES[:9], "VRAGEN en  dilemma’s"]
    assert len(read(tmp_path, export_text([submission()], titles))) == 1


def test_a_missing_file_is_named(tmp_path):
    project = make_project(tmp_path, [submission()])
    wave = read_wave(project, "2031")
    wave.locate("bron/reacties.csv").unlink()
    with pytest.raises(SourceError, match="bron/reacties.csv: file is missing"):
        read_export(wave, read_instrument(wave))


def test_an_empty_file_is_an_error(tmp_path):
    assert "file is empty" in failure(tmp_path, " \n")


def test_headings_without_submissions_are_an_error(tmp_path):
    assert "no submissions" in failure(tmp_path, export_text([]))


def test_a_semicolon_as_separator_is_named(tmp_path):
    assert "separated by a semicolon" in failure(tmp_path, export_text([submission()]).replace('","', '";"'))


def test_another_encoding_is_named_with_its_line(tmp_path):
    text = export_text([submission(q11="geïnd")]).encode("cp1252")
    assert "not UTF-8, near line 2" in failure(tmp_path, text)


def test_a_quote_that_never_closes_is_an_error(tmp_path):
    assert "quotes do not close" in failure(tmp_path, export_text([submission()])[:-2])


def test_rows_of_another_length_are_named(tmp_path):
    message = failure(tmp_path, export_text([submission(), submission()[:-1]]))
    assert "row(s) 3: wrong number of cells" in message and "10 cells" in message


def test_a_renamed_column_is_named_by_number(tmp_path):
    titles = [*TITLES[:9], "Heel iets anders"]
    assert "column(s) renamed: 10" in failure(tmp_path, export_text([submission()], titles))


def test_a_missing_twin_column_is_named_by_number(tmp_path):
    text = export_text([submission()[:9]], [*TITLES[:8], TITLES[9]])
    assert "missing from the export: 9" in failure(tmp_path, text)


def test_swapped_columns_are_named_by_number(tmp_path):
    titles = [*TITLES[:6], TITLES[7], TITLES[6], *TITLES[8:]]
    assert "not in their place: 7, 8" in failure(tmp_path, export_text([submission()], titles))


def test_an_extra_column_is_named_by_number(tmp_path):
    row = submission()
    text = export_text([[row[0], "x@y.nl", *row[1:]]], [TITLES[0], "E-mailadres", *TITLES[1:]])
    message = failure(tmp_path, text)
    assert "unknown heading in column(s): 2" in message and "x@y.nl" not in message
