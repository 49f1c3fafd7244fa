"""How long the lists of our types are that no argument limits; see ``content_api.limits.cost``."""

from __future__ import annotations

from content_api.limits.cost import assume_length

assume_length("Query.feeds", 100)
