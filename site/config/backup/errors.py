"""Why no backup was made or restored."""

from __future__ import annotations


class UnusableBackupError(Exception):
    """What is in the folder is no backup, is damaged, or is not for this installation. Nothing was changed."""


class ToolError(Exception):
    """A program of PostgreSQL is missing, too old, or has failed. Nothing was changed."""
