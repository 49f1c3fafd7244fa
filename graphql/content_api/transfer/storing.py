"""Instances into the database, as editors put them there: through validation and the publish gate, with a revision."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from wagtail.models import DraftStateMixin, Page
from wagtail.utils.file import hash_filelike

from .documents import Content, Document
from .reading import ContentFolder
from .shapes import FILE_DIGEST, Shape, shape_of

MOMENTS = ("created_at", "first_published_at", "last_published_at", "modified_at")
KEPT_BY_DRAFTS = ("locale", "translation_key")  # publishing a revision leaves these as they are


def store(instance: Any, document: Document, folder: ContentFolder) -> None:
    """Store ``instance``, which has been filled from ``document``, and publish it."""
    content = document["content"]
    shape = shape_of(type(instance))
    with ExitStack() as opened:
        _put_files(instance, shape, content, folder, opened)
        if isinstance(instance, DraftStateMixin):
            _publish(instance)
        else:
            instance.full_clean()
            instance.save()
    for relation in shape.tags:
        if relation.name in content and not hasattr(relation.through, "content_object_id"):
            getattr(instance, relation.name).set(content[relation.name], clear=True)
    told = content.get(FILE_DIGEST)
    if told and getattr(instance, FILE_DIGEST) != told:
        raise ValidationError(f"The file has another digest than its document says, {told}.")
    set_facts(instance, content)


def set_facts(instance: Any, content: Content) -> None:
    """Give the row the dates that it had where it comes from, and its place among translations."""
    fields = {field.name: field for field in instance._meta.concrete_fields if field.name in content}
    facts = {name: fields[name].to_python(content[name]) for name in MOMENTS if name in fields}
    facts |= {
        fields[name].attname: getattr(instance, fields[name].attname) for name in KEPT_BY_DRAFTS if name in fields
    }
    if isinstance(instance, Page) and facts.get("last_published_at"):
        published = dict.fromkeys(("last_published_at", "latest_revision_created_at"), facts["last_published_at"])
        facts |= published
        _date_aliases([instance.pk], published)
    if facts:
        type(instance)._base_manager.filter(pk=instance.pk).update(**facts)


def _date_aliases(sources: list[int], published: dict[str, Any]) -> None:
    """Aliases, and theirs, are published with their source, and were so then."""
    found = set(sources)
    while sources:
        aliases = Page.objects.filter(alias_of__in=sources).exclude(pk__in=found)
        sources = list(aliases.values_list("pk", flat=True))
        found.update(sources)
        if sources:
            Page.objects.filter(pk__in=sources).update(**published)


def _publish(instance: Any) -> None:
    if instance.pk is None:
        instance.live = False
        instance.full_clean()
        instance.save()
    instance.go_live_at = None  # a schedule of a draft is not that of what is published now
    instance.save_revision().publish()


def _put_files(instance: Any, shape: Shape, content: Content, folder: ContentFolder, opened: ExitStack) -> None:
    """Put the folder's files into the fields whose files are others. What they replace goes with the commit."""
    for field in shape.files:
        told, before = content.get(field.name), getattr(instance, field.name)
        if not told or (before and getattr(instance, FILE_DIGEST) == content.get(FILE_DIGEST)):
            continue
        if before:
            transaction.on_commit(partial(before.storage.delete, before.name))
        _remove_remains(instance, field, told["name"], content)
        file = opened.enter_context((folder.path / told["path"]).open("rb"))
        setattr(instance, field.name, File(file, name=told["name"]))


def _remove_remains(instance: Any, field: Any, called: str, content: Content) -> None:
    """Remove the file that an import left which was ended before its transaction was, so that the name is free."""
    name = field.generate_filename(instance, called)
    if not field.storage.exists(name) or type(instance)._base_manager.filter(**{field.name: name}).exists():
        return
    with field.storage.open(name) as file:
        is_remains = hash_filelike(file) == content.get(FILE_DIGEST)
    if is_remains:
        field.storage.delete(name)
