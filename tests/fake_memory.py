"""What all parts of the store in memory begin with."""

from __future__ import annotations

from assessment.core.errors import StoreError


class Memory:
    """Set `broken` to a sentence and every call fails with it, like a database that is gone."""

    broken = ""

    def _check(self, *texts: str) -> None:
        if self.broken:
            raise StoreError(self.broken)
        for written in texts:
            if any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in written):
                raise StoreError("The text holds a sign that cannot be stored.")
