"""Settings shared by every environment. Values that differ come from typed environment variables."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import available_timezones

from config.security import policies

from .api import *
from .databases import SQLITE, databases
from .login import *
from .monitoring import *
from .outside import *
from .start import VAR_DIR, env

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
    "config.monitoring.middleware.PagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.security.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
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
DATABASES = databases(default=SQLITE)

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

# https://django-csp.readthedocs.io/en/latest/configuration.html
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.CLOSED}
PERMISSIONS_POLICY = policies.PERMISSIONS
# Origins from which the admin shows files, where that is another host.
MEDIA_ORIGINS: list[str] = []
SECURE_REFERRER_POLICY = "same-origin"
