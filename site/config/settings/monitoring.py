"""How the service tells how it is: metrics, traces, reports of errors, logs."""

from __future__ import annotations

from config.logs import FORMATS as LOG_FORMATS

from .start import env

# Metrics, for whoever sends this token; without one, for nobody. Development settings open them to all.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_OPEN = False
# Where the worker answers for its own metrics: 127.0.0.1:9464. Nowhere if empty.
WORKER_METRICS_BIND = env.str("WORKER_METRICS_BIND", default="")

# Traces: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/. None without an address.
TRACING = {
    "endpoint": env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default=""),
    "service": env.str("OTEL_SERVICE_NAME", default="nuages"),
    "share": env.float("OTEL_TRACES_SAMPLER_ARG", default=0.1),  # of requests and jobs
    "trusts_parent": env.bool("TRUST_TRACEPARENT", default=False),
}

# Reports of errors: https://docs.sentry.io/platforms/python/. None without an address.
SENTRY = {
    "dsn": env.str("SENTRY_DSN", default=""),
    "environment": env.str("SENTRY_ENVIRONMENT", default="production"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.RedactingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "config.logs.RedactingJsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("LOG_FORMAT", LOG_FORMATS, default="line"),
        }
    },
    "loggers": {
        "django": {"handlers": []},  # Django's own would say everything twice
        "django.server": {"handlers": [], "propagate": True},  # the paths that it writes may hold tokens
        "django_tasks": {"level": "WARNING"},  # two lines for every object saved
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
