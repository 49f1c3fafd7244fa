"""What the resolvers of one request share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings

from ..lookahead import Loader
from ..territory import Territory, read_territory
from ..touched import depends_on
from ..viewer import PUBLIC_REACH, Reach, Viewer
from .deadline import Deadline


@dataclass
class Context:
    """Passed to every resolver as ``info.context``. Deliberately not the HTTP request."""

    reach: Reach = PUBLIC_REACH  # of the client that asks
    viewer: Viewer | None = None  # of the root field that is executed now
    loader: Loader | None = None  # for that viewer
    loaders: dict[Any, Loader] = field(default_factory=dict)  # by the viewer's site and draft
    selections: dict[Any, Any] = field(default_factory=dict)  # kept by the executor and ``lookahead.selection``
    fragments: dict[Any, dict[str, Any]] = field(default_factory=dict)  # answers to ours, for that viewer
    executor: Any = None  # that which executes now
    deadline: Deadline = field(default_factory=Deadline)
    valid_until: dt.datetime | None = None  # for answers that depend on the clock
    most_rows: int = field(default_factory=lambda: int(settings.GRAPHQL_LIMITS["page_size"]))  # of a connection at once

    def see_as(self, viewer: Viewer | None) -> None:
        """Let what is executed from now on be seen by ``viewer``; by the default one where there is none."""
        self.viewer = viewer
        self.loader = None
        self.fragments.clear()

    @cached_property
    def territory(self) -> Territory:
        """Sites, languages and closed places, read when somebody asks for them first."""
        self.check_deadline()
        with depends_on():  # changes of places touch what they hide and show
            return read_territory()

    def expires(self, moment: dt.datetime) -> None:
        """For all that reads the clock: from ``moment`` on, the same question may have another answer."""
        if self.valid_until is None or moment < self.valid_until:
            self.valid_until = moment

    def release(self) -> None:
        """When the answer is there: let go of what was loaded for it."""
        for loader in self.loaders.values():
            loader.release()

    def check_deadline(self) -> None:
        """For loaders, before each statement. Raises ``TimedOutError``."""
        self.deadline.check()
