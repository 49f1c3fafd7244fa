"""Images, documents and collections."""

from __future__ import annotations

from io import BytesIO

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.models import Collection, CollectionViewRestriction

from media.models import Document, Image


def picture(
    colour: str = "#4682b4", size: tuple[int, int] = (1600, 900), kind: str = "PNG", **options: object
) -> bytes:
    """A file of one colour."""
    file = BytesIO()
    Pillow.new("RGB", size, colour).save(file, kind, **options)
    return file.getvalue()


def picture_file(name: str = "picture.png", content: bytes | None = None, **options: object) -> ContentFile:
    """An upload of such a file."""
    return ContentFile(picture(**options) if content is None else content, name=name)  # type: ignore[arg-type]


class ImageFactory(wagtail_factories.ImageFactory):
    collection = factory.LazyFunction(Collection.get_first_root_node)
    title = factory.Sequence(lambda number: f"Image {number}")
    description = "A field of one colour"
    file = factory.LazyFunction(picture_file)

    class Meta:
        model = Image


class DocumentFactory(wagtail_factories.DocumentFactory):
    collection = factory.LazyFunction(Collection.get_first_root_node)
    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 checklist", name="checklist.pdf"))

    class Meta:
        model = Document


def make_collection(parent: Collection | None = None, *, private: bool = False) -> Collection:
    """A collection below ``parent`` or the root, restricted on request."""
    above = parent or Collection.get_first_root_node()
    collection: Collection = above.add_child(name=f"Collection {Collection.objects.count()}")
    if private:
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    return collection
