"""What the tests of partners have in common."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from syndication.partners.renewals import renewals


@pytest.fixture(autouse=True)
def nothing_noted() -> Iterator[None]:
    """What a process remembers between requests."""
    yield
    renewals.forget()
