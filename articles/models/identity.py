"""The identity of a row that outlives its number, its slug and the database it lives in."""

from __future__ import annotations

import uuid

from django.db import models


class Identified(models.Model):
    """Adds ``uid``: one per row, kept through renames, export and import; copies get their own.

    Wagtail leaves the fields named in ``exclude_fields_in_copy`` out of copies, so that the default applies.
    """

    uid = models.UUIDField("identifier", unique=True, default=uuid.uuid4, editable=False)

    exclude_fields_in_copy = ["uid"]
    graphql_interfaces = ["content_api.fields.interfaces.ContentInterface"]

    class Meta:
        abstract = True
