"""A file from its bytes to what became of it: the one way for the command and the admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from .draft import Draft
from .errors import RefusedError
from .notes import Note, Notes
from .reading import read
from .saving.options import Options
from .saving.pages import carry_out
from .saving.pictures import Fetcher
from .saving.planning import WRITES, Plan, planned

REFUSED = "refused"


@dataclass
class Outcome:
    """What became of a file, or would. ``plan`` is None where the file was refused, and ``reason`` says why."""

    name: str
    action: str
    reason: str = ""
    plan: Plan | None = None
    page_id: int | None = None

    @property
    def draft(self) -> Draft | None:
        return self.plan.draft if self.plan else None

    @property
    def notes(self) -> list[Note]:
        return list(self.draft.notes if self.draft else Notes())

    @property
    def is_refused(self) -> bool:
        return self.action == REFUSED

    @property
    def writes(self) -> bool:
        return self.action in WRITES


def examine(raw: bytes, name: str, options: Options) -> Outcome:
    """What an import would do. Writes nothing."""
    try:
        plan = planned(read(raw, name), options)
    except RefusedError as error:
        return Outcome(name, REFUSED, str(error))
    return Outcome(plan.draft.name, plan.action, plan.reason, plan, plan.page.pk if plan.page else None)


def import_file(raw: bytes, name: str, options: Options, fetcher: Fetcher | None = None) -> Outcome:
    """Import one file in one transaction. A file that fails leaves nothing behind."""
    outcome = examine(raw, name, options)
    if outcome.plan is None:
        return outcome
    try:
        page: Any = carry_out(outcome.plan, options, fetcher)
    except RefusedError as error:
        return Outcome(outcome.name, REFUSED, str(error))
    except ValidationError as error:
        return Outcome(outcome.name, REFUSED, "The article is not valid: " + " ".join(error.messages))
    outcome.page_id = page.pk if page else None
    return outcome
