import errno
import os
from pathlib import Path

import pytest

from lobanalysis.errors import StorageError
from lobanalysis.files import write_file


def test_text_is_written_as_it_is_with_plain_line_ends(tmp_path):
    assert write_file(tmp_path / "new" / "a.txt", "één\n").read_bytes() == "één\n".encode()


def test_a_full_disk_is_one_clear_error_and_leaves_the_old_file(tmp_path, monkeypatch):
    path = write_file(tmp_path / "a.txt", "old")

    def refuse(self, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(StorageError, match="no space left on the disk"):
        write_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_an_error_of_the_programmer_is_not_taken_for_the_disk(tmp_path):
    with pytest.raises(OSError, match="too long"):
        write_file(tmp_path / ("a" * 300), "x")


def test_a_folder_where_a_file_is_needed_is_one_clear_error_and_stays(tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(StorageError, match="a folder stands where a file is needed"):
        write_file(tmp_path / "out", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
