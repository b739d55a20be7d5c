"""A server that cannot start says why in a sentence, and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.settings import ROOT


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL (environment or .env): 'LOUD' cannot be used."),
        ("SECRET_KEY", "hush", "SECRET_KEY (environment or .env): what is written there cannot be used."),
        ("DATABASE_URL", "sqlite:////", "cannot be made or opened: Is a directory."),
        ("DATABASE_URL", "postgresql://user:hush@localhost:1/x", "PostgreSQL does not answer"),
    ],
)
def test_what_is_wrong_at_the_start_is_a_sentence(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"]
    surroundings = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db", name: value}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "hush" not in done.stderr + done.stdout
