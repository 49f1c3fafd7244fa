"""Where files are in production: an S3-compatible bucket for media, the image itself for static files.

https://django-storages.readthedocs.io/en/latest/backends/amazon-S3.html
"""

from __future__ import annotations

from botocore.config import Config

from .start import env

S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default=None)
# The same store as browsers reach it, where S3_ENDPOINT_URL is an address of a network of one's own.
S3_PUBLIC_ENDPOINT_URL = env.str("S3_PUBLIC_ENDPOINT_URL", default=None)
S3_CUSTOM_DOMAIN = env.str("S3_CUSTOM_DOMAIN", default=None)  # may be followed by the bucket
S3_URL_PROTOCOL = env.str("S3_URL_PROTOCOL", default="https:")

STORAGES = {
    "default": {
        "BACKEND": "media.storages.MediaStorage",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": S3_ENDPOINT_URL,
            "public_endpoint_url": S3_PUBLIC_ENDPOINT_URL,
            "region_name": env.str("S3_REGION", default=None),
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "custom_domain": S3_CUSTOM_DOMAIN,
            "url_protocol": S3_URL_PROTOCOL,
            "file_overwrite": False,
            # Seconds that a signed address opens a document or an original; 0: documents pass through this service.
            "querystring_expire": env.int("S3_SIGNED_SECONDS", default=300),
            "max_memory_size": 2_000_000,  # bytes; larger files wait on the disk while they are passed on
            # A store that is away must not hold a request for the minutes of the library's own limits.
            "client_config": Config(
                signature_version="s3v4",
                # Amazon's addresses with the bucket before them are those of its region, which signatures need.
                s3={"addressing_style": "auto" if S3_ENDPOINT_URL else "virtual"},
                connect_timeout=3,
                read_timeout=20,
                retries={"mode": "standard", "total_max_attempts": 2},
            ),
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The admin shows renditions from the CDN and originals from the store.
MEDIA_ORIGINS = [S3_PUBLIC_ENDPOINT_URL or S3_ENDPOINT_URL or "https://*.amazonaws.com"]
if S3_CUSTOM_DOMAIN:
    MEDIA_ORIGINS.append(f"{S3_URL_PROTOCOL}//{S3_CUSTOM_DOMAIN.partition('/')[0]}")
