"""The part of the store in memory that keeps accesses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assessment.core.access import Access
from assessment.core.errors import GoneError, StoreError
from tests.fake_memory import Memory


class MemoryAccesses(Memory):
    """Fulfils `core.accesses.Accesses` in memory."""

    def __init__(self) -> None:
        self._accesses: dict[str, Access] = {}
        self._access_keys: dict[str, str] = {}
        self._identities: dict[str, str] = {}
        self._visits: dict[str, tuple[str, date]] = {}

    def give_access(self, new: Access, key: str | None, identity: str | None = None) -> None:
        self._check(new.id, new.municipality, new.label, key or "", identity or "")
        if new.id in self._accesses or key in self._access_keys:
            raise StoreError("An access with this id or key is there already.")
        self._accesses[new.id] = new
        if key is not None:
            self._access_keys[key] = new.id
        if identity is not None:
            self._identities[new.id] = identity

    def access(self, access_id: str) -> Access:
        self._check(access_id)
        if access_id not in self._accesses:
            raise GoneError("There is no access with this id.")
        return self._accesses[access_id]

    def access_at_key(self, key: str) -> Access | None:
        self._check(key)
        found = self._access_keys.get(key)
        return None if found is None else self._accesses[found]

    def accesses_of(self, identity: str) -> tuple[Access, ...]:
        self._check(identity)
        found = (self._accesses[id_] for id_, known in self._identities.items() if known == identity)
        return tuple(sorted(found, key=lambda one: (one.created_on, one.id), reverse=True))

    def accesses(self) -> tuple[Access, ...]:
        self._check()
        return tuple(sorted(self._accesses.values(), key=lambda one: (one.municipality, one.created_on, one.id)))

    def revoke_access(self, access_id: str, day: date) -> None:
        found = self.access(access_id)
        self._accesses[access_id] = replace(found, revoked_on=found.revoked_on or day)
        self._visits = {secret: visit for secret, visit in self._visits.items() if visit[0] != access_id}

    def use_access(self, access_id: str, day: date) -> None:
        self._accesses[access_id] = replace(self.access(access_id), last_used_on=day)

    def start_visit(self, access_id: str, secret: str, until: date) -> None:
        self._check(secret)
        self._visits[secret] = (self.access(access_id).id, until)

    def access_at_visit(self, secret: str, today: date) -> Access | None:
        self._check(secret)
        access_id, until = self._visits.get(secret, ("", date.min))
        return self._accesses[access_id] if access_id and today <= until else None

    def end_visit(self, secret: str) -> None:
        self._check(secret)
        self._visits.pop(secret, None)

    def forget_visits(self, today: date) -> int:
        self._check()
        old = [secret for secret, (_, until) in self._visits.items() if until < today]
        for secret in old:
            del self._visits[secret]
        return len(old)
