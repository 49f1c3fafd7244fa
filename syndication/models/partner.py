"""Partners: others who publish our articles on pages of theirs."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone

from content_api.clients.lists import ChosenTexts, Lines

from . import partner_choices as choices
from .partner_choices import FeedContent, FeedFormat, PartnerStatus, RobotsRule

LONGEST_DELAY = 24 * 365  # hours


class SyndicationPartner(models.Model):
    """A partner with a feed of its own: what it gets, when, and what it has to do with it.

    Choices of topics, authors and frameworks are identities in a list rather than relations: one that is deleted then
    matches nothing, and can never widen what the partner gets.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(
        max_length=60, unique=True, help_text="Part of the feed's address. Changing it changes the address."
    )
    contact = models.CharField(max_length=200, blank=True, help_text="Whom to tell of corrections, besides the feed.")
    status = models.CharField(max_length=8, choices=PartnerStatus.choices, default=PartnerStatus.DRAFT, editable=False)
    expires_at = models.DateTimeField(
        "expires", null=True, blank=True, help_text="From then on the feed answers that it is gone. Empty: never."
    )

    site = models.ForeignKey(
        "wagtailcore.Site",
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # losing it would silently show another site
        related_name="+",
        help_text="The site whose articles the partner gets. Empty: the default site.",
    )
    locales = ChosenTexts(
        "languages",
        choices_of=choices.languages,
        default=list,
        help_text="One feed for each. The first is at the plain address, further ones have their code in it.",
    )
    topics = ChosenTexts(choices_of=choices.topics, default=list, blank=True, help_text="None marked: all topics.")
    kinds = ChosenTexts(choices_of=choices.kinds, default=list, blank=True, help_text="None marked: all kinds.")
    authors = ChosenTexts(choices_of=choices.authors, default=list, blank=True, help_text="None marked: all authors.")
    frameworks = ChosenTexts(
        choices_of=choices.frameworks,
        default=list,
        blank=True,
        help_text="Articles with a claim about one of these, or a comparison with it. None marked: all articles.",
    )
    tags = Lines(default=list, blank=True, help_text="Articles with one of these tags, one a line. Empty: all.")
    delay_hours = models.PositiveIntegerField(
        "delay",
        default=0,
        validators=[MaxValueValidator(LONGEST_DELAY)],
        help_text="Hours after its first publication until an article is released to the partner.",
    )

    feed_format = models.CharField("format", max_length=4, choices=FeedFormat.choices, default=FeedFormat.RSS)
    content = models.CharField(max_length=8, choices=FeedContent.choices, default=FeedContent.FULL)
    image_rights = ChosenTexts(
        choices_of=choices.image_rights,
        default=list,
        blank=True,
        validators=[choices.check_image_rights],
        help_text="Images with other rights are left out, in lists and in texts. Required before the feed goes live.",
    )
    allowed_tags = ChosenTexts(
        "HTML elements",
        choices_of=choices.body_tags,
        default=choices.all_body_tags,
        blank=True,
        help_text="Elements that the partner's system takes. Of others the text stays.",
    )

    attribution_text = models.CharField(
        max_length=300,
        blank=True,
        help_text="Stands below each text, such as “First published by Nuages”. Required before the feed goes live.",
    )
    attribution_url = models.URLField(
        "attribution link", blank=True, help_text="Where it leads. Empty: to the article on our site."
    )
    utm_source = models.CharField("source", max_length=100, blank=True, help_text="utm_source of every link to us.")
    utm_medium = models.CharField("medium", max_length=100, blank=True, default="syndication")
    utm_campaign = models.CharField("campaign", max_length=100, blank=True)
    must_link_canonical = models.BooleanField(
        "canonical link",
        default=True,
        help_text="The partner's page must name our address as the original: <link rel=canonical>.",
    )
    robots = models.CharField("search engines", max_length=20, choices=RobotsRule.choices, default=RobotsRule.INDEX)

    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    last_fetched_at = models.DateTimeField("last fetched", null=True, blank=True, editable=False)
    # Grows with what the partner is known to hold, which the feed depends on: tombstones, what it must be given again.
    receipts_mark = models.PositiveBigIntegerField(default=0, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "partner"
        ordering = ["name"]
        permissions = [("show_address_syndicationpartner", "Can see the addresses of partners' feeds")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.status == PartnerStatus.LIVE

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def campaign(self) -> dict[str, str]:
        """Parameters of every link to our site."""
        given = {
            "utm_source": self.utm_source or self.slug,
            "utm_medium": self.utm_medium,
            "utm_campaign": self.utm_campaign,
        }
        return {name: value for name, value in given.items() if value}

    def clean(self) -> None:
        """A feed that is live stays one that could go live."""
        super().clean()
        from ..partners.problems import problems_of  # which needs this model

        if self.is_live and (problems := problems_of(self)):
            raise ValidationError(problems)

    def terms(self) -> dict[str, Any]:
        """All of it that decides what the feed says, as JSON: a kept feed is another one where anything differs."""
        left_out = {"name", "contact", "status", "created_at", "created_by", "last_fetched_at"}
        values = {field.attname: field.value_from_object(self) for field in self._meta.concrete_fields}
        return {name: _plain(value) for name, value in values.items() if name.removesuffix("_id") not in left_out}


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | list | None) else str(value)
