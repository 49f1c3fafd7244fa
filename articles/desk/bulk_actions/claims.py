"""Claims: checked against their sources once more, and when to check them again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import classproperty
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from articles.admin.claims import ClaimFilterSet
from articles.admin.searching import keys_found
from articles.models import Claim, ClaimStatus
from articles.publishing.decision import decide

from ..log_entries import RESCHEDULED, VERIFIED
from .base import OneByOne
from .reviews import to_come

USUAL = timedelta(days=365)  # until a claim is checked again


def next_year() -> date:
    return timezone.localdate() + USUAL


def not_to_come(day: date) -> None:
    """Refuses a day on which nobody can have checked anything yet."""
    if day > timezone.localdate():
        raise ValidationError("Nobody can have checked a claim on a day that is still to come.")


class VerifyForm(forms.Form):
    as_of = forms.DateField(
        label="As of",
        initial=timezone.localdate,
        widget=AdminDateInput(),
        validators=[not_to_come],
        help_text="The day for which you have checked the claims.",
    )
    review_by = forms.DateField(label="Review by", initial=next_year, widget=AdminDateInput(), validators=[to_come])


class ReviewByForm(forms.Form):
    review_by = forms.DateField(label="Review by", initial=next_year, widget=AdminDateInput(), validators=[to_come])


class ClaimAction(OneByOne, SnippetBulkAction):
    """Readers see what is changed, so it is published, with a revision of its own."""

    noun = ("claim", "claims")
    cleaned_form: Any

    @classproperty
    def models(cls) -> list[type[Claim]]:  # noqa: N805
        return [Claim]

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        return model.objects.filter(pk__in=object_ids).prefetch_related("texts__locale")

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[Any]:
        """The claims of the list as it was narrowed and searched. Wagtail would take all there are."""
        filters = ClaimFilterSet(self.request.GET, Claim.objects.order_by("pk"), request=self.request)
        claims = filters.qs if filters.is_valid() else Claim.objects.none()
        words = self.request.GET.get("q", "")
        return list((claims.filter(pk__in=keys_found(Claim, words)) if words else claims).values_list("pk", flat=True))

    def check_perm(self, claim: Claim) -> bool:
        return bool(self.permission_policy.user_has_permission(self.request.user, "change"))

    @property
    def may_publish(self) -> bool:
        return bool(self.permission_policy.user_has_permission(self.request.user, "publish"))

    def reason_to_leave_out(self, claim: Claim) -> str:
        if claim.live and claim.has_unpublished_changes:
            return "has a draft with other changes: publish it first"
        if claim.approved_schedule:
            return "has a schedule, which would be replaced"
        return ""

    @staticmethod
    def newest(claim: Claim) -> Claim:
        """The claim as its editors have it: of one that was never published, the newest draft."""
        newest: Claim = claim if claim.live else claim.get_latest_revision_as_object()
        return newest


class VerifyClaims(ClaimAction):
    """For those who may publish claims. The publish gate keeps out those without a source."""

    display_name = "Verify again"
    action_type = "verify"
    aria_label = "Verify the selected claims again"
    action_priority = 20
    form_class = VerifyForm
    heading = "Verify again"
    question = "You have checked these claims against their sources, and they hold:"
    button = "Verify and publish"
    done = "verified and published"

    def check_perm(self, claim: Claim) -> bool:
        return super().check_perm(claim) and self.may_publish

    def reason_to_leave_out(self, claim: Claim) -> str:
        reason = super().reason_to_leave_out(claim)
        if reason:
            return reason
        refused, _ = decide(self.newest(claim))
        return f"cannot be published. {' '.join(problem.message for problem in refused)}" if refused else ""

    def effect_on(self, claim: Claim) -> str:
        if not claim.live:
            return "published for the first time"
        same = claim.status == ClaimStatus.VERIFIED
        return "" if same else f"{claim.get_status_display().lower()} so far"

    def apply_to(self, claim: Claim, user: Any) -> bool:
        newest, data = self.newest(claim), self.cleaned_form.cleaned_data
        newest.status = ClaimStatus.VERIFIED
        newest.as_of, newest.review_by = data["as_of"], data["review_by"]
        revision = newest.save_revision(user=user)
        log(newest, VERIFIED, user=user, revision=revision, data={"review_by": data["review_by"].isoformat()})
        revision.publish(user=user)
        return True


class SetClaimReviewDate(ClaimAction):
    """Published claims for those who may publish; drafts for those who may edit, and they stay drafts."""

    display_name = "Set review date"
    action_type = "set_review_date"
    aria_label = "Set the review date of the selected claims"
    action_priority = 25
    form_class = ReviewByForm
    heading = "Set review date"
    question = "Somebody should check these claims again by:"
    button = "Set date"
    done = "given the review date"

    def reason_to_leave_out(self, claim: Claim) -> str:
        if claim.live and not self.may_publish:
            return "is published, and you may not publish claims"
        return super().reason_to_leave_out(claim)

    def effect_on(self, claim: Claim) -> str:
        return "published again" if claim.live else "set in its draft"

    def apply_to(self, claim: Claim, user: Any) -> bool:
        newest, review_by = self.newest(claim), self.cleaned_form.cleaned_data["review_by"]
        if newest.review_by == review_by:
            return False
        newest.review_by = review_by
        revision = newest.save_revision(user=user)
        log(newest, RESCHEDULED, user=user, revision=revision, data={"review_by": review_by.isoformat()})
        if claim.live:
            revision.publish(user=user)
        return True
