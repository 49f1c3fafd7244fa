"""The desk's part of the dashboard."""

from __future__ import annotations

from .base import SHOWN, DeskPanel, first_and_count

__all__ = ["SHOWN", "DeskPanel", "first_and_count"]
