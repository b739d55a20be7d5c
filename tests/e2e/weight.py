"""What a page weighs on the wire, as the browser counts it."""

from __future__ import annotations

import time
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page


@dataclass
class Wire:
    """What has come over the wire since `listen`: address -> bytes, headers included."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, float]:
        """The path of each file -> its bytes; what came from the browser's own cache weighs nothing."""
        return {urlsplit(self.addresses[request]).path: size for request, size in self.sizes.items()}

    @property
    def total(self) -> float:
        """All bytes."""
        return sum(self.sizes.values())


def listen(page: Page) -> Wire:
    """Begin to count what `page` loads."""
    wire, session = Wire(), page.context.new_cdp_session(page)
    session.on("Network.responseReceived", lambda e: wire.addresses.__setitem__(e["requestId"], e["response"]["url"]))
    session.on("Network.loadingFinished", lambda e: wire.sizes.__setitem__(e["requestId"], e["encodedDataLength"]))
    session.send("Network.enable")
    return wire


def wait_until_compressed(address: str, paths: list[str]) -> None:
    """The files are compressed in the background of the first start. Raises `AssertionError` after two minutes."""
    until = time.monotonic() + 120
    for path in paths:
        while not _compressed(address + path):
            assert time.monotonic() < until, f"{path} is not served compressed"
            time.sleep(0.5)


def _compressed(address: str) -> bool:
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "br"}, method="HEAD")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return answer.headers.get("Content-Encoding") == "br"
