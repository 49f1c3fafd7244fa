"""What the numbers depend on: the machine and the versions."""

from __future__ import annotations

import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = {"Django": "django", "Wagtail": "wagtail", "Grapple": "wagtail-grapple", "gunicorn": "gunicorn"}


def facts(database: str) -> dict[str, str]:
    return {
        "Date": dt.datetime.now(dt.UTC).date().isoformat(),
        "Processor": f"{processor()}, {os.cpu_count()} cores",
        "Load before the run": f"{os.getloadavg()[0]:.1f}",
        "System": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "Database": f"{database}, on the same machine",
        "Packages": ", ".join(f"{name} {version(package)}" for name, package in PACKAGES.items()),
    }


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
