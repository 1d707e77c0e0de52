"""Whatever people do to a report, in any order: page, list, search, feed and index show what readers may see."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_readers_see_what_the_model_says_after_every_step():
    command = [sys.executable, "-m", "benchmarks.publishing", "--sequences", "60", "--steps", "4", "--seed", "7"]

    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True)

    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    assert (report["sequences"], report["disagreements"]) == (60, [])
    assert report["steps"]["publish_edit"] > 0
