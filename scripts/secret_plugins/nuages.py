"""A plugin of detect-secrets: tokens that this service itself hands out, to clients and for previews."""

from __future__ import annotations

import re

from detect_secrets.plugins.base import RegexBasedDetector


class NuagesTokenDetector(RegexBasedDetector):
    secret_type = "Nuages token"

    denylist = [re.compile(r"nuages_[A-Za-z0-9]{5,12}_[A-Za-z0-9]{43}(?![A-Za-z0-9])")]
