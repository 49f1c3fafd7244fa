"""Addresses: the admin, the endpoint, images and documents. A page's path leads to the frontend."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from content_api.http.view import GraphQLView

from .audit.report import site_history, site_history_results
from .graphiql import graphiql
from .health import healthz
from .login.enrolment import log_in_first
from .monitoring.pages import metrics
from .monitoring.readiness import readyz
from .pages import to_frontend

handler500 = "config.unavailable.server_error"

to_admin_login = RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("graphql/", GraphQLView.as_view(), name="graphql"),
    path("preview/", include("content_api.http.previews.urls")),
    path("graphiql/", graphiql, name="graphiql"),
    path("admin/login/", log_in_first, name="admin_login"),
    path("admin/reports/site-history/", site_history, name="site_history"),
    path("admin/reports/site-history/results/", site_history_results, name="site_history_results"),
    path("admin/", include(admin_urls)),
    path("accounts/", include("config.login.urls")),
    path("documents/", include(document_urls)),
    # Wagtail sends here whoever follows the address of a private document.
    path("login/", to_admin_login, name="wagtailcore_login"),
    path("images/", include("media.urls")),
    path("", include("syndication.urls")),
]

if settings.DEBUG:
    # Files of renditions, which the admin shows. Originals and documents have no address of their own.
    urlpatterns.append(
        re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT}, name="rendition_file")
    )

# Wagtail builds the addresses of pages with this name; the language code stands before the path of a translation.
urlpatterns += i18n_patterns(
    re_path(r"^((?:[\w\-]+/)*)$", to_frontend, name="wagtail_serve"),
    prefix_default_language=False,
)
