"""An import that is killed at any moment can be started again, and nothing is half imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_imports_that_are_killed_and_started_again_lose_and_double_nothing():
    command = [sys.executable, "-m", "benchmarks.import_kills", "--points", "3", "--seed", "3"]

    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True)

    report = json.loads(done.stdout)
    assert (report["points"], report["half_imported"], report["wrong_after_second_run"]) == (3, 0, 0), done.stderr
