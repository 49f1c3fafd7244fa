"""Where imported articles come from, and files that wait for an editor's decision."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class MarkdownOrigin(models.Model):
    """The file that an article was imported from: how a second import finds it, and knows if anybody has edited it."""

    page = models.OneToOneField("articles.ArticlePage", on_delete=models.CASCADE, related_name="markdown_origin")
    source_name = models.CharField(max_length=400, unique=True)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)
    unused = models.JSONField(default=dict)  # what the front matter says and no field holds

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "origin of an imported article"
        verbose_name_plural = "origins of imported articles"

    def __str__(self) -> str:
        return self.source_name


class MarkdownBatch(models.Model):
    """Files that somebody has uploaded and not decided on, kept here so that the browser need not be trusted."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("articles.ArticleIndexPage", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    fetch_images = models.BooleanField(default=False)
    overwrite = models.BooleanField(default=False)
    outcomes = models.JSONField(default=list)  # what became of the files, once that is decided

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "uploaded Markdown"
        verbose_name_plural = "uploaded Markdown"

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} ({self.user})"


class MarkdownFile(models.Model):
    """One of them, as it was uploaded."""

    batch = models.ForeignKey(MarkdownBatch, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=400)
    content = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="markdown_file_position")]

    def __str__(self) -> str:
        return self.name
