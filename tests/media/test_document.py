"""The document model."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.base import ContentFile

from media.models import Document
from tests.factories.media import DocumentFactory

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7 checklist"


def test_a_document_made_in_code_knows_its_size_and_hash() -> None:
    stored = Document.objects.get(pk=DocumentFactory().pk)

    assert stored.file_size == len(CONTENT)
    assert stored.file_hash == hashlib.sha1(CONTENT).hexdigest()
    assert (stored.file_extension, stored.content_type) == ("pdf", "application/pdf")


def test_saving_the_new_file_alone_stores_its_size() -> None:
    document = DocumentFactory()

    document.file = ContentFile(b"shorter", name="other.txt")
    document.save(update_fields=["file"])

    assert Document.objects.get().file_size == len(b"shorter")


def test_saving_another_field_leaves_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document.objects.get(pk=DocumentFactory().pk)
    monkeypatch.setattr(Document, "_set_document_file_metadata", lambda self: pytest.fail("the file was read"))

    document.title = "Another title"
    document.save()

    assert Document.objects.get().title == "Another title"
