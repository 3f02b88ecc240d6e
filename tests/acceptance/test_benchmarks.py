"""The benchmarks run; how long that takes is no matter of a test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
pytestmark = pytest.mark.long


def run_benchmark(name, *arguments):
    command = [sys.executable, str(BENCHMARKS / name), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def read_samples(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("way", ["cli", "api", "api2", "warm", "warm2", "floor"])
def test_each_way_runs_a_light_notebook(tmp_path, way):
    output = tmp_path / "light.jsonl"
    run_benchmark("kernels.py", 1, 1, way, "--output", output)
    assert [(one["way"], one["count"], one["wall"] > 0) for one in read_samples(output)] == [(way, 1, True)]


def test_warm_kernels_and_plain_python_run_the_chapters(tmp_path):
    output = tmp_path / "chapters.jsonl"
    run_benchmark("chapters.py", 1, "warm2", "floor", "--output", output)
    assert [(one["way"], one["count"]) for one in read_samples(output)] == [("warm2", 11), ("floor", 11)]


def test_a_larger_wave_goes_through_the_whole_chain(tmp_path):
    output = tmp_path / "growth.jsonl"
    run_benchmark("growth.py", 88, "--output", output)
    (sample,) = read_samples(output)
    assert sample["interviews"] == 88
    assert {"intake", "coding", "analysis", "notebooks", "site", "memory"} <= sample.keys()


def test_de_identification_is_measured_in_texts(tmp_path):
    output = tmp_path / "privacy.jsonl"
    run_benchmark("privacy_speed.py", 44, "--output", output)
    (sample,) = read_samples(output)
    assert sample["texts"] > 1000
