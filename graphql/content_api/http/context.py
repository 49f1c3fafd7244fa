"""What the resolvers of one request share."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..doors import Verdicts
from ..viewer import Viewer
from .deadline import Deadline


@dataclass
class Context:
    """Passed to every resolver as ``info.context``. Deliberately not the HTTP request."""

    viewers: dict[str | int, Viewer] = field(default_factory=dict)  # by the response name of the root field
    verdicts: dict[Viewer, Verdicts] = field(default_factory=dict)  # what each viewer has been found to see
    deadline: Deadline = field(default_factory=Deadline)

    def check_deadline(self) -> None:
        """For loaders, before each statement. Raises ``TimedOutError``."""
        self.deadline.check()
