"""pyproject.toml, the locks and environment.yml say the same."""

import re
from pathlib import Path

import pytest
import yaml
from lock import EXTRAS, HASH_LINE, count_hash, read_dependencies
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from provision.quarto import VERSION
from provision.stamp import LOCKS

ROOT = Path(__file__).resolve().parents[2]
DEPENDENCIES = read_dependencies(ROOT / "pyproject.toml")
PINNED = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: ;[^\\]*)?\s*\\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n?)+)", re.M
)
NAMES = sorted(EXTRAS)


def read_lock(name):
    return (ROOT / name).read_text(encoding="utf-8")


def read_versions(name):
    """Return the versions of each package in a lock; more than one where they differ by Python."""
    versions = {}
    for package, version, _ in PINNED.findall(read_lock(name)):
        versions.setdefault(canonicalize_name(package), set()).add(version)
    return versions


def list_direct(extra):
    return [Requirement(text) for text in DEPENDENCIES[""] + (DEPENDENCIES[extra] if extra else [])]


@pytest.mark.parametrize("name", NAMES)
def test_every_direct_dependency_is_in_the_lock_with_a_version_that_it_allows(name):
    versions = read_versions(name)
    for requirement in list_direct(EXTRAS[name]):
        found = versions.get(canonicalize_name(requirement.name), set())
        assert found and all(requirement.specifier.contains(version) for version in found), requirement


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_a_lock_is_a_pinned_package_with_hashes_or_a_comment(name):
    rest = PINNED.sub("", read_lock(name))
    assert [line for line in rest.splitlines() if line and not line.startswith("#")] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_is_made_from_the_present_dependency_lists(name):
    assert HASH_LINE + count_hash(DEPENDENCIES, EXTRAS[name]) in read_lock(name), "run `make lock`"


@pytest.mark.parametrize("name", ["requirements-test.lock", "requirements-lab.lock"])
def test_a_larger_lock_holds_all_of_the_reports_lock_at_the_same_versions(name):
    larger = read_versions(name)
    assert {p: v for p, v in read_versions("requirements.lock").items() if larger.get(p) != v} == {}


def test_the_lab_and_the_tests_use_the_same_versions():
    test, lab = read_versions("requirements-test.lock"), read_versions("requirements-lab.lock")
    assert {p for p in test.keys() & lab.keys() if test[p] != lab[p]} == set()


@pytest.mark.parametrize("name", [*NAMES, "environment.yml", "pyproject.toml"])
def test_no_file_of_the_set_up_names_a_host_or_an_index(name):
    assert re.findall(r"https?:|file:|--index|--find-links|extra-index", read_lock(name)) == []


def test_a_report_does_not_install_jupyterlab_or_the_tests():
    assert {"jupyterlab", "pytest", "selenium"} & read_versions("requirements.lock").keys() == set()


def test_the_environment_of_conda_names_the_same_python_quarto_and_jupyterlab():
    content = yaml.safe_load(read_lock("environment.yml"))
    named = dict(text.split("=") for text in content["dependencies"] if isinstance(text, str) and "=" in text)
    (jupyterlab,) = read_versions("requirements-lab.lock")["jupyterlab"]
    assert content["channels"] == ["conda-forge"]
    assert named == {"python": "3.11", "quarto": VERSION, "jupyterlab": jupyterlab}


def test_the_environment_of_conda_takes_the_rest_from_the_lock():
    content = yaml.safe_load(read_lock("environment.yml"))
    (pip,) = [part["pip"] for part in content["dependencies"] if isinstance(part, dict)]
    assert pip == ["--require-hashes", "-r requirements.lock"]


def test_python_is_the_same_everywhere():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11"' in text
    from bootstrap import NEEDED

    assert NEEDED == (3, 11)


def test_every_purpose_has_a_lock_that_is_made():
    assert sorted(LOCKS.values()) == NAMES


def test_what_builds_the_package_without_isolation_is_in_the_lock():
    assert "setuptools" in read_versions("requirements.lock")
