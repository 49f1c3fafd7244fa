"""The publish gate: nothing goes live, or stays live after a change, with an open problem.

It sits in the model, so that the admin, workflows, schedules, bulk actions, the API and code all pass it:

- `full_clean()` of a live object;
- `save()` of a live object, also with `clean=False` and for snippets, whose `save()` does not clean;
- approving a schedule (see `signals`), because a refusal at the appointed hour would come too late.

Not gated: drafts, also of live pages (`save_revision()` and forms clean the object with `live=True`), fields that only
keep the books, and aliases, whose content passed the gate at their source. `QuerySet.update()` runs no model code and
is therefore never used to publish.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.functional import classproperty
from wagtail.log_actions import LogContext, get_active_log_context
from wagtail.models import Page, Revision

from .decision import Acceptance, enter, leave
from .lost_references import OpensWithLostReferences

# Fields whose change says nothing about the content: saving only these needs no gate.
BOOKKEEPING_FIELDS = frozenset(
    {
        "alias_of",
        "alias_of_id",
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "wagtail_admin_comments",
    }
)


@contextmanager
def gate_paused(instance: Any) -> Iterator[None]:
    """Let `instance` be cleaned and saved without the gate: a draft, or its problems are known already."""
    before = getattr(instance, "_gate_is_paused", False)
    instance._gate_is_paused = True
    try:
        yield
    finally:
        instance._gate_is_paused = before


def acting(user: AbstractBaseUser | None) -> Any:
    """Name `user` as the one who acts in log entries, unless an admin request has named one."""
    if user is None or get_active_log_context().user is not None:
        return nullcontext()
    return LogContext(user=user)


class PublishGateMixin(OpensWithLostReferences):
    """For pages, and snippets with drafts: put it first among the bases."""

    class Meta:
        abstract = True

    @classproperty
    def base_form_class(cls) -> type:  # noqa: N805
        """The editor's form, which shows the problems without losing what was typed."""
        from .forms import PublishGateForm, PublishGatePageForm

        return PublishGatePageForm if issubclass(cls, Page) else PublishGateForm  # type: ignore[arg-type]

    @property
    def _is_gated(self) -> bool:
        return not (getattr(self, "_gate_is_paused", False) or getattr(self, "alias_of_id", None))

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        super().full_clean(*args, **kwargs)
        if self.live and self._is_gated:  # type: ignore[attr-defined]
            enter(self)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        update_fields = kwargs.get("update_fields")
        if not self._is_gated or (update_fields is not None and BOOKKEEPING_FIELDS.issuperset(update_fields)):
            with gate_paused(self):
                return super().save(*args, **kwargs)
        with transaction.atomic():
            acceptance: Acceptance | None = None
            if self.live:  # type: ignore[attr-defined]
                acceptance = enter(self)
            else:
                leave(self)
            with gate_paused(self):
                result = super().save(*args, **kwargs)
            if acceptance is not None:
                acceptance.record(self)
            return result

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """A revision is a draft until it is published, also when the object is live."""
        with gate_paused(self):
            return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def publish(self, revision: Revision, user: AbstractBaseUser | None = None, **kwargs: Any) -> Any:
        """Publish in one transaction: a refusal leaves the schedule of the revision as it was."""
        with transaction.atomic(), acting(user or revision.user):
            return super().publish(revision, user=user, **kwargs)  # type: ignore[misc]

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish in one transaction: a refusal leaves the object live."""
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)  # type: ignore[misc]
