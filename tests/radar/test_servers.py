"""What only real servers can show: two of them on one database, and one that is killed while people vote."""

import asyncio
import random
import uuid
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from bench.phones import NO_ANSWER, Answer, Phone
from radar import operations
from radar.models import Ballot, Participant
from scoring.questionnaire import Questionnaire
from tests.browser.server import Server
from tests.databases import PostgresqlDatabases
from tests.radar import members
from tests.radar.moments import LATER
from tests.radar.rooms import CODE, add_workshop

KILLS = 20
VOTERS = 5


@pytest.fixture
def workshop_id(connection: Connection, questionnaire: Questionnaire) -> uuid.UUID:
    """A workshop whose statements are open to votes."""
    assessment_id = members.add_assessment(connection, questionnaire, members.add_organisation(connection))
    return add_workshop(connection, questionnaire, assessment_id=assessment_id)


def run(scenario: Coroutine[Any, Any, None]) -> None:
    """Run a scenario in a thread of its own: in that of the tests, the browser's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, scenario).result()


class TestTwoServers:
    """On one database, as the nodes of a larger installation."""

    @pytest.fixture
    def databases(self, postgresql_databases: PostgresqlDatabases) -> PostgresqlDatabases:
        """The one that several nodes share."""
        return postgresql_databases

    def test_votes_count_once_and_the_reveal_is_seen_on_both(
        self, tmp_path: Path, database_url: str, connection: Connection, workshop_id: uuid.UUID
    ) -> None:
        servers = [Server(tmp_path, database_url).start() for _ in range(2)]
        try:
            run(self._walk([port(server) for server in servers], connection, workshop_id))
        finally:
            for server in servers:
                server.kill()

    async def _walk(self, ports: list[int], connection: Connection, workshop_id: uuid.UUID) -> None:
        phones = [Phone(ports[number % 2]) for number in range(6)]
        for phone in phones:
            await phone.join(CODE)
        for phone in phones:
            await phone.vote("e01", 1, "2")
        # The same device on the other server is the same voter.
        phones[0].hang_up()
        phones[0].port = ports[1]
        await phones[0].vote("e01", 1, "4")
        assert votes(connection) == {2: 5, 4: 1}
        operations.workshops.reveal(connection, workshop_id, "e01", 1, LATER)
        await asyncio.sleep(0.4)  # a server keeps for 0.3 s what it has read
        for phone in phones:
            seen = await phone.ask("GET", f"{phone.address}/etat/e01?seen={phone.seen}")
            assert "Les votes sont fermés" in seen.text
            late = await phone.ask("POST", f"{phone.address}/votes/e01", b"", {"X-CSRFToken": phone.token})
            assert late.status in {409, 422}
            phone.hang_up()


def test_every_acknowledged_vote_survives_twenty_kills(
    tmp_path: Path, database_url: str, connection: Connection, workshop_id: uuid.UUID
) -> None:
    del workshop_id
    server = Server(tmp_path, database_url).start()
    try:
        run(_vote_through_kills(server, connection))
    finally:
        server.kill()


async def _vote_through_kills(server: Server, connection: Connection) -> None:
    phones = [Phone(port(server)) for _ in range(VOTERS)]
    for phone in phones:
        await phone.join(CODE)
    acknowledged, stored = 0, [""] * VOTERS
    for _ in range(KILLS):
        voting = [asyncio.create_task(_vote_until_killed(*each)) for each in zip(phones, stored, strict=True)]
        await asyncio.sleep(random.uniform(0.02, 0.3))  # noqa: S311 (no secret)
        await asyncio.to_thread(server.kill)
        told = await asyncio.gather(*voting)
        acknowledged += sum(count for count, _ in told)
        await asyncio.to_thread(server.start)
        stored = [await _own_vote(phone) for phone in phones]
        # What was on its way when the server died may have been stored before anybody was told.
        assert all(vote in possible for vote, (_, possible) in zip(stored, told, strict=True))
    for phone in phones:
        phone.hang_up()
    assert acknowledged >= KILLS
    assert connection.execute(sa.select(sa.func.count()).select_from(Participant)).scalar_one() == VOTERS


async def _vote_until_killed(phone: Phone, last: str) -> tuple[int, set[str]]:
    """Return how many votes were acknowledged, and what the server may hold: the last of them or the one after."""
    count = 0
    while True:
        level = random.choice("01234")  # noqa: S311 (no secret)
        try:
            await phone.vote("e01", 1, level)
        except NO_ANSWER:
            return count, {last, level}
        last, count = level, count + 1


async def _own_vote(phone: Phone) -> str:
    """Return the level that the phone's page shows as chosen."""
    page = (await _ask_again(phone, f"{phone.address}/enonces/e01")).text
    chosen = [part for part in page.split("<button") if 'aria-pressed="true"' in part]
    return chosen[0].split('value="')[1][0] if chosen else ""


async def _ask_again(phone: Phone, path: str) -> Answer:
    """Ask as a browser does, which sends a GET again if the connection breaks."""
    for _ in range(10):
        try:
            return await phone.ask("GET", path)
        except NO_ANSWER:
            await asyncio.sleep(0.1)
    raise TimeoutError(path)


def votes(connection: Connection) -> dict[int, int]:
    """Return how many stored votes each level has."""
    found = connection.execute(sa.select(Ballot.code, sa.func.count()).group_by(Ballot.code)).all()
    connection.rollback()
    return {code: count for code, count in found}  # noqa: C416 (mypy knows the types of a row only so)


def port(server: Server) -> int:
    """Return the port of a server's address."""
    return int(server.address.rpartition(":")[2])
