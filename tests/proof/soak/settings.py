"""Production settings, without what needs other machines: no bucket, no TLS in front."""

from __future__ import annotations

from config.settings.production import *

from .places import SCRATCH

MEDIA_ROOT = SCRATCH / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
SECURE_SSL_REDIRECT = False
SILENCED_SYSTEM_CHECKS = ["config.E007"]  # one machine keeps the files, on purpose
