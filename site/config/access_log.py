"""gunicorn's logs, of requests and of errors: without the tokens of partners' feeds, and as JSON if that is set."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from content_api.monitoring.seen import KEY, Seen

from .environment import Environment
from .logs import FORMATS, Redacting, RedactingJsonFormatter


class RedactingLogger(Logger):
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self._is_json = Environment().one_of("LOG_FORMAT", FORMATS, default="line") == "json"
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(RedactingJsonFormatter() if self._is_json else Redacting(handler.formatter))

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """As JSON: what is known of the request, and its path without the query, in which clients ask."""
        if not self._is_json:
            super().access(resp, req, environ, request_time)
        elif self.access_log_enabled:
            seen: Seen = environ.get(KEY) or Seen()
            status = int(str(resp.status).split(None, 1)[0])
            fields = seen.as_fields() | {
                "method": environ.get("REQUEST_METHOD"),
                "path": environ.get("PATH_INFO"),
                "status": status,
                "bytes": resp.sent,
                "duration_ms": round(request_time / timedelta(milliseconds=1), 2),
            }
            self.access_log.info("%s %s %d", fields["method"], fields["path"], status, extra=fields)
