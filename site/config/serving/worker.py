"""gunicorn's worker with threads, which closes the door in good order.

gunicorn's own stops accepting, and keeps the socket open until its last connection has ended: for seconds the kernel
goes on taking connections that nobody will ever answer, and resets them in the end. A proxy cannot send their requests
to another machine, since they may have been carried out.
"""

from __future__ import annotations

import socket
from contextlib import suppress

from gunicorn.workers.gthread import ThreadWorker

from . import stopping


class DrainingWorker(ThreadWorker):
    """Answers whoever has come in when the service stops; who comes later is refused at once, and asks elsewhere."""

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        # A worker that is only replaced by a new one leaves the door open for the others.
        if not enabled and not self.alive and stopping.has_begun():
            for listener in self.sockets:
                self._accept_all(listener)
                with suppress(OSError):  # another worker has closed it
                    listener.shutdown(socket.SHUT_RD)

    def _accept_all(self, listener: socket.socket) -> None:
        before = -1
        while self.nr_conns != before:
            before = self.nr_conns
            self.accept(listener)
