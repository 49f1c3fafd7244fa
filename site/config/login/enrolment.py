"""Where the settings ask for it, nobody uses the admin without a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponseBase]
OPEN = ("jsi18n/", "logout/", "sprite")  # below the admin: what every page of Wagtail loads, and the way out


class EnrolmentMiddleware:
    """Leads whoever is logged in without a second factor to the page where one is added."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        self._admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.MFA_REQUIRED and request.path.startswith(self._admin) and self._lacks_factor(request):
            messages.warning(request, "Your account needs a second factor before you can go on.")
            return HttpResponseRedirect(reverse("mfa_index"))
        return self._get_response(request)

    def _lacks_factor(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, User) or request.path.removeprefix(self._admin).startswith(OPEN):
            return False
        return not is_mfa_enabled(user)


def log_in_first(request: HttpRequest) -> HttpResponseBase:
    """Takes the place of Wagtail's own form."""
    goal = request.GET.get("next") or reverse("wagtailadmin_home")
    return redirect_to_login(goal, reverse("account_login"))
