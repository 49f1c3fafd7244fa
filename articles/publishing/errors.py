"""What the publish gate answers when it refuses: problems in words that an editor can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

GATE_CODE = "publish_gate"


@dataclass(frozen=True)
class PublishProblem:
    """One reason why something may not be live.

    `key` stays the same while the problem stays the same, even if a title in `message` changes: an override is
    accepted for keys. Problems in the structure of a page cannot be overridden.
    """

    message: str
    key: str
    overridable: bool = True


class PublishGateError(ValidationError):
    """The publish gate refuses: every problem is one error with the code `publish_gate`."""

    def __init__(self, problems: Sequence[PublishProblem]) -> None:
        self.problems = tuple(problems)
        errors = [ValidationError(problem.message, code=GATE_CODE) for problem in problems]
        super().__init__({NON_FIELD_ERRORS: errors})
