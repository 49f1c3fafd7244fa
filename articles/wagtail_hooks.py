"""What the app adds to Wagtail's admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from .admin.groups import BylinesViewSetGroup, FactsViewSetGroup
from .admin.links import hooks as link_hooks  # noqa: F401  (registers the report)
from .desk import hooks as desk_hooks  # noqa: F401  (registers panels, reports, bulk actions and warnings)
from .publishing import hooks  # noqa: F401  (registers the publish gate's log action)
from .transfer.markdown.admin import hooks as import_hooks  # noqa: F401  (registers the import)

register_snippet(FactsViewSetGroup)
register_snippet(BylinesViewSetGroup)
