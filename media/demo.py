"""Files of the demo content: drawn covers and small text files. No renditions; they appear when first asked for."""

from __future__ import annotations

import uuid

from django.core.files.base import ContentFile

from media.covers import draw_cover
from media.models import Document, Image, ImageLicence

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://nuages.example/demo")


def demo_uid(kind: str, key: str) -> uuid.UUID:
    """The identity of a demo object: always the same, so that loading twice finds it and leaves it alone."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{key}")


def cover(slug: str, title: str) -> Image:
    """The cover of the page with this slug, drawn if it is not there yet."""
    uid = demo_uid("cover", slug)
    image = Image.objects.filter(uid=uid).first()
    if image is None:
        image = Image(
            uid=uid,
            title=f"Cover: {title}",
            description="Abstract drawing of coloured shapes",
            credit="Nuages Demo",
            licence=ImageLicence.OWN,
            file=ContentFile(draw_cover(slug, title), name=f"cover-{slug}.jpg"),
        )
        image.save()
    return image


def document(key: str, title: str, filename: str, text: str) -> Document:
    """A text file for download, stored if it is not there yet."""
    uid = demo_uid("document", key)
    stored = Document.objects.filter(uid=uid).first()
    if stored is None:
        stored = Document(uid=uid, title=title, file=ContentFile(text.lstrip().encode(), name=filename))
        stored.save()
    return stored
