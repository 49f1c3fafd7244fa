"""Clients of the API, their tokens and documents, and what they have asked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.models import Locale, Page, get_page_models

from ..operations.trusted import TrustedDocument
from ..scopes import Scope
from .lists import ChosenTexts, Lines
from .origins import check_origins

SCOPES = {
    Scope.PUBLISHED: "Published content: everything that readers may see",
    Scope.PREVIEW: "Previews: may open links to drafts where the API is closed to the public",
    Scope.SYNC: "Changes: every change of what is published, in order",
    Scope.NEWSLETTER: "Newsletter issues: also drafts and scheduled ones",
}


def scopes() -> list[tuple[str, str]]:
    return [(scope.value, label) for scope, label in SCOPES.items()]


def locales() -> list[tuple[str, str]]:
    return [(locale.language_code, str(locale)) for locale in Locale.objects.all()]


def page_types() -> list[tuple[str, str]]:
    """The types that stand in the tree, by label."""
    types = ((model._meta.label, str(model.get_verbose_name())) for model in get_page_models() if model is not Page)
    return sorted(types, key=lambda one: one[1].lower())


def published_only() -> list[str]:
    return [Scope.PUBLISHED.value]


class ApiClient(models.Model):
    """A program that reads the API with a token: a frontend, a newsletter tool, a partner."""

    name = models.CharField(max_length=100, unique=True, help_text="What reads the API, such as Website or Partner X.")
    contact = models.CharField(
        max_length=200, blank=True, help_text="Whom to ask when something is wrong: a person, a team, an address."
    )
    is_active = models.BooleanField(
        "active", default=True, help_text="Without this mark every request with one of its tokens is refused at once."
    )
    expires_at = models.DateTimeField(
        "expires", null=True, blank=True, help_text="From then on its requests are refused. Empty: never."
    )
    site = models.ForeignKey(
        "wagtailcore.Site",
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # losing it would silently show another site
        related_name="+",
        help_text="The site that requests mean where they name none. Empty: the default site.",
    )
    scopes = ChosenTexts(
        choices_of=scopes, default=published_only, help_text="What it may ask for. All else is refused."
    )
    locales = ChosenTexts(
        "languages",
        choices_of=locales,
        default=list,
        blank=True,
        help_text="Show only content in these languages. None marked: all languages.",
    )
    page_types = ChosenTexts(
        choices_of=page_types,
        default=list,
        blank=True,
        help_text="Show only pages of these types. None marked: all types.",
    )
    allowed_origins = Lines(
        default=list,
        blank=True,
        validators=[check_origins],
        help_text="Websites whose scripts may use its tokens in a browser, one a line, such as "
        "https://www.example.org. Empty: only servers may. Everybody can read a token that is sent to a browser.",
    )
    requests_per_minute = models.PositiveIntegerField(
        default=600,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text="As many are answered on average.",
    )
    burst = models.PositiveIntegerField(
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text="As many are answered at once, before the average counts.",
    )
    may_introspect = models.BooleanField("introspection", default=True, help_text="May ask for the schema.")
    gets_suggestions = models.BooleanField(
        "suggestions", default=True, help_text="Is told what a misspelt name may have meant."
    )
    sends_free_documents = models.BooleanField(
        "free documents",
        default=True,
        help_text="May send any document. Without this mark only those that are shipped or registered for it.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    last_used_at = models.DateTimeField("last used", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "API client"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()


class ApiToken(models.Model):
    """A token of a client. The secret itself is stored nowhere; ``digest`` tells whether one is right."""

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="tokens")
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    note = models.CharField(max_length=100, blank=True, help_text="Where it is used, such as production or staging.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    ends_at = models.DateTimeField("valid until", null=True, blank=True)
    revoked_at = models.DateTimeField("revoked", null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField("last used", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "API token"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"nuages_{self.prefix}_…"

    @property
    def is_valid(self) -> bool:
        """Whether the token itself still opens the door; its client may be closed."""
        return self.revoked_at is None and (self.ends_at is None or self.ends_at > timezone.now())


class ClientDocument(models.Model):
    """A trusted document of one client, called by its name or by a hash of its text."""

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="documents")
    name = models.SlugField(max_length=100, help_text="What requests call it: letters, digits, hyphens, underscores.")
    text = models.TextField("document", help_text="One operation with the fragments that it uses.")
    text_hash = models.CharField(max_length=64, editable=False)
    printed_hash = models.CharField(max_length=64, editable=False)  # of the document as graphql-js prints it
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "registered document"
        ordering = ["client__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["client", "name"], name="one_document_per_client_and_name"),
            models.UniqueConstraint(fields=["client", "text_hash"], name="one_document_per_client_and_text"),
        ]
        indexes = [models.Index(fields=["client", "printed_hash"], name="client_document_printed_hash")]

    def __str__(self) -> str:
        return f"{self.client}: {self.name}"

    def clean(self) -> None:
        """Refuse what could not be executed, or would never be reached."""
        super().clean()
        from .checking import problems_of  # needs the schema, which needs all models

        if problems := problems_of(self):
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ``GraphQLSyntaxError`` where the text is not written in GraphQL."""
        self.text_hash, self.printed_hash = TrustedDocument(self.name, self.text).hashes
        super().save(*args, **kwargs)


class ClientUsage(models.Model):
    """How often a client asked one operation on one day. Days are those of UTC."""

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="usage")
    day = models.DateField()
    operation = models.CharField(max_length=100, blank=True)  # name of a known document, "" for all free documents
    requests = models.PositiveBigIntegerField(default=0)  # all of them
    errors = models.PositiveBigIntegerField(default=0)  # answered with errors
    refusals = models.PositiveBigIntegerField(default=0)  # not executed: origin, scope, rate, rights, limits

    class Meta:
        verbose_name = "usage of a client"
        verbose_name_plural = "usage of clients"
        constraints = [
            models.UniqueConstraint(fields=["client", "day", "operation"], name="one_usage_per_client_day_operation")
        ]
        indexes = [models.Index(fields=["day"], name="client_usage_day")]

    def __str__(self) -> str:
        return f"{self.client} {self.day} {self.operation or 'free documents'}"
