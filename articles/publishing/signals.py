"""The gate where no model method is called: approved schedules, and rows that disappear with others."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, Revision

from .decision import decide, enter, leave
from .errors import PublishGateError, PublishProblem
from .gate import PublishGateMixin
from .problems import evidence_problems
from .uses import live_pages_referring_to


def _approves_a_schedule(revision: Revision, update_fields: frozenset[str] | None) -> bool:
    fields = update_fields or (("approved_go_live_at",) if revision._state.adding else ())
    return revision.approved_go_live_at is not None and "approved_go_live_at" in fields


@receiver(pre_save, sender=Revision, dispatch_uid="publish_gate_schedule")
def gate_the_schedule(instance: Revision, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    """A schedule is approved only for what could be live then; claims that are due before count as live."""
    if not _approves_a_schedule(instance, update_fields):
        return
    candidate = instance.as_object()
    if isinstance(candidate, PublishGateMixin):
        with transaction.atomic():
            acceptance = enter(candidate, at=instance.approved_go_live_at)
            if acceptance is not None:
                acceptance.record(candidate, None if instance._state.adding else instance)


@receiver(pre_save, sender=Page, dispatch_uid="publish_gate_plain_page")
def gate_the_plain_page(instance: Page, **kwargs: Any) -> None:
    """Wagtail's own class for any page knows nothing of the gate: making one live through it is gated here."""
    if instance.live and Page.objects.filter(pk=instance.pk, live=False).exists():
        candidate: Any = instance.specific
        candidate.live = True
        if isinstance(candidate, PublishGateMixin):
            acceptance = enter(candidate)
            if acceptance is not None:
                acceptance.record(candidate)


@receiver(pre_delete, sender="articles.Claim", dispatch_uid="publish_gate_claim")
def keep_shown_claims(instance: Any, **kwargs: Any) -> None:
    """Also when many are deleted at once."""
    leave(instance)


@receiver(post_delete, sender="articles.ClaimSource", dispatch_uid="publish_gate_claim_source")
def keep_the_last_source(instance: Any, origin: Any, **kwargs: Any) -> None:
    """The last source of a live claim stays.

    Asked after the deletion, which is then rolled back: of two sources deleted at once, each would find the other. A
    claim that is being saved or deleted itself answers for its sources.
    """
    model = getattr(origin, "model", type(origin))  # a queryset, or the one object that was deleted
    if model is not type(instance) or getattr(instance.claim, "_gate_is_paused", False):
        return
    claim = apps.get_model("articles.Claim").objects.filter(pk=instance.claim_id, live=True).first()
    if claim and (refused := [p for p in evidence_problems(claim) if p.key == "claim-sources"]):
        raise PublishGateError(refused)


@receiver(post_save, sender="media.Image", dispatch_uid="publish_gate_image")
def keep_descriptions(instance: Any, created: bool, **kwargs: Any) -> None:
    """The description in the library stays while it is the only one that an image has on a live page."""
    if created or instance.description.strip():
        return
    key = f":{instance.pk}"
    lost = [
        PublishProblem(f"“{page.title}”, {problem.message}", problem.key, overridable=False)
        for page in live_pages_referring_to(instance)
        for problem in decide(page)[0]
        if problem.key.startswith("image-alt:") and problem.key.endswith(key)
    ]
    if lost:
        raise PublishGateError(lost)
