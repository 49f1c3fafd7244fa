"""Sites. Their hostnames belong to an installation: those that are set here stay, unless somebody says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Site

from .documents import Document
from .keys import Keys
from .references import Names
from .trees import Planter

INITIAL = ("localhost", 80)  # of the site that Wagtail's migrations make


@dataclass(frozen=True)
class Hostname:
    """Where the frontend of the default site is to be found."""

    hostname: str
    port: int = 80

    @classmethod
    def parsed(cls, text: str) -> Hostname:
        """From ``example.org`` or ``example.org:8080``. Raises ``ValueError``."""
        hostname, colon, port = text.partition(":")
        if not hostname or "/" in text or (colon and not port.isdecimal()):
            raise ValueError(f"{text!r} is no hostname such as example.org or example.org:8080.")
        return cls(hostname, int(port) if port else 80)


class Sites:
    """Finds and makes sites, and lets documents name them."""

    def __init__(self, planter: Planter, keys: Keys, names: Names, wanted: Hostname | None) -> None:
        self._planter = planter
        self._keys = keys
        self._names = names
        self._wanted = wanted

    def find(self, document: Document) -> Site | None:
        """The site of ``document`` as it is here: the one with its hostname, else the one with its root."""
        content = document["content"]
        found = Site.objects.filter(hostname=content["hostname"], port=content["port"]).first()
        root = self._keys.of(content["root_page"] or "")
        if found is None and root is not None:
            found = Site.objects.filter(root_page=root).first()
        if found is None and content["is_default_site"] and self._wanted:
            found = Site.objects.filter(hostname=self._wanted.hostname, port=self._wanted.port).first()
        if found is not None:
            self.tell(document, found)
        return found

    def tell(self, document: Document, site: Site) -> None:
        self._keys.tell(document["name"], site.pk)
        self._names.give(Site, site.pk, document["name"])

    def fill(self, site: Site, document: Document) -> bool:
        """Put ``document`` into ``site``; whether that changes anything."""
        content = document["content"]
        before = _values(site)
        if site.pk is None or (site.hostname, site.port) == INITIAL:
            site.hostname, site.port = content["hostname"], content["port"]
        if content["is_default_site"]:
            site.is_default_site = True
            if self._wanted:
                site.hostname, site.port = self._wanted.hostname, self._wanted.port
        site.site_name = content["site_name"]
        site.root_page_id = self._root(document)
        return site.pk is None or _values(site) != before

    def store(self, site: Site, document: Document) -> None:
        if site.is_default_site:
            Site.objects.filter(is_default_site=True).exclude(pk=site.pk).update(is_default_site=False)
        site.full_clean()
        site.save()
        self.tell(document, site)

    def _root(self, document: Document) -> Any:
        if key := self._keys.of(document["content"]["root_page"] or ""):
            return key
        page = Page.get_first_root_node()
        for slug in document.get("root", ()):
            page = self._planter.between(page, slug)
        return page.pk


def _values(site: Site) -> tuple[Any, ...]:
    return (site.hostname, site.port, site.site_name, site.is_default_site, site.root_page_id)
