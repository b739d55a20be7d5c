"""What a file is, told by its first bytes: a name says little, and the old address answers with a picture."""

from __future__ import annotations

import re
from datetime import date

from assessment.intake.faults import fault

MEGABYTE = 1024 * 1024
# The official file is 14 MB; what it unpacks to must fit into memory several times.
MOST_BYTES = 40 * MEGABYTE

ZIP, JSON, DBF, TEXT = "zip", "json", "dbf", "text"
_PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WEBP"}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_DBF_VERSIONS = (0x03, 0x30, 0x31, 0x83, 0x8B, 0xF5)
_DATE = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


def refuse_large(size: int) -> None:
    """Raise `FileError` for a file of so many bytes that is not to be read at all."""
    if size > MOST_BYTES:
        raise fault("areas.fault.large", size=-(-size // MEGABYTE), most=MOST_BYTES // MEGABYTE)


def kind_of(content: bytes) -> str:
    """The kind of a file that may be readable. Raises `FileError` for what it cannot be."""
    refuse_large(len(content))
    if not content.strip(b"\x00\t\r\n "):
        raise fault("areas.fault.empty")
    if content.startswith(b"PK\x03\x04"):
        return ZIP
    if content.startswith(b"PK"):
        raise fault("areas.fault.zip.empty")
    for signature, name in _PICTURES.items():
        if content.startswith(signature):
            raise fault("areas.fault.picture", kind=name)
    if content.startswith(b"%PDF"):
        raise fault("areas.fault.picture", kind="PDF")
    if content.startswith(_OLD_EXCEL):
        raise fault("areas.fault.old_excel")
    if content[0] in _DBF_VERSIONS and b"\x00" in content[:32]:
        return DBF
    return _kind_of_text(content)


def date_in(*names: str) -> date | None:
    """The date that a file's name holds, the first of several names that has one.

    >>> date_in("asustusyksus_20180901.dbf")
    datetime.date(2018, 9, 1)
    """
    for name in names:
        for found in _DATE.finditer(name):
            try:
                return date(*map(int, found.groups()))
            except ValueError:  # 30 February
                continue
    return None


def _kind_of_text(content: bytes) -> str:
    start = content[:200].lstrip(b"\xef\xbb\xbf\t\r\n ").lower()
    if start.startswith((b"<!doctype", b"<html")):
        raise fault("areas.fault.web_page")
    if start.startswith(b"<"):
        raise fault("areas.fault.xml")
    return JSON if start.startswith((b"{", b"[")) else TEXT
