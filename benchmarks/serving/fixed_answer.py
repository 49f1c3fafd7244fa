"""JSON that is always the same: what the server, the middleware and the way there and back cost by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from content_api.changes.state import read_state

View = Callable[[HttpRequest], HttpResponse]


@csrf_exempt
@transaction.non_atomic_requests
def fixed_answer(request: HttpRequest, size: int) -> HttpResponse:
    """A JSON document of ``size`` bytes; the request's body is read, as any endpoint must."""
    request.read()
    return HttpResponse(_document(size), content_type="application/json")


def short_way(view: View) -> View:
    """Middleware that answers where the endpoint does: below ``short``, and below ``version`` after its statement."""

    def answered(request: HttpRequest) -> HttpResponse:
        _, kind, *further = request.path_info.split("/")
        if kind not in ("short", "version"):
            return view(request)
        if kind == "version":
            read_state()
        response = fixed_answer(request, int(further[0]))
        response["Content-Length"] = str(len(response.content))
        return response

    return answered


@cache
def _document(size: int) -> bytes:
    frame = json.dumps({"data": ""}).encode()
    return frame[:-2] + b"x" * (size - len(frame)) + frame[-2:]
