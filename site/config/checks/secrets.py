"""What nobody else may know, and what must not be open to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning

SHORTEST_KEY = 50  # characters, as Django's own check demands
SHORTEST_TOKEN = 32  # characters
FEWEST_LETTERS = 5  # different ones
INVENTED = ("django-insecure-", "development-only-")  # beginnings of keys that are no secret


@register(Tags.security, deploy=True)
def secret_keys(**_: object) -> Iterator[CheckMessage]:
    """Whoever guesses the key logs in as anybody, and reads the secrets of webhooks."""
    keys: list[tuple[str, str]] = [("SECRET_KEY", settings.SECRET_KEY)]
    keys += [("SECRET_KEY_FALLBACKS", str(key)) for key in settings.SECRET_KEY_FALLBACKS]
    for name, key in keys:
        if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS or key.startswith(INVENTED):
            yield Error(
                f"{name} can be guessed.",
                hint=f"Set the environment variable {name} to at least {SHORTEST_KEY} random characters: "
                'python -c "import secrets; print(secrets.token_urlsafe(50))"',
                id="config.E001",
            )


@register(Tags.security, deploy=True)
def metrics_token(**_: object) -> Iterator[CheckMessage]:
    """Nothing slows down whoever tries one token after the other."""
    token = settings.METRICS_TOKEN
    if token and (len(token) < SHORTEST_TOKEN or len(set(token)) < FEWEST_LETTERS):
        yield Error(
            "METRICS_TOKEN can be guessed.",
            hint=f"Set the environment variable METRICS_TOKEN to at least {SHORTEST_TOKEN} random characters, or leave "
            'it out: python -c "import secrets; print(secrets.token_urlsafe(32))"',
            id="config.E014",
        )


@register(Tags.security, deploy=True)
def development(**_: object) -> Iterator[CheckMessage]:
    """What only a developer's machine may have."""
    if settings.DEBUG:
        yield Error(
            "DEBUG is on: error pages show settings and code.",
            hint="Start with DJANGO_SETTINGS_MODULE=config.settings.production.",
            id="config.E002",
        )
    if settings.DEMO_USERS_ALLOWED:
        yield Error(
            "Demo users may be made, whose password is public.",
            hint="Start with DJANGO_SETTINGS_MODULE=config.settings.production.",
            id="config.E003",
        )


@register(Tags.security, deploy=True)
def hosts(**_: object) -> Iterator[CheckMessage]:
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "Requests for any host name are answered.",
            hint="Set the environment variable ALLOWED_HOSTS to the names of this service, such as api.example.org.",
            id="config.E004",
        )


@register(Tags.security, deploy=True)
def https(**_: object) -> Iterator[CheckMessage]:
    """Log-ins, tokens and the addresses of partners' feeds travel in requests."""
    if not settings.WAGTAILADMIN_BASE_URL.startswith("https://"):
        yield CheckWarning(
            "This service is reached without TLS: tokens and log-ins can be read on their way.",
            hint="Put a proxy in front that ends TLS, and set PUBLIC_API_URL to the address beginning with https://.",
            id="config.W001",
        )
    if not settings.WEBHOOKS["require_https"]:
        yield CheckWarning(
            "Webhooks may be sent without TLS.",
            hint="Set WEBHOOKS_REQUIRE_HTTPS to true, or leave it out.",
            id="config.W002",
        )


@register(Tags.security, deploy=True)
def outbound(**_: object) -> Iterator[CheckMessage]:
    """People with permission to change webhooks choose where requests go."""
    if settings.OUTBOUND_ALLOWED:
        yield CheckWarning(
            f"Requests to the outside may reach {', '.join(settings.OUTBOUND_ALLOWED)}, which are not public.",
            hint="Leave OUTBOUND_ALLOWED empty, or as narrow as the receivers in your own network need.",
            id="config.W003",
        )
