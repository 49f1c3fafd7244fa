"""Test mails: asked for by an editor, sent by the worker, so that no request waits for a mail server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from ..models.trial import KEPT, TrialMail, TrialState
from .mail import Mail, draft_mail
from .merge_tags import MergeTags

logger = logging.getLogger(__name__)

MARK = "[Test]"
NOWHERE = "#"  # where the placeholders of a test lead


def send_waiting(should_stop: Callable[[], bool]) -> int:
    """Send the test mails that wait, the oldest first; answers how many were tried.

    A row is taken before its mail is sent, and never again: a worker that dies meanwhile leaves a test that says it
    failed, rather than one that is sent twice.
    """
    tried = 0
    for key in TrialMail.objects.filter(state=TrialState.WAITING).order_by("asked_at").values_list("pk", flat=True):
        if should_stop():
            break
        if _take(key):
            _send(TrialMail.objects.select_related("issue", "revision", "asked_by").get(pk=key))
            tried += 1
    TrialMail.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()
    return tried


def _take(key: int) -> bool:
    waiting = TrialMail.objects.filter(pk=key, state=TrialState.WAITING)
    problem = "The worker ended while it was sending."
    return waiting.update(state=TrialState.FAILED, problem=problem, finished_at=timezone.now()) == 1


def _send(trial: TrialMail) -> None:
    """Send one, and write down what came of it."""
    state, problem = TrialState.SENT, ""
    try:
        with transaction.atomic():
            mail = draft_mail(_page_of(trial))
        for recipient in trial.recipients:
            message_to(recipient, mail, trial).send()
    except OSError as error:  # as all errors of SMTP are
        logger.exception("A test of “%s” could not be sent", trial.issue)
        state, problem = TrialState.FAILED, f"{type(error).__name__}: {error}"[:300]
    except Exception:
        logger.exception("A test of “%s” could not be rendered", trial.issue)
        state, problem = TrialState.FAILED, "The issue could not be rendered."
    TrialMail.objects.filter(pk=trial.pk).update(state=state, problem=problem, finished_at=timezone.now())


def _page_of(trial: TrialMail) -> Any:
    """The issue as it was when the test was asked for."""
    return trial.revision.as_object() if trial.revision else trial.issue


def message_to(recipient: str, mail: Mail, trial: TrialMail) -> EmailMultiAlternatives:
    """The mail to one address: text, HTML as its alternative, no placeholders."""
    reply_to = [trial.asked_by.email] if trial.asked_by and trial.asked_by.email else []
    message = EmailMultiAlternatives(
        subject=f"{MARK} {mail.issue.subject}",
        body=without_placeholders(mail.text, mail.issue.tags),
        to=[recipient],
        reply_to=reply_to,
        headers={"X-Nuages-Test": str(trial.issue.uid), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(without_placeholders(mail.html, mail.issue.tags), "text/html")
    return message


def without_placeholders(written: str, tags: MergeTags) -> str:
    """Nobody fills them in for a test: links lead nowhere, and names are left out."""
    for tag in (tags.unsubscribe, tags.view_in_browser):
        written = written.replace(tag, NOWHERE) if tag else written
    return written.replace(f" {tags.first_name}", "") if tags.first_name else written
