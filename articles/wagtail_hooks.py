"""What the app adds to Wagtail's admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from .admin.groups import BylinesViewSetGroup, FactsViewSetGroup
from .desk import hooks as desk_hooks  # noqa: F401  (registers panels, reports, bulk actions and warnings)
from .publishing import hooks  # noqa: F401  (registers the publish gate's log action)

register_snippet(FactsViewSetGroup)
register_snippet(BylinesViewSetGroup)
