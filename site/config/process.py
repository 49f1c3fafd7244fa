"""What kind of process this is: settings differ for what answers people, works beside, or is run by hand."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Literal

Kind = Literal["web", "worker", "command"]

COMMANDS: dict[str, Kind] = {"runserver": "web", "worker": "worker"}  # of manage.py; all others are run by hand

_declared: Kind | None = None


def declare(kind: Kind) -> None:
    """Say it before settings are read. For processes that are not started by ``manage.py``."""
    global _declared
    _declared = kind


def kind() -> Kind:
    if _declared is not None:
        return _declared
    program, *arguments = sys.argv or [""]
    if PurePath(program).name in ("manage.py", "django-admin", "__main__.py") and arguments:
        return COMMANDS.get(arguments[0], "command")
    return "command"
