"""`make fuzz`: Schemathesis against the running endpoint with the demo content, 2,000 calls, no fault of ours."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from pathlib import Path

from served import Served, served

CALLS = int(os.environ.get("CALLS", "2000"))
SECONDS = 1_200  # after which the run is stopped
HOOKS = "fuzz_checks"


def root_fields(address: str) -> int:
    query = json.dumps({"query": "{ __schema { queryType { fields { name } } } }"}).encode()
    request = urllib.request.Request(address, query, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return len(json.load(response)["data"]["__schema"]["queryType"]["fields"])


def run(service: Served, calls: Path) -> int:
    """Call each root field often enough to make ``CALLS`` calls in all. The exit status of Schemathesis."""
    # Schemathesis leaves out what it has generated already, so a field with few arguments is called less often.
    examples = math.ceil(CALLS / root_fields(service.address) * 1.1)
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", service.address,
        "--phases=fuzzing", "--checks=no_fault_of_ours", f"--max-examples={examples}", "--max-failures=20",
        "--continue-on-failure", "--no-shrink", "--request-timeout=30", "--suppress-health-check=all",
    ]  # fmt: skip
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": HOOKS,
        "FUZZ_CALLS": str(calls),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
    }
    return subprocess.run(command, cwd=calls.parent, env=environment, timeout=SECONDS).returncode


def main() -> int:
    with served(demo=True) as service, tempfile.TemporaryDirectory() as folder:
        calls = Path(folder, "calls")
        calls.touch()
        failed = run(service, calls)
        statuses = Counter(calls.read_text().split())
    total = sum(statuses.values())
    print(f"{total} calls, by status: {dict(sorted(statuses.items()))}; {CALLS} are expected.")
    return 1 if failed or total < CALLS else 0


if __name__ == "__main__":
    sys.exit(main())
