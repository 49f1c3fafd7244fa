"""Settings of a site."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from content_api.viewer import Viewer, default_viewer
from content_api.visibility import visible
from home.models import SiteSettings
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db


def test_settings_are_edited_in_the_admin(admin_client: Client) -> None:
    site = Site.objects.get()
    url = reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk])
    assert admin_client.get(url).status_code == 200
    admin_client.post(url, {"organisation_name": "Nuages Press", "contact_email": "hello@nuages.example"})
    stored = SiteSettings.for_site(site)
    assert (stored.organisation_name, stored.contact_email) == ("Nuages Press", "hello@nuages.example")
    assert str(stored) == "Nuages Press"
    assert str(SiteSettings(site=site)) == str(site)


def test_a_viewer_sees_the_settings_of_its_own_site() -> None:
    ours = SiteSettings.for_site(Site.objects.get())
    other = Site.objects.create(hostname="other.example", root_page=home_page())
    theirs = SiteSettings.for_site(other)
    assert list(visible(SiteSettings.objects.all(), default_viewer())) == [ours]
    assert list(visible(SiteSettings.objects.all(), Viewer(site=other))) == [theirs]
    assert list(visible(SiteSettings.objects.all(), Viewer(site=None))) == []
