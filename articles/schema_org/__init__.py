"""How the pages of this app describe themselves to search engines, see ``content_api.seo.parts``.

Required and recommended properties follow https://developers.google.com/search/docs/appearance/structured-data.
"""

from __future__ import annotations

from . import articles, companies, comparisons, indexes  # noqa: F401  (registers the descriptions)
