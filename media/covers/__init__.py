"""Cover pictures for the demo content, drawn by rule: a sky with clouds over a landscape."""

from __future__ import annotations

from .scene import draw_cover

__all__ = ["draw_cover"]
