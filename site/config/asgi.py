"""The ASGI entry point; production settings unless the environment names others."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from config import process
from config.boot import refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
process.declare("web")

application = get_asgi_application()
refuse_unsafe()
