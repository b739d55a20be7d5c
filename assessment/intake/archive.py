"""Opens a zip without being led to unpack more than fits into memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from assessment.intake.faults import fault, shown
from assessment.intake.recognising import MEGABYTE

MOST_UNPACKED = 150 * MEGABYTE
MOST_MEMBERS = 1000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    struct.error,
)


class Archive:
    """The members of a zip by name. Their sizes are checked before any is unpacked. Raises `FileError`."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._members: Mapping[str, zipfile.ZipInfo] = {
                one.filename: one for one in self._zip.infolist()[: MOST_MEMBERS + 1] if not one.is_dir()
            }
        except _DAMAGED:
            raise fault("areas.fault.zip.damaged") from None
        if len(self._members) > MOST_MEMBERS:
            raise fault("areas.fault.zip.large", most=MOST_UNPACKED // MEGABYTE)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what is inside, without what systems leave there for themselves."""
        return tuple(name for name in self._members if not name.startswith("__MACOSX/"))

    @property
    def is_workbook(self) -> bool:
        """Whether this is a spreadsheet, which is a zip as well."""
        return "[Content_Types].xml" in self._members and any(name.startswith("xl/") for name in self._members)

    def ending(self, ending: str) -> tuple[str, ...]:
        """The names that end so, in whatever case."""
        return tuple(name for name in self.names if name.lower().endswith(ending))

    def refuse_large(self, *names: str) -> None:
        """Raise `FileError` if these would unpack to more than is read; of all members without names."""
        sizes = [self._members[name].file_size for name in names or self._members]
        if sum(sizes) > MOST_UNPACKED:
            raise fault("areas.fault.zip.large", most=MOST_UNPACKED // MEGABYTE)

    def read(self, name: str) -> bytes:
        """What is in a member, unpacked no further than to the size that the zip tells; a lie shows in the checksum."""
        member = self._members[name]
        self.refuse_large(name)
        # The library unpacks these two in bounds, other methods at once and whole.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise fault("areas.fault.zip.method", name=shown(name))
        try:
            with self._zip.open(member) as opened:
                return opened.read(member.file_size)
        except _DAMAGED:
            raise fault("areas.fault.zip.member", name=shown(name)) from None
