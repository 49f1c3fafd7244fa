"""What Schemathesis checks in every answer; loaded by it as a module of hooks, see ``fuzz.py``.

Its own check takes every error in a GraphQL answer for one of the server. Ours looks at whose fault it is: a refusal
of a site that does not exist is right, a masked error is not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import schemathesis

FAULTS = {"INTERNAL_ERROR", "UNAVAILABLE", "TIMEOUT"}


@schemathesis.check
def no_fault_of_ours(_context: Any, response: Any, _case: Any) -> None:
    with Path(os.environ["FUZZ_CALLS"]).open("a") as calls:
        calls.write(f"{response.status_code}\n")
    assert response.status_code < 500, f"status {response.status_code}"
    codes = {error["extensions"]["code"] for error in response.json().get("errors", [])}
    assert not codes & FAULTS, f"faults {codes & FAULTS}"
