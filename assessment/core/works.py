"""What the journeys need of the store for a worker's own notes, as a protocol."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

from assessment.core.work import CheckedStep, LoggedContact, OutsideView


class Works(Protocol):
    """Where a municipality's worker keeps what is known of its areas. Whatever is asked for is that municipality's own.

    `areas` are the ids by which one area goes: its own, and those of names that were merged into it. Ids of entries
    that are not the municipality's raise `GoneError`, like unknown ones.
    """

    def contacts(self, municipality: str) -> Mapping[str, date]:
        """The day of the newest contact of each area that has one."""

    def contacts_of(self, municipality: str, areas: Collection[str]) -> tuple[LoggedContact, ...]:
        """The contacts with one area, the newest first."""

    def log_contact(self, new: LoggedContact) -> None:
        """Store a contact."""

    def change_contact(self, changed: LoggedContact) -> None:
        """The contact with this id of this municipality is as given from now on."""

    def delete_contact(self, municipality: str, contact_id: str) -> None:
        """Remove a contact for good."""

    def outside_views(self, municipality: str, areas: Collection[str]) -> tuple[OutsideView, ...]:
        """The worker's views of one area, the current one first."""

    def keep_outside_view(self, new: OutsideView) -> None:
        """Store a view: it is the current one of its area from now on, the others are its history."""

    def delete_outside_view(self, municipality: str, view_id: str) -> None:
        """Remove a view for good."""

    def checked_steps(self, municipality: str, areas: Collection[str]) -> tuple[CheckedStep, ...]:
        """The steps that were taken in one area, each once, in the order of their ids."""

    def check_step(self, taken: CheckedStep, areas: Collection[str]) -> None:
        """Store that a step was taken; it replaces what was stored of it under any of the area's ids."""

    def uncheck_step(self, municipality: str, areas: Collection[str], step: str) -> None:
        """The step is not taken; nothing happens if that is so already."""

    def forget_work(self, before: date) -> int:
        """Remove the contacts, views and steps of before a day, and notes on rounds set aside; how many there were."""
