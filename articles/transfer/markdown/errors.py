"""Why a file is not imported."""

from __future__ import annotations


class RefusedError(Exception):
    """The file is not read. The message says what is wrong with it and, where it can, in which line."""
