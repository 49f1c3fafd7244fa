"""Where things lie, and the environment of the programs that are started."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SCRATCH = PROJECT / "var" / "bench"
FIGURES = PROJECT / "docs" / "figures"  # what pages are written from, kept beside them
RESULTS = FIGURES / "performance.json"
OF_THE_SOAK = FIGURES / "proof" / "soak.json"
DOCUMENTS = PROJECT / "benchmarks" / "documents"
PLAIN_DOCUMENTS = PROJECT / "benchmarks" / "plain_grapple" / "documents"
SHIPPED_DOCUMENTS = PROJECT / "graphql" / "operations"

HOST = "127.0.0.1"
# The source roots: the measured code is that of this folder, whatever is installed.
SOURCE_ROOTS = os.pathsep.join(str(PROJECT / root) for root in ("", "graphql", "site"))

# What production settings ask for. Nothing here is reached by a measured request.
SETTINGS = {
    "SECRET_KEY": "a-key-that-signs-addresses-of-invented-images-and-nothing-else",
    "ALLOWED_HOSTS": HOST,
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "S3_BUCKET": "none",
    "EMAIL_URL": "dummymail://",
    "DEFAULT_FROM_EMAIL": "bench@nuages.example",
    "LOG_LEVEL": "WARNING",
}


def environment(settings_module: str, database_url: str, port: int = 0) -> dict[str, str]:
    """The environment of a program of one of the two sides. The caller's own settings do not reach it."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
    return {
        **kept,
        **SETTINGS,
        "PYTHONPATH": SOURCE_ROOTS,
        "DJANGO_SETTINGS_MODULE": settings_module,
        "DATABASE_URL": database_url,
        "PUBLIC_API_URL": f"http://{HOST}:{port}",
        "BIND": f"{HOST}:{port}",
        "WEB_CONCURRENCY": "1",
        "GUNICORN_CMD_ARGS": "--max-requests 0",  # the worker that is watched must not be replaced
    }
