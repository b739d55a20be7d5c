"""Streamlit's own files, compressed ahead of time: it sends them as they are, and that is megabytes on a phone.

They are compressed once for each version of Streamlit, in the background of the first start; the files that the first
words wait for come first. What is not ready yet, and everything if this fails, is sent by Streamlit itself.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread, get_native_id
from typing import cast

from servestatic import ServeStaticASGI
from servestatic.compress import Compressor
from starlette.types import ASGIApp

log = logging.getLogger(__name__)
_NAMED = re.compile(r"static/(?:js|css)/[\w.~-]+")


class CompressedAssets:
    """The files below `source` that are worth it, kept compressed in `folder` and served for good.

    `source` is the folder with Streamlit's `index.html`. The names of the files below `static` hold a hash of what
    is in them, so a browser never needs to ask again for one that it has.
    """

    def __init__(self, source: Path, folder: Path) -> None:
        self._source = source
        self._folder = folder
        self._server: ServeStaticASGI | None = None

    def around(self, app: ASGIApp) -> ASGIApp:
        """The app, with these files served before it is asked."""
        # immutable_file_test: every file is. The default looks for another form of hash in the names.
        self._server = ServeStaticASGI(app, allow_all_origins=False, immutable_file_test=lambda *_: True)
        return cast("ASGIApp", self._server)

    def prepare_in_background(self) -> None:
        """Begin to `prepare` in a thread that does not hold up the server's start or end."""
        Thread(target=self._prepare_politely, name="compressed-assets", daemon=True).start()

    def _prepare_politely(self) -> None:
        if sys.platform == "linux":  # elsewhere the number of a thread is none of a process
            # Whoever comes meanwhile is served first: it takes a core for a minute.
            os.setpriority(os.PRIO_PROCESS, get_native_id(), 19)
        self.prepare()

    def prepare(self) -> None:
        """Compress what is not compressed yet, and serve it."""
        try:
            first = self.first_files()
            self._compress(first)
            self._serve()
            self._compress(list(self._files()))
            self._serve()
        except OSError as error:
            log.warning("Streamlit's files cannot be compressed in %s (%s): sent as they are.", self._folder, error)

    def first_files(self) -> list[str]:
        """What the page names itself, in its order: the browser fetches it before any word is shown."""
        page = (self._source / "index.html").read_text(encoding="utf-8")
        return [name for name in dict.fromkeys(_NAMED.findall(page)) if (self._source / name).is_file()]

    def _files(self) -> Iterator[str]:
        """All of them, the small ones first: the large ones are libraries of charts, which nobody waits for."""
        found = [file for folder in ("js", "css") for file in (self._source / "static" / folder).iterdir()]
        for file in sorted(found, key=lambda file: (file.stat().st_size, file.name)):
            yield file.relative_to(self._source).as_posix()

    def _compress(self, names: list[str]) -> None:
        missing = [name for name in names if not self._is_ready(name)]
        if not missing:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        compressor = Compressor(use_zstd=False, quiet=True)
        with TemporaryDirectory(dir=self._folder, prefix=".new-") as aside:
            for name in missing:
                made = Path(shutil.copy2(self._source / name, aside))
                finished = [*map(Path, compressor.compress(made)), made]  # the file itself last: it stands for all
                place = (self._folder / name).parent
                place.mkdir(mode=0o700, parents=True, exist_ok=True)
                for file in finished:
                    file.replace(place / file.name)

    def _is_ready(self, name: str) -> bool:
        kept = self._folder / name
        return kept.is_file() and kept.stat().st_size == (self._source / name).stat().st_size

    def _serve(self) -> None:
        if self._server is not None:
            self._server.add_files(self._folder / "static", prefix="static")


def streamlits_assets(data: Path) -> CompressedAssets:
    """Those of the installed Streamlit, kept in a folder of their own in `data`."""
    spec = find_spec("streamlit")
    source = Path(spec.origin or "").parent / "static" if spec else Path()
    return CompressedAssets(source, data / f"streamlit-{version('streamlit')}")
