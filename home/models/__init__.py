"""The home page, plain pages, menus and settings of a site."""

from __future__ import annotations

from .home_page import FeaturedPage, HomePage
from .navigation import Navigation, NavigationItem
from .site_settings import SiteSettings
from .standard_page import StandardPage

__all__ = ["FeaturedPage", "HomePage", "Navigation", "NavigationItem", "SiteSettings", "StandardPage"]
