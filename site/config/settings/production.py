"""Settings for production: every secret and address comes from the environment and has no default."""

from __future__ import annotations

from .base import *

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

# https://docs.djangoproject.com/en/5.2/ref/databases/#connection-pool
DATABASES["default"] = env.db("DATABASE_URL") | {"ATOMIC_REQUESTS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["OPTIONS"] = {
        "options": WITHOUT_JIT,
        "pool": {
            "min_size": env.int("DATABASE_POOL_MIN_SIZE", default=1),
            "max_size": env.int("DATABASE_POOL_MAX_SIZE", default=8),
            "timeout": 10,  # seconds to wait for a connection
        },
        # https://www.psycopg.org/psycopg3/docs/advanced/prepare.html: the API's statements are planned so often
        "prepare_threshold": env.int("DATABASE_PREPARE_THRESHOLD", default=2) or None,
    }

# A copy that follows the database, for what the API reads.
if REPLICA_URL := env.str("DATABASE_REPLICA_URL", default=""):
    # Connections are tried before they are used, and not waited for: the database itself is there instead.
    DATABASES["replica"] = (
        DATABASES["default"] | env.db("DATABASE_REPLICA_URL") | {"ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": True}
    )
    if pool := DATABASES["default"].get("OPTIONS", {}).get("pool"):
        DATABASES["replica"]["OPTIONS"] = DATABASES["default"]["OPTIONS"] | {"pool": pool | {"timeout": 1}}

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

# https://django-storages.readthedocs.io/en/latest/backends/amazon-S3.html
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default=None)
S3_CUSTOM_DOMAIN = env.str("S3_CUSTOM_DOMAIN", default=None)  # may be followed by the bucket
S3_URL_PROTOCOL = env.str("S3_URL_PROTOCOL", default="https:")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": S3_ENDPOINT_URL,
            "region_name": env.str("S3_REGION", default=None),
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "custom_domain": S3_CUSTOM_DOMAIN,
            "url_protocol": S3_URL_PROTOCOL,
            "file_overwrite": False,
            # Renditions and documents are served by the API; files of the bucket are signed for the admin.
            "querystring_auth": True,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

if S3_CUSTOM_DOMAIN:
    MEDIA_ORIGINS = [f"{S3_URL_PROTOCOL}//{S3_CUSTOM_DOMAIN.partition('/')[0]}"]
else:
    MEDIA_ORIGINS = [S3_ENDPOINT_URL or "https://*.amazonaws.com"]

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
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Secure-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Secure-csrftoken"
