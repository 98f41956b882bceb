"""Bringing past results in: all or nothing, and as if each had been entered and closed."""

import io
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from radar import operations, paths, queries, spreadsheets
from radar.models import (
    Answer,
    Assessment,
    Event,
    KeptResult,
    Organisation,
    PortfolioOrganisation,
    Sharing,
)
from radar.queries.imports import ImportPlan
from scoring import loading, measures
from scoring.errors import Refused
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from scoring.sheets.faults import SheetFaults
from scoring.sheets.past import PastResults
from tests.databases import count_queries
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.past_sheets import csv_of, row, titles

TABLES = (Organisation, Assessment, Answer, Event, KeptResult, PortfolioOrganisation)


def read(content: bytes, questionnaire: Questionnaire) -> tuple[PastResults, SheetFaults]:
    faults = SheetFaults("passe.csv")
    return spreadsheets.read_past(io.BytesIO(content), "", questionnaire, faults, NOON.date()), faults


def bring_in(
    connection: Connection,
    content: bytes,
    questionnaire: Questionnaire,
    account_id: uuid.UUID | None = None,
    portfolio_id: uuid.UUID | None = None,
) -> ImportPlan:
    past, faults = read(content, questionnaire)
    return operations.imports.bring_in(connection, past, faults, account_id, NOON, portfolio_id)


def counts(connection: Connection) -> list[int]:
    found = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]
    connection.rollback()
    return found


def codes_of(connection: Connection, assessment_id: uuid.UUID) -> dict[str, int | None]:
    return {key: answer.code for key, answer in queries.assessments.answers_of(connection, assessment_id).items()}


def sentences(connection: Connection, content: bytes, questionnaire: Questionnaire) -> list[str]:
    """Return what is said of a sheet that must be refused; nothing may be stored."""
    before = counts(connection)
    with pytest.raises(Refused) as refused:
        bring_in(connection, content, questionnaire)
    assert counts(connection) == before
    return [fault.line_of_text("fr") for fault in refused.value.faults]


class TestStoring:
    def test_results_are_those_of_assessments_that_were_entered(
        self, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        codes: dict[str, Any] = {"e01": 0, "e02": "na", "e03": "", "e48": 4}
        account_id = members.add_account(connection)
        content = csv_of(titles(questionnaire, "official"), row(questionnaire, "Régie", on="2025-10-20;oui", **codes))
        bring_in(connection, content, questionnaire, account_id)
        stored = connection.execute(select(Assessment.__table__)).one()
        assert (stored.campaign, stored.campaign_on, stored.official) == ("Automne 2025", date(2025, 10, 20), True)
        assert (stored.state, stored.link_hash, stored.created_at, stored.changed_at) == ("closed", None, NOON, NOON)
        assert (stored.questionnaire_id, stored.questionnaire_hash) == (questionnaire.id, questionnaire.hash)
        answers = codes_of(connection, stored.id)
        assert (answers["e01"], answers["e02"], "e03" in answers, answers["e48"], len(answers)) == (0, 5, False, 4, 47)
        kept = connection.execute(select(KeptResult.__table__)).one()
        result = assess(questionnaire, answers)
        assert (kept.quadrant, kept.coverage) == (result.quadrant, result.coverage)
        assert kept.scores == measures.kept(measures.row_of(result))
        (event,) = queries.journal.events_of(connection, stored.id)
        assert (event.kind, event.after, event.email) == ("imported", "Automne 2025", "alix@exemple.quebec")
        assert connection.execute(select(func.count()).select_from(Sharing)).scalar_one() == 0

    def test_organisations_are_known_by_name_however_it_is_spelt(
        self, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        known = members.add_organisation(connection, "Régie  des Phares")
        names = ["re\u0301gie des phares", " Ville neuve", "VILLE NEUVE"]
        rows = [row(questionnaire, name, f"Campagne {place}") for place, name in enumerate(names)]
        plan = bring_in(connection, csv_of(titles(questionnaire), *rows), questionnaire)
        assert (list(plan.known.values()), list(plan.new.values())) == ([known], ["Ville neuve"])
        owners = connection.execute(select(Assessment.campaign, Assessment.organisation_id))
        found = {each.campaign: each.organisation_id for each in owners}
        assert found["Campagne 0"] == known != found["Campagne 1"] == found["Campagne 2"]

    def test_perspectives_are_one_assessment(self, connection: Connection) -> None:
        questionnaire = loading.load(loading.find(paths.QUESTIONNAIRES, "radar-perspectives"))
        rows = [
            [*row(questionnaire, "Régie", e01=place)[:3], each.id, *row(questionnaire, "", e01=place)[3:]]
            for place, each in enumerate(questionnaire.perspectives)
        ]
        bring_in(connection, csv_of(titles(questionnaire, "perspective"), *rows), questionnaire)
        stored = connection.execute(select(Assessment.id)).scalar_one()
        answers = codes_of(connection, stored)
        assert [answers[f"e01.{each.id}"] for each in questionnaire.perspectives] == list(range(len(rows)))
        kept = connection.execute(select(KeptResult.scores)).scalar_one()
        assert kept == measures.kept(measures.row_of(assess(questionnaire, answers)))

    def test_the_organisations_go_into_a_portfolio(self, connection: Connection, questionnaire: Questionnaire) -> None:
        inside = members.add_organisation(connection, "Dedans")
        portfolio_id = members.add_portfolio(connection, [inside])
        content = csv_of(titles(questionnaire), row(questionnaire, "Dedans"), row(questionnaire, "Neuf"))
        bring_in(connection, content, questionnaire, portfolio_id=portfolio_id)
        assert len(queries.portfolios.bodies_in(connection, portfolio_id)) == 2

    def test_more_results_do_not_take_more_kinds_of_queries(
        self, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        rows = [row(questionnaire, f"Organisme {place}") for place in range(200)]
        content = csv_of(titles(questionnaire), *rows)
        past, faults = read(content, questionnaire)
        with count_queries(connection.engine) as counted:
            operations.imports.bring_in(connection, past, faults, None, NOON)
        assert len(counted) <= 12
        assert counts(connection)[:3] == [200, 200, 200 * 48]


class TestRefusals:
    def test_a_campaign_that_is_there_is_not_brought_in_again(
        self, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        content = csv_of(titles(questionnaire), row(questionnaire, "Régie"), row(questionnaire, "Ville"))
        bring_in(connection, content, questionnaire)
        assert sentences(connection, content, questionnaire) == [
            f"passe.csv:{line}:2: campaign: «\u00a0{name}\u00a0» a déjà la campagne «\u00a0Automne 2025\u00a0» "
            "(2025-10-20); supprimez cette ligne ou donnez-lui un autre nom de campagne."
            for line, name in ((2, "Régie"), (3, "Ville"))
        ]
        later = csv_of(titles(questionnaire), row(questionnaire, "Régie", on="2025-10-21"))
        assert len(bring_in(connection, later, questionnaire).assessments) == 1

    def test_a_campaign_of_that_name_without_a_date_may_be_the_same(
        self, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        members.add_assessment(connection, questionnaire, members.add_organisation(connection, "Régie"), "Automne 2025")
        (said,) = sentences(connection, csv_of(titles(questionnaire), row(questionnaire, "régie")), questionnaire)
        assert "a déjà une campagne «\u00a0Automne 2025\u00a0» sans date" in said

    def test_several_organisations_of_one_name_are_named_once(
        self, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        for name in ("Régie", "RÉGIE"):
            members.add_organisation(connection, name)
        rows = [row(questionnaire, "Régie", campaign) for campaign in ("A", "B")]
        (said,) = sentences(connection, csv_of(titles(questionnaire), *rows), questionnaire)
        assert said.startswith("passe.csv:2:1: organisation: Plusieurs organismes s’appellent «\u00a0Régie\u00a0»")

    def test_a_fault_on_the_last_row_leaves_nothing(self, connection: Connection, questionnaire: Questionnaire) -> None:
        rows = [row(questionnaire, f"Organisme {place}") for place in range(30)]
        content = csv_of(titles(questionnaire), *rows, row(questionnaire, "Dernier", e48="7"))
        (said,) = sentences(connection, content, questionnaire)
        assert said.startswith("passe.csv:32:51: e48: «\u00a07\u00a0» n’est pas une réponse")

    def test_faults_of_the_sheet_and_of_the_database_are_said_at_once(
        self, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        bring_in(connection, csv_of(titles(questionnaire), row(questionnaire, "Régie")), questionnaire)
        content = csv_of(titles(questionnaire), row(questionnaire, "Régie"), row(questionnaire, "Ville", on="hier"))
        assert [said.split(":")[1] for said in sentences(connection, content, questionnaire)] == ["2", "3"]

    def test_an_error_of_the_database_half_way_leaves_nothing(
        self, connection: Connection, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(operations.imports, "BATCH", 2)
        rows = [row(questionnaire, f"Organisme {place}") for place in range(5)]
        past, faults = read(csv_of(titles(questionnaire), *rows), questionnaire)
        past.assessments[4].sheets[0] = bytes([9] * len(questionnaire.statements))  # no code that the table takes
        with pytest.raises(DBAPIError):
            operations.imports.bring_in(connection, past, faults, None, NOON)
        connection.rollback()
        assert counts(connection) == [0] * len(TABLES)


def test_looking_writes_nothing(connection: Connection, questionnaire: Questionnaire) -> None:
    past, faults = read(csv_of(titles(questionnaire), row(questionnaire, "Régie")), questionnaire)
    plan = queries.imports.plan(connection, past, faults)
    assert (plan.is_new("régie"), len(plan.assessments), faults.count) == (True, 1, 0)
    assert counts(connection) == [0] * len(TABLES)


def test_of_two_imports_at_once_one_is_refused(engine: Engine, questionnaire: Questionnaire) -> None:
    content = csv_of(titles(questionnaire), *[row(questionnaire, f"Organisme {place}") for place in range(40)])
    start = Barrier(2)

    def once(_number: int) -> bool:
        past, faults = read(content, questionnaire)
        with engine.connect() as connection:
            start.wait()
            try:
                operations.imports.bring_in(connection, past, faults, None, NOON)
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(once, range(2))) == [False, True]
    with engine.connect() as connection:
        assert counts(connection)[:2] == [40, 40]
