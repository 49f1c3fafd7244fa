"""Addresses elsewhere: what the checker knows of each, of the host that it is at, and where it occurs."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from .source import LinkStatus


class Finding(models.TextChoices):
    """What came of one attempt to reach an address."""

    NONE = "", "Nothing yet"
    ANSWERED = "answered", "Answered"
    MOVED = "moved", "Moved for good"
    GONE = "gone", "Not found"
    NO_NAME = "no-name", "Host does not exist"
    NO_CONNECTION = "no-connection", "Host accepts no connection"
    NOT_SECURE = "not-secure", "Certificate refused"
    TOO_SLOW = "too-slow", "No answer in time"
    SERVER_ERROR = "server-error", "Error of the server"
    REFUSED = "refused", "Refuses to answer programs"
    BUSY = "busy", "Asked to come back later"
    ROBOTS = "robots", "Closed to programs by robots.txt"
    LOOP = "loop", "Redirected too often"
    UNREADABLE = "unreadable", "Answer that cannot be read"
    FORBIDDEN = "forbidden", "Address that is never asked"


class LinkHost(models.Model):
    """A host, with what politeness has to remember: when it was asked, and what it wishes."""

    name = models.CharField(max_length=255, unique=True, help_text="With the port, where it is not the usual one.")
    next_request_at = models.DateTimeField(default=timezone.now, db_index=True)
    robots = models.TextField(blank=True, help_text="Its robots.txt, as far as it was read.")
    robots_read_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ExternalLink(models.Model):
    """An address, once, however often it occurs."""

    url = models.TextField("address")
    digest = models.CharField(max_length=64, unique=True, help_text="Of the address: it may be too long for an index.")
    host = models.ForeignKey(LinkHost, on_delete=models.CASCADE, related_name="links")
    found_at = models.DateTimeField(default=timezone.now)

    status = models.CharField(
        max_length=12, choices=LinkStatus.choices, default=LinkStatus.UNKNOWN, db_index=True, help_text="The judgement."
    )
    finding = models.CharField(
        "last finding", max_length=16, choices=Finding.choices, default=Finding.NONE, blank=True, db_index=True
    )
    http_status = models.PositiveSmallIntegerField("HTTP status", null=True)
    new_url = models.TextField("new address", blank=True, help_text="Where it was moved to for good.")
    hops = models.JSONField(default=list, help_text="The redirects of the last check: status and address of each.")
    checked_at = models.DateTimeField("last checked", null=True)
    alive_at = models.DateTimeField("last alive", null=True)
    next_check_at = models.DateTimeField(default=timezone.now, db_index=True)

    failures = models.PositiveSmallIntegerField(default=0, help_text="That count against it, each on a day of its own.")
    failed_at = models.DateTimeField("last counted failure", null=True)
    failed_as = models.CharField(max_length=16, choices=Finding.choices, default=Finding.NONE, blank=True)
    dead_since = models.DateTimeField(null=True)

    etag = models.CharField(max_length=255, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)

    archived_url = models.TextField("suggested archived address", blank=True)
    archive_asked_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["url"]
        verbose_name = "link"

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """A place where an address occurs: in an object as readers see it, or in its draft if they do not."""

    link = models.ForeignKey(ExternalLink, on_delete=models.CASCADE, related_name="uses")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=36)
    content_object = GenericForeignKey("content_type", "object_id")
    path = models.CharField(max_length=255, help_text="Of fields and blocks, as Wagtail has it in comments.")
    label = models.CharField(max_length=255, help_text="The place in words.")

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["content_type", "object_id", "path"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "path", "link"], name="link_use_once_a_place")
        ]

    def __str__(self) -> str:
        return self.label
