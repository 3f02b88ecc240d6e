import subprocess
import sys

from lobanalysis.execution.stamps import find_changes, hash_files, hash_value, write_stamp


def test_without_a_stamp_the_step_was_not_made_before(tmp_path):
    assert find_changes(tmp_path / "stamp.json", {"a": "1"}) == ["not made before"]


def test_an_unchanged_step_has_no_changes(tmp_path):
    write_stamp(tmp_path / "stamp.json", {"a": "1"})
    assert find_changes(tmp_path / "stamp.json", {"a": "1"}) == []


def test_changed_new_and_gone_inputs_are_named(tmp_path):
    write_stamp(tmp_path / "stamp.json", {"a": "1", "b": "1"})
    assert find_changes(tmp_path / "stamp.json", {"b": "2", "c": "1"}) == [
        "a is gone",
        "b changed",
        "c is new",
    ]


def test_a_product_that_was_changed_or_removed_is_named(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("1", encoding="utf-8")
    second.write_text("1", encoding="utf-8")
    write_stamp(tmp_path / "stamp.json", {}, tmp_path, [first, second])
    assert find_changes(tmp_path / "stamp.json", {}, tmp_path) == []
    first.write_text("2", encoding="utf-8")
    second.unlink()
    assert find_changes(tmp_path / "stamp.json", {}, tmp_path) == ["a.csv changed", "b.csv is gone"]


def test_a_damaged_stamp_makes_the_step_again(tmp_path):
    (tmp_path / "stamp.json").write_text('{"inputs": ', encoding="utf-8")
    assert find_changes(tmp_path / "stamp.json", {"a": "1"}) == ["a is new"]


def test_a_file_counts_by_its_content_not_by_its_date(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("1", encoding="utf-8")
    before = hash_files(tmp_path, [path, tmp_path / "absent"])
    path.write_text("1", encoding="utf-8")
    assert hash_files(tmp_path, [path]) == before
    assert list(before) == ["a.txt"]


def test_values_of_different_types_have_different_hashes():
    assert len({hash_value(value) for value in ("1", 1, [1], None, "")}) == 5


def test_stamps_load_no_heavy_library():
    probe = (
        "import sys, lobanalysis.execution.stamps; print({'pandas', 'nbformat', 'yaml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
