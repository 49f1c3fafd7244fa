"""Make the development database ready to serve; quick when there is nothing to do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Migrations and demo content in one process, since each start of Django costs a second or two."""

    requires_system_checks: list[str] = []  # the server makes them a moment later
    help = "Migrate and, when the database is empty, load the demo content. Development only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("prepare_development is for development settings (DEBUG = True) only.")
        settings.VAR_DIR.mkdir(exist_ok=True)
        executor = MigrationExecutor(connection)
        # `migrate` alone takes seconds even when it has nothing to do: it revisits every permission.
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Migrating the database ...")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demo", if_empty=True)
