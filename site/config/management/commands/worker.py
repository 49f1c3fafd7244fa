"""Runs the worker: scheduled publishing, and whatever else is due."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.worker import Worker


class Command(BaseCommand):
    """`manage.py worker` beside the web server; ends in good order on SIGTERM and Ctrl-C."""

    help = "Publishes and unpublishes on schedule, until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=30.0, help="Seconds between two rounds (30).")
        parser.add_argument("--once", action="store_true", help="Run one round and end; fails if a job failed.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["interval"] <= 0:
            raise CommandError("--interval must be more than 0 seconds.")
        worker = Worker(interval=options["interval"])
        if options["once"]:
            if not worker.run_round():
                raise CommandError("A job failed; the log says why.")
            return
        worker.listen_to_signals()
        worker.run()
