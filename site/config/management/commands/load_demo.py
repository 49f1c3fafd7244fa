"""Loads the demo content: people, files, facts, articles, menus."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

import articles.demo
import home.demo
import syndication.demo
from accounts import demo as accounts_demo
from home.models import HomePage

HOME_DEPTH = 2


class Command(BaseCommand):
    """All or nothing, and twice is the same as once: what exists is left as it is."""

    help = "Loads the demo content. Objects that exist are left as editors have made them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Only if there is no page yet below the home page.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Page.objects.filter(depth__gt=HOME_DEPTH).exists():
            self.stdout.write("There is content already: no demo content loaded.")
            return
        site = Site.objects.filter(is_default_site=True).first()
        if site is None or site.root_page.specific_class is not HomePage:
            raise CommandError("The demo content needs a default site whose root is a home page.")
        started = time.monotonic()
        with transaction.atomic(), quiet("wagtail", "django_tasks"):
            users = self.load_users()
            with without_indexing():
                made = home.demo.load_tree() + articles.demo.load() + home.demo.load_front()
                made += syndication.demo.load()
            if made:
                call_command("rebuild_references_index", verbosity=0)
                call_command("update_index", verbosity=0)
        seconds = time.monotonic() - started
        self.stdout.write(f"Demo content: {users} users, {made} pages and facts made in {seconds:.0f} s.")

    def load_users(self) -> int:
        if accounts_demo.users_are_allowed():
            return accounts_demo.load_users()
        self.stderr.write("No demo users: their password is public, so they exist under development settings only.")
        return 0


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Without the lines that these loggers write for each page."""
    levels = {logging.getLogger(name): logging.getLogger(name).level for name in names}
    for logger in levels:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


@contextmanager
def without_indexing() -> Iterator[None]:
    """Without updating search and reference index after each row, which takes most of the time otherwise."""
    search: Any = apps.get_app_config("wagtailsearch")
    backends = search.get_search_backend_config().values()
    before = [backend.get("AUTO_UPDATE", True) for backend in backends]
    for backend in backends:
        backend["AUTO_UPDATE"] = False
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for backend, setting in zip(backends, before, strict=True):
            backend["AUTO_UPDATE"] = setting
