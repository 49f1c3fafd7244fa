"""The demo content of this app: frameworks, companies, articles and the claims between them."""

from __future__ import annotations

from .load import load

__all__ = ["load"]
