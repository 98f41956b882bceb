"""Phones of a workshop, as the server sees them: each a connection of its own that joins, polls and votes."""

import asyncio
import json
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

HOST = "127.0.0.1"
POLL_SECONDS = (0.96, 1.44)  # as static/js/live.js asks
PATIENCE = 30.0
NO_ANSWER = (OSError, asyncio.IncompleteReadError)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PAGE_TOKEN = re.compile(r'data-token="([^"]+)"')
SEEN = re.compile(r'data-seen="(\d+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered: status, headers in lower case, and text."""

    status: int
    headers: Sequence[tuple[str, str]]
    text: str

    def header(self, name: str) -> str:
        """Return a header, or nothing."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass
class Phone:
    """A device with its cookies; `sights` holds when each change was seen."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = ""
    token: str = ""
    seen: str = ""
    on: bool = True
    sights: dict[str, float] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None
    _free: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def join(self, code: str) -> float:
        """Open the joining page, take a seat and open the votes; return how many seconds that took."""
        start = time.perf_counter()
        door = await self.ask("GET", f"/r/{code}")
        form = f"csrf_token={_found(TOKEN, door)}".encode()
        seat = await self.ask("POST", f"/r/{code}", form, {"Content-Type": "application/x-www-form-urlencoded"})
        assert seat.status == 303, seat
        self.address = seat.header("location")
        page = await self.ask("GET", self.address)
        self.token, self.seen = _found(PAGE_TOKEN, page), _found(SEEN, page)
        return time.perf_counter() - start

    async def vote(self, statement: str, number: int, level: str) -> float:
        """Send a vote and return how many seconds it took until it was acknowledged."""
        start = time.perf_counter()
        body = json.dumps({"level": level, "round": str(number)}).encode()
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        answer = await self.ask("PUT", f"{self.address}/votes/{statement}", body, headers)
        assert answer.status == 200, answer
        return time.perf_counter() - start

    async def poll(self) -> None:
        """Ask whether anything has moved, with the pauses of the page, until the phone is switched off."""
        while self.on:
            await asyncio.sleep(random.uniform(*POLL_SECONDS))  # noqa: S311 (no secret)
            answer = await self.ask("GET", f"{self.address}/etat?seen={self.seen}")
            if answer.status == 200:
                self.seen = answer.header("x-seen")
                self.sights[self.seen] = time.perf_counter()

    async def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Send a request on the phone's connection, opened anew if the server has closed it."""
        request = _request(method, path, self.cookies, headers or {}, body)
        async with self._free:
            try:
                return await asyncio.wait_for(self._ask(request), PATIENCE)
            except NO_ANSWER:
                self.hang_up()
                raise

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _ask(self, request: bytes) -> Answer:
        if self._reader is None or self._reader.at_eof():
            self.hang_up()
            self._reader, self._writer = await asyncio.open_connection(HOST, self.port)
        assert self._writer is not None
        self._writer.write(request)
        answer = await _read(self._reader)
        for name, value in answer.headers:
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer


def _request(method: str, path: str, cookies: dict[str, str], headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _read(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in head[1:]) if name]
    length = int(next((value for name, value in headers if name == "content-length"), "0"))
    text = (await reader.readexactly(length)).decode("utf-8", "replace")
    return Answer(int(head[0].split(" ")[1]), headers, text)


def _found(pattern: re.Pattern[str], answer: Answer) -> str:
    found = pattern.search(answer.text)
    assert found is not None, answer
    return found[1]
