"""What of this app travels with export and import: files that something public shows, and not what is made of them."""

from __future__ import annotations

from content_api.transfer.declared import stays, transfers

from .models import Document, Image, Rendition

OF_THE_FILE = ("width", "height", "file_size", "placeholder", "dominant_colour")

transfers(Image, left_out=OF_THE_FILE, where_used=True)
transfers(Document, left_out=("file_size",), where_used=True)
stays(Rendition)
