"""A mail server on the loopback that keeps what it is given, or refuses it."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self


class MailServer:
    """Speaks as much of SMTP as a message needs, in a thread of its own."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.messages: list[EmailMessage] = []
        self.refuses = refuses
        self._server = socketserver.TCPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        """The address, as RADAR_SMTP_URL takes it."""
        return f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self._say(220)
                for line in self.rfile:
                    word = line.split()[0].upper() if line.split() else b""
                    if word == b"QUIT":
                        self._say(221)
                        return
                    if word == b"DATA":
                        self._say(354)
                        self._read()
                    self._say(550 if server.refuses and word == b"RCPT" else 250)

            def _read(self) -> None:
                lines = []
                while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                    lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
                message = message_from_bytes(b"".join(lines).replace(b"\r\n", b"\n"), policy=policy.default)
                server.messages.append(message)

            def _say(self, code: int) -> None:
                self.wfile.write(f"{code} ok\r\n".encode())

        return Handler
