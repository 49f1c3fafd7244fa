"""gunicorn's logs, of requests and of errors, without the tokens of partners' feeds."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from .logs import Redacting


class RedactingLogger(Logger):
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(Redacting(handler.formatter))
