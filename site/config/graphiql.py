"""GraphiQL, the query editor in the browser, with example queries in tabs. All its files are served by us."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

EXAMPLES_DIR = Path(__file__).parent / "graphiql_examples"
EXAMPLES = ("pages", "comparison", "article", "companies", "route")


def example(name: str) -> str:
    """The text of one example query."""
    return (EXAMPLES_DIR / f"{name}.graphql").read_text()


@require_safe
@transaction.non_atomic_requests
def graphiql(request: HttpRequest) -> HttpResponse:
    """Show the editor; the script reads ``?query=`` and ``?variables=`` from the address by itself."""
    if not settings.GRAPHIQL_ENABLED:
        raise Http404("GraphiQL is switched off.")
    tabs = [{"query": example(name)} for name in EXAMPLES]
    return render(request, "graphiql.html", {"tabs": tabs})
