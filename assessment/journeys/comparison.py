"""What a municipality's worker sees of all areas at once: the picture of the municipality, and areas side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from assessment.core.access import Access
from assessment.core.overview import Picture
from assessment.core.ports import Clock, Store
from assessment.core.questionnaire import Questionnaire


def picture(
    store: Store,
    clock: Clock,
    questionnaire: Questionnaire,
    version: Callable[[str], Questionnaire],
    access: Access,
    contacts: Mapping[str, date] | None = None,
) -> Picture:
    """The areas of the access's municipality with what is shared with it. Raises `ForbiddenError` to an operator.

    `questionnaire` is the version in use, `version` finds another by its name; `contacts` are the areas' last contacts.
    """
    raise NotImplementedError
