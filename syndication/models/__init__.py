"""The models of the syndication app."""

from __future__ import annotations

from .websub import HubNotice

__all__ = ["HubNotice"]
