"""Addresses of feeds and of what machines read."""

from __future__ import annotations

from django.urls import path, re_path

from .feeds.formats import FORMATS
from .feeds.views import feed, stylesheet
from .machines import views as machines
from .partners.views import partner_feed

app_name = "syndication"

LOCALE = r"(?:(?P<locale>[a-z]{2,3}(?:-[a-z0-9]+)*)/)?"
EXTENSION = rf"\.(?P<extension>{'|'.join(FORMATS)})"

urlpatterns = [
    path("feeds/style.xsl", stylesheet, name="stylesheet"),
    re_path(rf"^feeds/{LOCALE}(?P<channel>articles){EXTENSION}$", feed, name="feed"),
    re_path(
        rf"^feeds/{LOCALE}(?P<channel>topics|authors|frameworks|kinds)/(?P<slug>[\w-]+){EXTENSION}$",
        feed,
        name="feed_about",
    ),
    re_path(
        rf"^feeds/partners/(?P<slug>[\w-]+)/(?P<token>[A-Za-z0-9]{{43}}){EXTENSION}$", partner_feed, name="partner_feed"
    ),
    re_path(
        rf"^feeds/partners/(?P<slug>[\w-]+)/(?P<token>[A-Za-z0-9]{{43}})/(?P<locale>[\w-]+){EXTENSION}$",
        partner_feed,
        name="partner_feed_in",
    ),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:name>.xml", machines.sitemap_part, name="sitemap_part"),
    path("news-sitemap.xml", machines.news_sitemap, name="news_sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("llms.txt", machines.llms, name="llms"),
    path("markdown/<path:name>.md", machines.markdown_twin, name="twin"),
]
