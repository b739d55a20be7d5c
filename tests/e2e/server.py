"""The app as `make run` starts it: a process of its own, on a free port and a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.settings import ROOT


@contextmanager
def running_app(folder: Path, launcher: str = "streamlit", **settings: str) -> Iterator[str]:
    """The address of the app; its log is `server.log` in `folder`. `launcher` is a module with Streamlit's commands."""
    port = _free_port()
    address = f"http://localhost:{port}"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/app.db", **settings}
    command = [sys.executable, "-m", launcher, "run", "app.py", "--server.port", str(port)]
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with status {process.returncode}.")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not answer within a minute.")
