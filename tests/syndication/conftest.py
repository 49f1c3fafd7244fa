"""The API as the tests of this app ask it."""

from __future__ import annotations

from tests.api.conftest import ask, post

__all__ = ["ask", "post"]
