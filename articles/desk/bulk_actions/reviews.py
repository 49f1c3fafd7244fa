"""Pages: found right, and when to look again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminDateInput

from ..reviews import is_reviewable, mark_reviewed, set_review_date
from .base import Outcome, SaidBeforehand


def to_come(day: date) -> None:
    """Refuses a day that is over."""
    if day <= timezone.localdate():
        raise ValidationError("Choose a day that is still to come.")


class ReviewedForm(forms.Form):
    review_by = forms.DateField(
        label="Next review by",
        required=False,
        widget=AdminDateInput(),
        validators=[to_come],
        help_text="Empty: after the usual time.",
    )


class ReviewDateForm(forms.Form):
    review_by = forms.DateField(
        label="Review by",
        required=False,
        widget=AdminDateInput(),
        validators=[to_come],
        help_text="Empty: no date of its own, but the usual time after somebody last looked at the page.",
    )


class PageReviewAction(SaidBeforehand, PageBulkAction):
    """For those who may edit the pages. Nothing that readers see changes."""

    cleaned_form: Any

    def check_perm(self, page: Any) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())

    def reason_to_leave_out(self, page: Any) -> str:
        return "" if is_reviewable(page) else "is a draft, a mirror of another page, or of a type that is not reviewed"


class MarkReviewed(PageReviewAction):
    display_name = "Mark as reviewed"
    action_type = "mark_reviewed"
    aria_label = "Mark the selected pages as reviewed"
    action_priority = 110
    form_class = ReviewedForm
    heading = "Mark as reviewed"
    question = "You have looked at these pages, and they are right as they stand:"
    button = "Mark as reviewed"
    done = "marked as reviewed"

    def apply_to_all(self, items: list[Any], user: Any) -> Outcome:
        return Outcome(changed=mark_reviewed(items, user, self.cleaned_form.cleaned_data["review_by"]))


class SetReviewDate(PageReviewAction):
    display_name = "Set review date"
    action_type = "set_review_date"
    aria_label = "Set the review date of the selected pages"
    action_priority = 120
    form_class = ReviewDateForm
    heading = "Set review date"
    question = "Somebody should look at these pages again by:"
    button = "Set date"
    done = "given the review date"

    def apply_to_all(self, items: list[Any], user: Any) -> Outcome:
        return Outcome(changed=set_review_date(items, user, self.cleaned_form.cleaned_data["review_by"]))
