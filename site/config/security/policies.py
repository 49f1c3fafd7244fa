"""Content security policies: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP

Nothing that leaves this service runs or loads anything, except GraphiQL and the admin, which run what this service
serves. Wagtail writes the start of its choosers, dates and lists into its pages, so scripts within pages are allowed in
the admin, and there alone. https://github.com/wagtail/wagtail/issues/1288
"""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

Policy = dict[str, Any]

CLOSED: Policy = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}

# A feed as a page for people.
READABLE: Policy = CLOSED | {"img-src": ["*"], "style-src": [UNSAFE_INLINE]}

GRAPHIQL: Policy = CLOSED | {
    "connect-src": [SELF],
    "font-src": [SELF, "data:"],
    "img-src": [SELF, "data:"],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "worker-src": [SELF, "blob:"],
}


def admin(images: list[str], frames: list[str]) -> Policy:
    """The admin's policy: ``images`` and ``frames`` are origins from which it may show some besides its own."""
    return {
        "default-src": [SELF],
        "base-uri": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF, *frames],
        "img-src": [SELF, "data:", "blob:", *images],
        "object-src": [NONE],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
    }


# Logging in: as the admin, but without scripts within pages.
def log_in() -> Policy:
    return admin([], []) | {"script-src": [SELF]}


# What a page may ask the browser for: nothing. https://github.com/adamchainz/django-permissions-policy
PERMISSIONS: dict[str, list[str]] = {
    "accelerometer": [],
    "autoplay": [],
    "camera": [],
    "display-capture": [],
    "encrypted-media": [],
    "fullscreen": ["self"],
    "geolocation": [],
    "gyroscope": [],
    "magnetometer": [],
    "microphone": [],
    "midi": [],
    "payment": [],
    "usb": [],
}
