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


class App:
    """The app as a process that can be started, killed and started again at one address."""

    def __init__(self, folder: Path, launcher: str = "streamlit", **settings: str) -> None:
        self._launcher, self._port = launcher, free_port()
        self._environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/app.db", **settings}
        self._log = folder / "server.log"
        self.address = f"http://localhost:{self._port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and return as soon as it answers."""
        command = [sys.executable, "-m", self._launcher, "run", "app.py", "--server.port", str(self._port)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        _wait(self.address, self.process)

    def kill(self) -> None:
        """End it as a power cut would: by SIGKILL, in the middle of whatever it does."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(timeout=20)

    def stop(self) -> None:
        """End it as an administrator does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)


@contextmanager
def running_app(folder: Path, launcher: str = "streamlit", **settings: str) -> Iterator[str]:
    """The address of the app; its log is `server.log` in `folder`. `launcher` is a module with Streamlit's commands."""
    app = App(folder, launcher, **settings)
    try:
        app.start()
        yield app.address
    finally:
        app.stop()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as found:
        found.bind(("localhost", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with status {process.returncode}.")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not answer within a minute.")
