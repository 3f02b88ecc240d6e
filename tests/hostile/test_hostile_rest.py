"""Are files that only some commands read held to the same: exemptions, suggestions, the key, made tables?"""

from __future__ import annotations

import os
import re
import time

import pytest
from made_up_bench import STAMPS, make_bench_project, open_made_up
from made_up_wave import ANNA, find_nobody, make_project, submission

from hostile.payloads import SHOWN, UNSEEN
from hostile.test_hostile_files import ODD, SECRET
from lobanalysis.coding.suggested import COLUMNS, locate_suggestions, read_suggested
from lobanalysis.errors import LobError, PrivacyError, SourceError
from lobanalysis.gate.exemptions import read_exemptions
from lobanalysis.gate.secrets import read_removed
from lobanalysis.intake.export import MOST_ROWS, split_rows
from lobanalysis.intake.pseudonyms import read_key
from lobanalysis.intake.stage import run_intake
from lobanalysis.intake.wave import read_wave
from lobanalysis.notebooks.coder import CodingTable
from lobanalysis.presentation.escaping import clean_text
from lobanalysis.presentation.markdown_tables import format_table
from lobanalysis.reading import LONGEST_LINE, MOST_LINES, check_lines

WAVE = "2031"
KINDS = ["folder", "pipe", "device", "loop", "dangling", "too_large"]
GOOD_KEY = "een sleutel van genoeg tekens\n"


def spoil(path, kind):
    """Put something that is no ordinary file at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make = {
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path),
        "dangling": lambda: path.symlink_to(path.with_name("nergens")),
        "too_large": lambda: (path.touch(mode=0o600), os.truncate(path, 2**33)),
    }
    make[kind]()


def refuse(read, seconds=5.0) -> LobError:
    """Read something and return its one error, which names no value and comes in time."""
    started = time.monotonic()
    with pytest.raises(LobError) as caught:
        read()
    assert time.monotonic() - started < seconds
    assert str(caught.value).isprintable() and SECRET not in str(caught.value)
    return caught.value


class TestExemptions:
    @pytest.fixture
    def folder(self, tmp_path):
        (tmp_path / "_quarto.yml").touch()
        (tmp_path / "data/privacy").mkdir(parents=True)
        return tmp_path / "data/privacy"

    @pytest.mark.parametrize("kind", ODD)
    def test_a_file_of_something_else_is_one_error(self, kind, folder):
        (folder / "uitzonderingen.csv").write_bytes(ODD[kind])
        refuse(lambda: read_exemptions(folder))

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_is_no_file_of_the_project_is_refused(self, kind, folder):
        spoil(folder / "uitzonderingen.csv", kind)
        refuse(lambda: read_exemptions(folder))

    @pytest.mark.parametrize(
        "row",
        [f"{SECRET} van den;een reden van woorden", f"{SECRET};een reden van woorden;nog iets", "\x00;een a",
         "a\u200bb;een reden van woorden", f"{SECRET}@x.nl;een reden van woorden"],
    )  # fmt: skip
    def test_more_than_one_word_or_cell_is_refused(self, row, folder):
        (folder / "uitzonderingen.csv").write_text(f"tekst;reden\n{row}\n", encoding="utf-8")
        refuse(lambda: read_exemptions(folder))


class TestSuggestions:
    GOOD = ["i-1", STAMPS["i-1"], "actie", "plan", "0.9", "0", "4"]

    @pytest.fixture
    def project(self, tmp_path):
        texts = {**SHOWN, **UNSEEN}
        answers = {"q9": [" ¦ ".join(texts.values()), "b", "c"], "q10": ["d", "e", "f"]}
        return make_bench_project(tmp_path, answers)

    def write(self, project, row):
        path = locate_suggestions(open_made_up(project).settings)
        path.write_text(";".join(COLUMNS) + "\n" + ";".join(row) + "\n", encoding="utf-8")
        return path

    def read(self, project):
        bench = open_made_up(project)
        return read_suggested(locate_suggestions(bench.settings), bench.codebook, bench.stamps)

    @pytest.mark.parametrize("kind", ODD)
    def test_a_file_of_something_else_is_one_error(self, kind, project):
        self.write(project, self.GOOD).write_bytes(ODD[kind])
        refuse(lambda: self.read(project))

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_is_no_file_of_the_project_is_refused(self, kind, project):
        spoil(self.write(project, self.GOOD), kind)
        refuse(lambda: self.read(project))

    @pytest.mark.parametrize(
        ("column", "value"),
        [(0, SECRET), (2, SECRET), (3, "../../x"), (3, "<script>"), (4, "nan"), (4, "inf"), (4, "-0.1"),
         (4, "9" * 500), (5, "-1"), (5, "²"), (5, "9" * 500), (6, ""), (5, "5"), (6, "1e3"), (6, "0x10")],
    )  # fmt: skip
    def test_a_value_that_cannot_be_is_refused_with_its_row(self, column, value, project):
        row = [*self.GOOD]
        row[column] = value
        self.write(project, row)
        assert "2" in str(refuse(lambda: self.read(project)))

    def test_the_coders_notebook_shows_answers_as_the_text_that_they_are(self, project):
        self.write(project, [*self.GOOD[:5], "0", "5000"])
        frame = CodingTable(project, open_made_up(project)).interview("i-1")
        (shown,) = set(frame.loc[frame["coder"] == "suggestion", "evidence"])
        bundle = format_table(frame, columns={"evidence": "Fragment"})._repr_mimebundle_()[0]
        assert "text/html" not in bundle and set(bundle) <= {"text/markdown", "text/csv", "text/plain"}
        for name, text in SHOWN.items():
            assert clean_text(text) in clean_text(shown), name
        for sign in ("<script", "{{<", "](", "`{=", "\n:::", "$$"):
            assert not re.search(rf"(?<!\\){re.escape(sign)}", bundle["text/markdown"]), sign


class TestKey:
    @pytest.fixture
    def read(self, tmp_path, monkeypatch):
        monkeypatch.delenv("LOB_KEY", raising=False)
        real = {"synthetic": False, "key": None}
        project = make_project(tmp_path / "project", [submission()], **real)

        def read_from(path):
            monkeypatch.setenv("LOB_KEY_FILE", str(path))
            return read_key(project, read_wave(project, WAVE))

        read_from.project = project
        return read_from

    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "sleutel.txt"
        path.touch(mode=0o600)
        return path

    def test_a_key_of_its_owner_is_read(self, read, path):
        path.write_text(GOOD_KEY, encoding="utf-8")
        assert read(path) == GOOD_KEY.strip().encode()

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_is_no_file_is_refused(self, kind, read, path):
        spoil(path, kind)
        assert refuse(lambda: read(path)).exit_code == PrivacyError.exit_code

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"kort",
            b"\n" * 100,
            b"\xff" * 32,
            b"\x00" * 32,
            b"x" * 5000,
            b"regel een\nregel twee en drie",
        ],
        ids=["empty", "short", "lines", "binary", "null", "long", "two lines"],
    )
    def test_what_is_no_key_is_refused(self, content, read, path):
        path.write_bytes(content)
        assert refuse(lambda: read(path)).exit_code == PrivacyError.exit_code

    @pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
    def test_a_key_that_everybody_may_read_is_refused(self, read, path):
        path.write_text(GOOD_KEY, encoding="utf-8")
        path.chmod(0o644)
        assert "everybody" in str(refuse(lambda: read(path)))

    @pytest.mark.parametrize("name", ["", "~niemand-hier/x", "nergens/sleutel", "\u202e", "a" * 5000])
    def test_a_path_that_leads_nowhere_is_refused(self, name, read):
        assert refuse(lambda: read(name)).exit_code == PrivacyError.exit_code

    def test_a_link_into_the_project_is_refused(self, read, path):
        inside = read.project.root / "sleutel.txt"
        inside.write_text(GOOD_KEY, encoding="utf-8")
        path.unlink()
        path.symlink_to(inside)
        assert "inside the project" in str(refuse(lambda: read(path)))


class TestMadeTables:
    @pytest.fixture
    def made(self, tmp_path):
        project = make_project(tmp_path, [ANNA])
        run_intake(project, WAVE, find_persons=find_nobody)
        return project

    @pytest.mark.parametrize("name", ["interviews.csv", "account.csv", "answers/q11.csv"])
    @pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe", b"interview_id,timestamp\ni-1\n"])
    def test_a_table_that_somebody_changed_is_one_error(self, name, content, made):
        (made.tables(WAVE) / name).write_bytes(content)
        refuse(lambda: read_removed(made, WAVE))


class TestLimits:
    """A file of 250 MB of commas or empty rows took up to 12 GB and a minute before it was refused."""

    @pytest.mark.parametrize(
        "text", ["," * (LONGEST_LINE + 2), "a\n" + "b" * (LONGEST_LINE + 2), "\n" * (MOST_LINES + 1)]
    )
    def test_lines_that_are_too_long_or_too_many_are_refused_before_they_are_split(self, text):
        started = time.process_time()
        with pytest.raises(SourceError):
            check_lines(text, "x")
        assert time.process_time() - started < 1

    def test_lines_at_the_limit_are_read(self):
        line = "b" * (LONGEST_LINE - 1) + "\n"
        check_lines(line * 3, "x")
        check_lines("\n" * MOST_LINES, "x")

    def test_no_more_rows_are_kept_than_it_takes_to_refuse_them(self):
        assert len(split_rows(",\n" * (MOST_ROWS * 3), "x")) == MOST_ROWS + 1
