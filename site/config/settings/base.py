"""Settings shared by every environment. Values that differ come from typed environment variables."""

from __future__ import annotations

from pathlib import Path

from corsheaders.defaults import default_headers

from config.environment import Environment
from config.logs import FORMATS as LOG_FORMATS

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"

env = Environment()
if env.bool("READ_DOT_ENV", default=False):
    env.read_env(BASE_DIR / ".env")

# https://docs.djangoproject.com/en/5.2/ref/settings/#core-settings
INSTALLED_APPS = [
    "config",
    "syndication",
    "home",
    "articles",
    "media",
    "content_api",
    "accounts",
    "graphene_django",
    "corsheaders",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.locales",
    "wagtail.search",
    "wagtail.admin",
    # After wagtail.snippets: it makes its types in ready(), from the snippets that are registered by then.
    "grapple",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.monitoring.middleware.SeenMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "content_api.http.short_way.ShortWayMiddleware",
    "config.monitoring.middleware.PagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.publishing.middleware.PublishGateMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# https://docs.djangoproject.com/en/5.2/ref/settings/#databases
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
# One transaction per admin request: Wagtail's publish and unpublish open none of their own.
DATABASES["default"]["ATOMIC_REQUESTS"] = True

# https://docs.djangoproject.com/en/5.2/topics/auth/customizing/
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Seconds; without them a mail server that does not answer would hold a worker for ever.
EMAIL_TIMEOUT = 10

# Log-ins with a public password: in development only, and not by a variable.
DEMO_USERS_ALLOWED = False

# https://docs.djangoproject.com/en/5.2/topics/i18n/
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# https://docs.djangoproject.com/en/5.2/ref/settings/#static-files
STATIC_URL = "/static/"
STATIC_ROOT: Path | None = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

# https://docs.wagtail.org/en/stable/reference/settings.html
WAGTAIL_SITE_NAME = "Nuages"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = env.str("PUBLIC_API_URL", default="http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# Renditions that one process encodes at a time; further requests wait or are told to come back.
IMAGE_ENCODERS = env.int("IMAGE_ENCODERS", default=2)
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content_api.search.backend"}}
# Language of the endings that the API's search takes off, one of snowballstemmer's: run `update_index` after a change.
SEARCH_STEMMER = "english"
# So many hits of a search are ranked, counted and paged through at most.
SEARCH_MOST_HITS = 1_000
# The admin works without any other host: no pictures of users from elsewhere.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# Videos are resolved by our own block from the address alone; nothing is fetched.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# https://wagtail-grapple.readthedocs.io/en/latest/general-usage/settings.html
GRAPPLE = {
    "APPS": ["syndication", "home", "articles", "media"],
    "PAGE_INTERFACE": "content_api.fields.interfaces.PageInterface",
    "SNIPPET_INTERFACE": "content_api.fields.interfaces.SnippetInterface",
    "PAGE_SIZE": 10,
    "MAX_PAGE_SIZE": 100,
    "EXPOSE_GRAPHIQL": False,
}
# Whether relations are loaded for all rows at once. Without it the answers are the same, only slower.
GRAPHQL_LOOKAHEAD = env.bool("GRAPHQL_LOOKAHEAD", default=True)
GRAPHENE = {"SCHEMA": "content_api.schema.schema"}

# What a GraphQL request may cost; see docs/api.md.
GRAPHQL_LIMITS = {
    "body_bytes": env.int("GRAPHQL_LIMIT_BODY_BYTES", default=100_000),
    "tokens": env.int("GRAPHQL_LIMIT_TOKENS", default=2_000),
    "depth": env.int("GRAPHQL_LIMIT_DEPTH", default=12),
    "introspection_depth": env.int("GRAPHQL_LIMIT_INTROSPECTION_DEPTH", default=16),
    "introspection_cost": env.int("GRAPHQL_LIMIT_INTROSPECTION_COST", default=500),
    "aliases": env.int("GRAPHQL_LIMIT_ALIASES", default=30),
    "root_fields": env.int("GRAPHQL_LIMIT_ROOT_FIELDS", default=20),
    "directives": env.int("GRAPHQL_LIMIT_DIRECTIVES", default=20),
    "repeated_fields": env.int("GRAPHQL_LIMIT_REPEATED_FIELDS", default=10),
    "comparisons": env.int("GRAPHQL_LIMIT_COMPARISONS", default=10_000),
    "cost": env.int("GRAPHQL_LIMIT_COST", default=5_000),
    "page_size": env.int("GRAPHQL_LIMIT_PAGE_SIZE", default=100),
    "execution_seconds": env.int("GRAPHQL_LIMIT_EXECUTION_SECONDS", default=10),
    "filter_depth": env.int("GRAPHQL_LIMIT_FILTER_DEPTH", default=6),
    "filter_conditions": env.int("GRAPHQL_LIMIT_FILTER_CONDITIONS", default=50),
    "filter_values": env.int("GRAPHQL_LIMIT_FILTER_VALUES", default=100),
    "validation_errors": 20,
}

# What clients without a token may do. Those with one have their own rights, which administrators give them.
GRAPHQL_PUBLIC = {
    "access": env.bool("GRAPHQL_PUBLIC_ACCESS", default=True),
    "introspection": env.bool("GRAPHQL_PUBLIC_INTROSPECTION", default=True),
    "suggestions": env.bool("GRAPHQL_PUBLIC_SUGGESTIONS", default=True),
    "free_documents": env.bool("GRAPHQL_PUBLIC_FREE_DOCUMENTS", default=True),
    "sync": env.bool("GRAPHQL_PUBLIC_SYNC", default=False),
    # By network address; 0 for as many as they like.
    "requests_per_minute": env.int("GRAPHQL_PUBLIC_REQUESTS_PER_MINUTE", default=0),
    "burst": env.int("GRAPHQL_PUBLIC_BURST", default=100),
}
# Usage of clients: seconds until a process passes on what it has counted, days that are kept.
GRAPHQL_USAGE = {"seconds": 5, "days": 400}
# Proxies in front that add their peer's address to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Answers that are kept; see docs/operators.md. Sizes in bytes.
GRAPHQL_CACHE = {
    "enabled": env.bool("GRAPHQL_CACHE", default=True),
    "memory_bytes": env.int("GRAPHQL_CACHE_MEMORY_BYTES", default=32_000_000),  # in each process
    "shared": False,  # in the cache "default" as well, which all processes have to share for that
    "shared_seconds": 60 * 60,
    "entry_bytes": 1_000_000,  # larger answers are not shared
    "cdn_seconds": env.int("GRAPHQL_CDN_SECONDS", default=60),
    # With what separates the tags in each.
    "tag_headers": {
        name: "," if name == "Cache-Tag" else " " for name in env.list("CDN_TAG_HEADERS", default=["Cache-Tag"])
    },
    "tag_bytes": env.int("GRAPHQL_CACHE_TAG_BYTES", default=3_000),
}

# https://docs.wagtail.org/en/stable/reference/contrib/frontendcache.html
# CDNs that the worker tells of changes, in JSON.
WAGTAILFRONTENDCACHE = env.json("CDN_BACKENDS", default={})

# Trusted documents; valid documents that each process keeps parsed; documents that clients may register by their hash.
GRAPHQL_OPERATIONS_DIR = BASE_DIR / "graphql" / "operations"
GRAPHQL_DOCUMENTS = {"count": 200, "bytes": 500_000}
GRAPHQL_PERSISTED_QUERIES = {
    "register": env.bool("GRAPHQL_REGISTER_PERSISTED_QUERIES", default=False),
    "count": 1_000,
    "bytes": 20_000,
    "seconds": 30 * 24 * 60 * 60,
}

# Take the name of a request from the header X-Request-Id, which a proxy in front must then always set.
TRUST_REQUEST_ID = env.bool("TRUST_REQUEST_ID", default=False)

# Requests to the outside: networks that are open although they are not public, and the ports of public hosts.
OUTBOUND_ALLOWED = env.networks("OUTBOUND_ALLOWED", default=[])
OUTBOUND_PORTS = env.list("OUTBOUND_PORTS", cast=int, default=[80, 443])

# A WebSub hub, which feeds name and the worker tells of what is new: https://www.w3.org/TR/websub/. None if empty.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")

# Webhooks, which the worker sends; see docs/webhooks.md.
WEBHOOKS = {
    "require_https": env.bool("WEBHOOKS_REQUIRE_HTTPS", default=True),
    "seconds": env.int("WEBHOOKS_SECONDS", default=10),  # for one request and its answer
    "answer_bytes": 4_096,  # of an answer's body that are kept
    "threads": env.int("WEBHOOKS_THREADS", default=8),  # endpoints that one worker serves at a time
    "disable_after": env.int("WEBHOOKS_DISABLE_AFTER", default=30),  # failures in a row
    "keep_days": env.int("WEBHOOKS_KEEP_DAYS", default=30),  # deliveries
    "rotation_hours": env.int("WEBHOOKS_ROTATION_HOURS", default=24),  # that a replaced secret stays valid
}

# https://github.com/adamchainz/django-cors-headers: frontends that may read the API from a browser
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/graphql/$"
CORS_ALLOW_METHODS = ["GET", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = [*default_headers, "if-none-match"]
CORS_EXPOSE_HEADERS = ["Content-Version", "ETag", "Retry-After", "X-Request-Id"]

# Metrics, for whoever sends this token; without one, for nobody. Development settings open them to all.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_OPEN = False
# Where the worker answers for its own metrics: 127.0.0.1:9464. Nowhere if empty.
WORKER_METRICS_BIND = env.str("WORKER_METRICS_BIND", default="")

# Traces: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/. None without an address.
TRACING = {
    "endpoint": env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default=""),
    "service": env.str("OTEL_SERVICE_NAME", default="nuages"),
    "share": env.float("OTEL_TRACES_SAMPLER_ARG", default=0.1),  # of requests and jobs
    "trusts_parent": env.bool("TRUST_TRACEPARENT", default=False),
}

# Reports of errors: https://docs.sentry.io/platforms/python/. None without an address.
SENTRY = {
    "dsn": env.str("SENTRY_DSN", default=""),
    "environment": env.str("SENTRY_ENVIRONMENT", default="production"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.RedactingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "config.logs.RedactingJsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("LOG_FORMAT", LOG_FORMATS, default="line"),
        }
    },
    "loggers": {
        "django": {"handlers": []},  # Django's own would say everything twice
        "django.server": {"handlers": [], "propagate": True},  # the paths that it writes may hold tokens
        "django_tasks": {"level": "WARNING"},  # two lines for every object saved
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
