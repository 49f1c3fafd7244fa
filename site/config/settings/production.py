"""Settings for production: every secret and address comes from the environment and has no default."""

from __future__ import annotations

from .base import *
from .storage import *

DEBUG = False
REFUSE_UNSAFE = True
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=True)
# Checks that an operator has read and decided otherwise, such as config.E005.
SILENCED_SYSTEM_CHECKS = env.list("SILENCED_SYSTEM_CHECKS", default=[])
SECRET_KEY = env.str("SECRET_KEY")
# Keys that were replaced: what was signed or encrypted with them is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# 127.0.0.1: the container's health check asks the process by this address.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS"), "127.0.0.1"]
WAGTAILADMIN_BASE_URL = env.str("PUBLIC_API_URL")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[WAGTAILADMIN_BASE_URL])
GRAPHIQL_ENABLED = env.bool("GRAPHIQL_ENABLED", default=False)

# https://docs.djangoproject.com/en/5.2/ref/settings/#databases
DATABASES = databases()

# https://docs.djangoproject.com/en/5.2/topics/cache/#redis
CACHES = {
    "default": {
        "BACKEND": "content_api.caching.backend.ForgivingRedisCache",
        "LOCATION": env.str("REDIS_URL"),
        "OPTIONS": {"socket_connect_timeout": 0.05, "socket_timeout": 0.05},  # seconds
    }
}

GRAPHQL_CACHE = GRAPHQL_CACHE | {"shared": True}
LINK_CHECK["archive"] = env.bool("LINK_CHECK_ARCHIVE", default=True)

EMAIL_CONFIG = env.email_url("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")

# https://docs.djangoproject.com/en/5.2/topics/security/
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# With this beginning, browsers take them from this very host alone: no neighbour below the same domain can set them.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_NAME = "__Host-language"
