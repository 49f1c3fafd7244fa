"""JSON that is always the same: what the server, the middleware and the way there and back cost by themselves."""

from __future__ import annotations

import json
from functools import cache

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
@transaction.non_atomic_requests
def fixed_answer(request: HttpRequest, size: int) -> HttpResponse:
    """A JSON document of ``size`` bytes; the request's body is read, as any endpoint must."""
    request.read()
    return HttpResponse(_document(size), content_type="application/json")


@cache
def _document(size: int) -> bytes:
    frame = json.dumps({"data": ""}).encode()
    return frame[:-2] + b"x" * (size - len(frame)) + frame[-2:]
