"""An S3: moto in a process of its own, whose objects come back after it was killed, as those of a real store do.

``python -m tests.proof.services.storage PORT FOLDER`` lays the objects of the folder into it before it listens.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from tests.programs import HOST, SOURCE_ROOTS, Program, listens

from .places import BUCKET


class Storage(Program):
    """The process, and the folder that its objects come back from."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._objects = folder / "objects"
        self._objects.mkdir()
        command = [sys.executable, "-m", "tests.proof.services.storage", str(port), str(self._objects)]
        super().__init__(
            "storage", command, {"PYTHONPATH": SOURCE_ROOTS, "MOTO_PORT": str(port)}, self._is_up, folder=folder
        )

    def remember(self) -> None:
        """Write down what it holds: what it is started with from now on."""
        client = client_of(self._port)
        for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
            content: bytes = client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read()
            (self._objects / quote(one["Key"], safe="")).write_bytes(content)
        client.close()

    def _is_up(self) -> bool:
        return listens(self._port)


def client_of(port: int) -> Any:
    import boto3  # takes a moment, and most of who imports this module needs no client

    return boto3.client(
        "s3",
        endpoint_url=f"http://{HOST}:{port}",
        region_name="us-east-1",
        aws_access_key_id="proof",
        aws_secret_access_key="proof",
    )


def serve(port: int, objects: Path) -> None:
    """Until SIGTERM. All servers of one process show the same objects."""
    from moto.server import ThreadedMotoServer

    first = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)
    first.start()
    client = client_of(first.get_host_and_port()[1])
    client.create_bucket(Bucket=BUCKET)
    for path in objects.iterdir():
        client.put_object(Bucket=BUCKET, Key=unquote(path.name), Body=path.read_bytes())
    client.close()
    server = ThreadedMotoServer(ip_address=HOST, port=port, verbose=False)
    server.start()
    is_over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: is_over.set())
    is_over.wait()
    server.stop()
    first.stop()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
