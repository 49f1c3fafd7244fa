"""Register the documents of a client from files, as its build has them."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...clients.models import ApiClient, ClientDocument


class Command(BaseCommand):
    """All files or none: a document that cannot be executed is named, and nothing is changed."""

    help = "Register *.graphql files as trusted documents of an API client, each under the name of its file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("client", help="Name of the client.")
        parser.add_argument("folder", type=Path, help="Folder with the files.")
        parser.add_argument("--prune", action="store_true", help="Remove its documents that have no file here.")

    def handle(self, *args: Any, client: str, folder: Path, prune: bool, **options: Any) -> None:
        found = ApiClient.objects.filter(name=client).first()
        if found is None:
            raise CommandError(f"No client is named {client!r}.")
        paths = sorted(folder.glob("*.graphql"))
        if not paths:
            raise CommandError(f"No *.graphql file lies in {folder}.")
        with transaction.atomic():
            for path in paths:
                self._register(found, path)
            names = [path.stem for path in paths]
            gone = found.documents.exclude(name__in=names).delete()[0] if prune else 0
        self.stdout.write(f"{len(paths)} documents of {client} are registered, {gone} are removed.")

    def _register(self, client: ApiClient, path: Path) -> None:
        document = client.documents.filter(name=path.stem).first() or ClientDocument(client=client, name=path.stem)
        document.text = path.read_text()
        try:
            document.full_clean(exclude=["text_hash", "printed_hash"])
        except ValidationError as error:
            raise CommandError(f"{path.name}: {' '.join(error.messages)} Nothing is changed.") from error
        document.save()
