"""Runs the worker: scheduled publishing, webhooks, and whatever else is due."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.boot import refuse_unsafe
from config.monitoring.worker_port import serve_metrics
from config.worker import JOBS, Worker


class Command(BaseCommand):
    """`manage.py worker` beside the web server; ends in good order on SIGTERM and Ctrl-C."""

    help = "Publishes on schedule, sends webhooks and tidies up, until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run each job once and end; fails if one failed.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_unsafe()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        worker = Worker(JOBS)
        worker.listen_to_signals()
        if options["once"]:
            if not worker.run_once():
                raise CommandError("A job failed; the log says why.")
            return
        if settings.WORKER_METRICS_BIND:
            try:
                serve_metrics(settings.WORKER_METRICS_BIND)
            except (OSError, ValueError) as error:
                raise CommandError(f"WORKER_METRICS_BIND: {settings.WORKER_METRICS_BIND}: {error}") from error
        if not worker.run():
            raise CommandError("A job did not end in time.")
