"""Who of a municipality may see what: a personal access, and what its role allows."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

WORKER, LEAD, OPERATOR = "worker", "lead", "operator"
# What the municipality's own systems read with: no person's, and known by a token instead of a link.
PROGRAM = "program"
ROLES = (WORKER, LEAD, OPERATOR, PROGRAM)
# An access lasts a year unless somebody says otherwise; nobody's lasts for good.
DAYS, MOST_DAYS = 365, 1096
VALID, EXPIRED, REVOKED = "valid", "expired", "revoked"


@dataclass(frozen=True)
class Access:
    """One person's way in, or a program's. An operator's belongs to no municipality: there it is an empty text.

    `label` is what somebody calls it to know it again in a list, e.g. a job; the project asks for no names.
    """

    id: str
    municipality: str
    role: str
    created_on: date
    expires_on: date
    revoked_on: date | None = None
    last_used_on: date | None = None
    label: str = ""

    def state(self, today: date) -> str:
        """`valid`, `expired` (its last day is over) or `revoked`."""
        if self.revoked_on is not None:
            return REVOKED
        return VALID if today <= self.expires_on else EXPIRED

    def is_valid(self, today: date) -> bool:
        """Whether it lets anybody in."""
        return self.state(today) == VALID

    @property
    def may_see_results(self) -> bool:
        """Whether it shows what communities share with their municipality: an operator only keeps the system going."""
        return self.role in (WORKER, LEAD, PROGRAM)

    @property
    def is_of_program(self) -> bool:
        """Whether it is a program's: it reads results through the interface for programs, and opens no page."""
        return self.role == PROGRAM

    def works_for_municipality(self, today: date) -> bool:
        """Whether a person comes in with it now who keeps what a municipality knows of its areas."""
        return (
            self.may_see_results
            and not self.is_of_program
            and self.is_valid(today)
            and municipality_name(self.municipality) != ""
        )

    @property
    def may_invite(self) -> bool:
        """Whether it lets others in, or keeps them out."""
        return self.role in (LEAD, OPERATOR)

    def may_give(self, role: str, municipality: str) -> bool:
        """Whether it lets somebody in with this role there: a lead only into the own municipality."""
        if self.role == OPERATOR:
            return role in ROLES
        return self.role == LEAD and role in (WORKER, LEAD, PROGRAM) and is_same(municipality, self.municipality)

    def may_know_of(self, other: Access) -> bool:
        """Whether it lists another access."""
        return self.may_give(other.role, other.municipality)

    def may_revoke(self, other: Access) -> bool:
        """Whether it may end another access; never itself, for nobody might be left."""
        return other.id != self.id and self.may_know_of(other)


def municipality_name(written: str) -> str:
    """A municipality's name as it is kept: one space between words, letters composed."""
    return unicodedata.normalize("NFC", " ".join(written.split()))


def is_same(one: str, other: str) -> bool:
    """Whether two names are of one municipality, however they were typed.

    >>> is_same("Põlva vald", "põlva  VALD "), is_same("Põlva vald", "Võru vald"), is_same("", "")
    (True, False, False)
    """
    key = municipality_name(one).casefold()
    return key != "" and key == municipality_name(other).casefold()
