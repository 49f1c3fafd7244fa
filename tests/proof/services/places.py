"""Where things lie, and the environment of the programs."""

from __future__ import annotations

import os
from dataclasses import dataclass

from tests.programs import HOST, PROJECT, SOURCE_ROOTS, free_ports

SCRATCH = PROJECT / "var" / "proof"
BUCKET = "proof"
SECONDS_TO_ANSWER = 3


@dataclass(frozen=True)
class Places:
    """Where the services of one run listen."""

    primary: int
    replica: int
    redis: int
    storage: int

    @classmethod
    def free(cls) -> Places:
        return cls(*free_ports(4))

    def environment(self, *, port: int = 0, replica: bool = False, **more: str) -> dict[str, str]:
        """What production settings ask for. The caller's own settings do not reach the programs."""
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
        return {
            **kept,
            "ALLOWED_HOSTS": HOST,
            "BIND": f"{HOST}:{port}",
            "DATABASE_URL": self.database(self.primary),
            **({"DATABASE_REPLICA_URL": self.database(self.replica)} if replica else {}),
            "DEFAULT_FROM_EMAIL": "proof@nuages.example",
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "EMAIL_URL": "dummymail://",
            "GUNICORN_CMD_ARGS": "--access-logfile /dev/null --max-requests 0",  # no process is replaced unnoticed
            "LOG_LEVEL": "WARNING",
            "OUTBOUND_ALLOWED": f"{HOST}/32",
            "PUBLIC_API_URL": f"https://{HOST}:{port}",
            "PYTHONPATH": SOURCE_ROOTS,
            "REDIS_URL": f"redis://{HOST}:{self.redis}/0",
            "S3_ACCESS_KEY": "proof",
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": f"http://{HOST}:{self.storage}",
            "S3_REGION": "us-east-1",
            "S3_SECRET_KEY": "proof",
            "SECRET_KEY": "a-key-that-signs-addresses-of-invented-images-and-nothing-else",
            "WEB_CONCURRENCY": "1",
            "WEBHOOKS_REQUIRE_HTTPS": "false",
            **more,
        }

    def database(self, port: int) -> str:
        return f"postgres://postgres@{HOST}:{port}/postgres"
