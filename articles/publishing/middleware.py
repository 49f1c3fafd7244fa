"""Turns a refusal in the admin into a message. The view's transaction is rolled back by then: nothing was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from .errors import GATE_CODE, PublishGateError

IN_USE_CODE = "in_use"
SHOWN_AT_MOST = 10


class PublishGateMiddleware:
    """For every admin view through which the editor's form is not asked first.

    These are approvals from the dashboard, bulk actions, unpublishing and deleting. Objects that the database protects
    from deletion are answered in the same way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if isinstance(exception, PublishGateError):
            heading = "Nothing was changed. These problems come first:"
            return refusal(request, GATE_CODE, heading, [problem.message for problem in exception.problems])
        if isinstance(exception, ProtectedError):
            return refusal(request, IN_USE_CODE, *in_use(exception.protected_objects))
        if isinstance(exception, RestrictedError):
            return refusal(request, IN_USE_CODE, *in_use(exception.restricted_objects))
        return None


def in_use(users: Iterable[Model]) -> tuple[str, list[str]]:
    """The message for something that cannot be deleted, because `users` refer to it."""
    lines = sorted({f"{str(user._meta.verbose_name).capitalize()}: {user}" for user in users})
    more = [f"and {len(lines) - SHOWN_AT_MOST} more"] if len(lines) > SHOWN_AT_MOST else []
    return "Nothing was deleted, because it is still in use:", lines[:SHOWN_AT_MOST] + more


def refusal(request: HttpRequest, code: str, heading: str, lines: list[str]) -> HttpResponse:
    """The answer in the form that the caller can show: a page with a message, a modal's next step, or JSON."""
    if "application/json" in request.headers.get("Accept", ""):
        body = {"success": False, "error_code": code, "error_message": heading, "errors": lines}
        return JsonResponse(body, status=422)
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    messages.error(request, format_html("{}<ul>{}</ul>", heading, items))
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        # Wagtail's workflow dialogue goes where it is told after this step, and the message appears there.
        return JsonResponse({"step": "success", "redirect": way_back(request)})
    return redirect(way_back(request))


def way_back(request: HttpRequest) -> str:
    """Where the person came from, if that is on this host."""
    referrer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        referrer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return get_valid_next_url_from_request(request) or (
        referrer if referrer and is_ours else reverse("wagtailadmin_home")
    )
