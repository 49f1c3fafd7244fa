"""What the resolvers of one request share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..lookahead import Loader
from ..territory import Territory, read_territory
from ..viewer import PUBLIC_REACH, Reach, Viewer
from .deadline import Deadline


@dataclass
class Context:
    """Passed to every resolver as ``info.context``. Deliberately not the HTTP request."""

    reach: Reach = PUBLIC_REACH  # of the client that asks
    viewers: dict[str | int, Viewer] = field(default_factory=dict)  # by the response name of the root field
    loaders: dict[Any, Loader] = field(default_factory=dict)  # by the primary key of the viewer's site
    selections: dict[Any, Any] = field(default_factory=dict)  # kept by ``lookahead.selection``
    deadline: Deadline = field(default_factory=Deadline)

    @cached_property
    def territory(self) -> Territory:
        """Sites, languages and closed places, read when somebody asks for them first."""
        self.check_deadline()
        return read_territory()

    def check_deadline(self) -> None:
        """For loaders, before each statement. Raises ``TimedOutError``."""
        self.deadline.check()
