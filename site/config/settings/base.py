"""Settings shared by every environment. Values that differ come from typed environment variables."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import available_timezones

from corsheaders.defaults import default_headers

from config.environment import Environment
from config.logs import FORMATS as LOG_FORMATS
from config.security import policies

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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "graphene_django",
    "corsheaders",
    "csp",
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
    "csp.middleware.CSPMiddleware",
    "config.security.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "config.monitoring.middleware.PagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.login.enrolment.EnrolmentMiddleware",
    "articles.publishing.middleware.PublishGateMiddleware",
    "axes.middleware.AxesMiddleware",
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

# https://docs.allauth.org/en/latest/account/configuration.html
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses whoever is locked out
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "config.login.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are given by administrators
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # django-axes counts these
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]

# https://docs.allauth.org/en/latest/mfa/configuration.html
MFA_ADAPTER = "config.login.adapters.MfaAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_REQUIRED = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Nuages"

# Accounts of the operator's own, by OpenID Connect: https://docs.allauth.org/en/latest/socialaccount/providers/openid_connect.html
SOCIALACCOUNT_ADAPTER = "config.login.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the provider's verified address opens the account that has it
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
if OIDC_SERVER_URL := env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.str("OIDC_NAME", default="Single sign-on"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# https://django-axes.readthedocs.io/en/latest/4_configuration.html
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody can lock others out from elsewhere
AXES_LOCKOUT_TEMPLATE = "axes/lockout.html"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "config.login.lockout.client_address"
AXES_USERNAME_CALLABLE = "config.login.lockout.username_of"
AXES_VERBOSE = False

# Seconds; without them a mail server that does not answer would hold a worker for ever.
EMAIL_TIMEOUT = 10

# Whether web and worker processes refuse to start with what `check --deploy` calls an error.
REFUSE_UNSAFE = False

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
# Machines know more names, such as "localtime", which browsers do not.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]
WAGTAILADMIN_BASE_URL = env.str("PUBLIC_API_URL", default="http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.uploads.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
# A decoded pixel takes four bytes: 200 MB at most, in one process.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15_000_000  # bytes
DOCUMENT_MOST_BYTES = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# Renditions that one process encodes at a time; further requests wait or are told to come back.
IMAGE_ENCODERS = env.int("IMAGE_ENCODERS", default=2)
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content_api.search.backend"}}
# Language of the endings that the API's search takes off, one of snowballstemmer's: run `update_index` after a change.
SEARCH_STEMMER = "english"
# So many hits of a search are ranked, counted and paged through at most.
SEARCH_MOST_HITS = 1_000
# Months after which the editors' desk asks editors to look at a page again; 0: only where an editor has set a date.
PAGE_REVIEW_MONTHS = env.int("PAGE_REVIEW_MONTHS", default=12)
# The admin works without any other host: no pictures of users from elsewhere, no question for newer versions.
WAGTAIL_ENABLE_UPDATE_CHECK = False
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

# Previews of drafts; see docs/operators.md. None of a frontend's where the address is empty.
PREVIEWS = {
    "url": env.str("PREVIEW_URL", default=""),
    "only_with_site": False,  # unless the default site has an address of its own
    "content_bytes": env.int("PREVIEW_CONTENT_BYTES", default=2_000_000),  # of what is typed and kept for the frame
    # With one preview's token; and exchanges of links from one network address.
    "requests_per_minute": env.int("PREVIEW_REQUESTS_PER_MINUTE", default=600),
    "burst": env.int("PREVIEW_BURST", default=100),
}

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

# https://django-csp.readthedocs.io/en/latest/configuration.html
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.CLOSED}
PERMISSIONS_POLICY = policies.PERMISSIONS
# Origins from which the admin shows files, where that is another host, and whose pages it may show in a frame.
MEDIA_ORIGINS: list[str] = []
ADMIN_FRAMES: list[str] = []
SECURE_REFERRER_POLICY = "same-origin"

# The link checker, which the worker runs; see docs/operators.md.
LINK_CHECK = {
    "enabled": env.bool("LINK_CHECK", default=True),
    "days": env.int("LINK_CHECK_DAYS", default=7),  # between two checks of an address that is fine
    "gap_seconds": env.int("LINK_CHECK_GAP_SECONDS", default=5),  # between two requests to one host
    "seconds": env.int("LINK_CHECK_SECONDS", default=10),  # for one request and its answer
    "per_run": env.int("LINK_CHECK_PER_RUN", default=50),  # addresses in one round, once a minute
    "failures": env.int("LINK_CHECK_FAILURES", default=3),  # of an address that cannot be reached, until it is dead
    # Whether to look for copies of dead addresses, and where: https://archive.org/help/wayback_api.php
    "archive": env.bool("LINK_CHECK_ARCHIVE", default=False),
    "archive_url": "https://archive.org/wayback/available",
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
