"""Images, their renditions and documents: Wagtail's models, extended from the first migration on."""

from __future__ import annotations

from .document import Document
from .image import Image, ImageLicence
from .rendition import Rendition

__all__ = ["Document", "Image", "ImageLicence", "Rendition"]
