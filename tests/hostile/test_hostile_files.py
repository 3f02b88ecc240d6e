"""Is every file that is no honest file refused with one clear error, before it can do anything?"""

from __future__ import annotations

import os
import time

import pytest

from hostile.project import READERS, TABLES, YAML, write_hostile_project
from lobanalysis.errors import LobError

SECRET = "geheimewaarde"
NESTED = 100_000
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)


def read(name, project):
    return READERS[name][1](project)


def spoil(name, project, content: bytes):
    path = project.root / READERS[name][0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def refuse(name, project, seconds=5.0) -> str:
    """Read a file and return its one error, which names no value and comes in time."""
    started = time.monotonic()
    with pytest.raises(LobError) as caught:
        read(name, project)
    message = str(caught.value)
    assert time.monotonic() - started < seconds
    assert message.isprintable() and SECRET not in message and len(message) < 20_000
    assert caught.value.exit_code not in (0, 1)
    return message


@pytest.fixture
def project(tmp_path):
    return write_hostile_project(tmp_path / "p")


@pytest.mark.parametrize("name", sorted(set(READERS) - {"notebook", "workbook", "exchange"}))
def test_the_sample_itself_is_read(name, project):
    read(name, project)


ODD = {
    "no_utf8": b"\xff\xfe\x00\x01 geheimewaarde",
    "utf8_surrogate": b"geheimewaarde \xed\xa0\x80",
    "utf16": "geheimewaarde;a\n".encode("utf-16"),
    "zip": b"PK\x03\x04geheimewaarde",
    "null": b"\x00" * 1000,
    "long_line": b"geheimewaarde;" * 200_000,
    "long_word": b"x" * 10_000_000,
    "quote": b'"' + b"geheimewaarde" * 100,
    "columns": b"a;" * 100_000 + b"\n" + b"b;" * 100_000,
    "commas": b"a," * 100_000 + b"\n" + b"b," * 100_000,
    "brackets": b"[" * NESTED,
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", sorted(set(READERS) - {"ordinary_words"}))
def test_a_file_of_something_else_is_one_error(name, kind, project):
    spoil(name, project, ODD[kind])
    refuse(name, project)


ABSENT = {("claims", "missing"), ("claims", "loop")}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device", "loop", "outside", "too_large"])
def test_what_is_no_file_of_the_project_is_refused(name, kind, project, tmp_path):
    if (name, kind) in ABSENT:
        pytest.skip("may be absent")
    path = project.root / READERS[name][0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    outside = tmp_path / "outside"
    outside.write_text(SECRET, encoding="utf-8")
    make = {
        "missing": lambda: None,
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path),
        "outside": lambda: path.symlink_to(outside),
        "too_large": lambda: os.truncate(_touch(path), 2**33),
    }
    make[kind]()
    refuse(name, project)


def _touch(path):
    path.touch()
    return path


@pytest.mark.parametrize("name", YAML)
@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['touch geheimewaarde']",
        "!!python/object/new:os.system [x]",
        "a: !geheimewaarde b",
        BOMB,
        "a: &a [*a]",
        "a: 1\na: 2",
        "? [a, b]\n: c",
        "a: 2020-13-45",
        "a: " + "9" * 5000,
        "a: 0x" + "f" * 5000,
        "--- 1\n--- 2",
        "[" * NESTED,
        "- " * 3000,
        "- a\n" * 200_000,
        "geheimewaarde",
        "[1, 2]",
        "null",
        'a: "\\ud800"',
        "\tx: [",
    ],
    ids=map(str, range(19)),
)
def test_yaml_that_is_more_than_plain_data_is_refused(name, text, project):
    spoil(name, project, text.encode())
    if name == "variables" and text == "null":
        pytest.skip("no variables at all")
    refuse(name, project)
    assert not (project.root / SECRET).exists()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_a_longer_row_is_refused(name, project):
    separator = "," if name in ("export", "quantity_words") else ";"
    text = (project.root / READERS[name][0]).read_text(encoding="utf-8")
    spoil(name, project, (text.rstrip("\n") + "\n" + separator.join([SECRET] * 60) + "\n").encode())
    refuse(name, project)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_a_cell_of_ten_megabytes_is_refused(name, project):
    text = (project.root / READERS[name][0]).read_text(encoding="utf-8")
    spoil(name, project, (text + '"' + "x" * 10_000_000 + '"\n').encode())
    refuse(name, project)
