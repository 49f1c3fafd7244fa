"""The former name of `publish_scheduled`, which Wagtail still offers and which would lead past ours."""

from __future__ import annotations

from .publish_scheduled import Command as Command
