"""How an organisation moved: what is compared, what is said of it, and what is refused."""

import json
import re
import uuid
from collections.abc import Mapping
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Connection, update

from radar import library, operations
from radar.config import Config
from radar.models import Assessment
from radar.operations.targets import Change
from scoring.loading import load
from scoring.questionnaire import Questionnaire
from scoring.targets import AxisTarget, QuadrantTarget
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.body import Body

UNKNOWN = uuid.UUID(int=1)


@pytest.fixture
def body(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Body:
    """An organisation without campaigns."""
    return Body(app, connection, questionnaire)


@pytest.fixture
def two(body: Body, questionnaire: Questionnaire) -> Body:
    """An organisation that moved on one axis between two campaigns."""
    body.hold("Automne 2025", date(2025, 10, 20), 1)
    raised = {statement.id: 3 for statement in questionnaire.axes[0].statements}
    body.hold("Automne 2026", date(2026, 10, 19), {**dict.fromkeys(questionnaire.statement_index, 1), **raised})
    return body


class TestPage:
    def test_what_moved_most_is_said_first(self, two: Body) -> None:
        assert (
            "De « Automne 2025 » à « Automne 2026 », c’est l’axe « Expérience utilisateur » qui a le plus progressé "
            "(+2,00); le score global passe de 1,00 à 1,25."
        ) in two.page()

    def test_the_table_has_the_change_the_quadrant_and_what_scores_rest_on(self, two: Body) -> None:
        page = two.page()
        assert '3,00 <span class="evolution-change">+2,00</span>' in page
        assert "<td>Novice</td><td>Novice</td>" in page
        assert page.count("100 %") == 2

    def test_the_last_campaign_is_held_against_the_targets(
        self, two: Body, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        assert "Cible et écart" not in two.page()
        first, second = (axis.id for axis in questionnaire.axes[:2])
        wanted: list[Change] = [(first, AxisTarget(2)), (second, AxisTarget(2.5)), ("", QuadrantTarget("ouverte"))]
        somebody = members.add_member(connection, two.id, "responsable")
        operations.targets.save(connection, two.id, questionnaire.id, wanted, somebody, NOON)
        page = two.page()
        assert '2,00 <span class="evolution-change">Cible atteinte</span>' in page
        assert '2,50 <span class="evolution-change">1,50</span>' in page
        assert "<td>Novice</td><td>Novice</td> <td>Ouverte</td>" in page
        assert validate({"targets": two.client.get(f"/organisations/{two.id}/evolution").text}) == []

    def test_statements_that_moved_are_listed(self, two: Body, questionnaire: Questionnaire) -> None:
        page = two.page()
        assert f"{len(questionnaire.axes[0].statements)} énoncés </summary>" in page
        assert '<td class="number">1</td> <td class="number">3</td> <td class="number">+2,00</td>' in page

    def test_nothing_moved_is_said_too(self, body: Body) -> None:
        body.hold("Automne 2025", date(2025, 10, 20))
        body.hold("Automne 2026", date(2026, 10, 19))
        page = body.page()
        assert "aucun axe n’a bougé" in page
        assert "aucun énoncé n’a bougé" in page

    def test_a_provisional_campaign_is_called_so(self, body: Body) -> None:
        body.hold("Automne 2025", date(2025, 10, 20))
        body.hold("Automne 2026", date(2026, 10, 19), {"e01": 2})
        page = body.page()
        assert '2 % <span class="quiet">résultat provisoire</span>' in page

    @pytest.mark.parametrize("levels", [{}, {"e01": 5}])
    def test_campaigns_without_a_score_are_not_there(self, body: Body, levels: Mapping[str, int]) -> None:
        body.hold("Vide", date(2025, 10, 20), levels)
        assert "Aucune campagne n’a encore de score." in body.page()

    def test_one_campaign_asks_for_another(self, body: Body) -> None:
        body.hold("Automne 2025", date(2025, 10, 20))
        page = body.page()
        assert "Une seule campagne, « Automne 2025 » : il en faut deux pour voir ce qui bouge." in page
        assert "Campagnes à comparer" not in page

    def test_campaigns_of_one_day_stand_in_the_order_in_which_they_were_started(self, body: Body) -> None:
        for name in ("Matin", "Soir"):
            body.hold(name, date(2026, 10, 19))
        assert "« Matin » à « Soir »" in body.page() or "« Soir » à « Matin »" in body.page()

    def test_names_are_shown_as_they_are(self, two: Body) -> None:
        two.hold("<b>" + "Campagne interminable " * 5, date(2027, 1, 1))
        assert "&lt;b&gt;Campagne interminable" in two.page()
        assert two.client.get(f"/organisations/{two.id}/evolution.svg").status_code == 200


class TestChoice:
    def test_some_campaigns_can_be_chosen(self, two: Body) -> None:
        middle = two.hold("Printemps 2026", date(2026, 4, 1), 4)
        first = re.findall(r'value="([0-9a-f-]{36})"', two.page())[0]
        page = two.page(f"?avec={first}&avec={middle}")
        assert "« Automne 2025 » à « Printemps 2026 »" in page
        assert page.count("checked") == 2
        assert f"evolution.svg?lang=fr&amp;avec={first}&amp;avec={middle}" in page

    @pytest.mark.parametrize("query", ["?avec=nothing", f"?avec={UNKNOWN}", "?avec="])
    def test_what_is_no_campaign_of_the_body_chooses_nothing(self, two: Body, query: str) -> None:
        assert "« Automne 2025 » à « Automne 2026 »" in two.page(query)

    @pytest.mark.parametrize("kind", ["svg", "png"])
    @pytest.mark.parametrize("name", ["evolution", "radar"])
    def test_charts_are_drawn_and_kept(self, two: Body, name: str, kind: str) -> None:
        address = f"/organisations/{two.id}/{name}.{kind}?theme=dark"
        first = two.client.get(address)
        assert first.status_code == 200
        again = two.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304

    def test_without_campaigns_there_is_no_chart(self, body: Body) -> None:
        assert body.client.get(f"/organisations/{body.id}/evolution.svg").status_code == 404


def test_who_only_administers_the_site_sees_no_scores(app: Flask, connection: Connection, two: Body) -> None:
    account_id = members.add_account(connection, administrator=True)
    client = members.sign_in(app.test_client(), connection, account_id)
    answer = client.get(f"/organisations/{two.id}/evolution")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/organisations/{two.id}")
    assert client.get(f"/organisations/{two.id}/evolution.svg").status_code == 404


def test_pages_are_valid_in_both_languages(two: Body) -> None:
    pages = {}
    for language in ("fr", "en"):
        pages[language] = two.client.get(f"/organisations/{two.id}/evolution?lang={language}").text
    assert "From “Automne 2025” to “Automne 2026”" in pages["en"]
    assert validate(pages) == []


def test_the_cost_does_not_grow_with_the_campaigns(app: Flask, two: Body) -> None:
    def count() -> int:
        with count_queries(app.extensions["database"]) as statements:
            two.page()
        return len(statements)

    before = count()
    for year in range(2027, 2035):
        two.hold(f"Automne {year}", date(year, 10, 1), year % 5)
    assert (count(), before) == (5, 5)


class TestQuestionnaires:
    def test_versions_are_compared_on_what_a_crosswalk_says_they_share(
        self, app: Flask, body: Body, versions: tuple[Questionnaire, Questionnaire]
    ) -> None:
        first, second = versions
        body.hold("Avant", date(2025, 10, 20), {"avis": 1, "donnees": 1}, first)
        body.hold("Après", date(2026, 10, 19), {"avis": 3, "echanges": 0}, second)
        page = body.page()
        assert "Seuls les énoncés en commun sont comparés : 1 des 2 énoncés de la plus récente, soit 50,0 %." in page
        assert "Seul l’avis est resté." in page
        assert "c’est l’axe « Clientèle » qui a le plus progressé (+2,00)" in page
        assert app.test_client().get(f"/organisations/{body.id}/radar.svg").status_code == 303

    def test_without_a_crosswalk_they_are_left_apart_with_the_reason(
        self, body: Body, versions: tuple[Questionnaire, Questionnaire]
    ) -> None:
        body.hold("Ailleurs", date(2024, 10, 20), {"avis": 1}, versions[0])
        body.hold("Automne 2025", date(2025, 10, 20), 1)
        body.hold("Automne 2026", date(2026, 10, 19), 2)
        page = body.page()
        assert "Sans comparaison avec la campagne la plus récente choisie : Ailleurs." in page
        assert "Aucune table de correspondance ne relie « petit@1.0.0 » et « radar-numeriqc@1.0.0 »" in page
        assert "« Automne 2025 » à « Automne 2026 »" in page
        (apart,) = re.findall(r'href="([^"]+)">Voir ces campagnes à part', page)
        assert "Une seule campagne, « Ailleurs »" in body.page(apart[apart.index("?") :])

    def test_a_questionnaire_that_is_gone_is_said_to_be(self, connection: Connection, body: Body) -> None:
        gone = body.hold("Disparue", date(2025, 10, 20))
        connection.execute(
            update(Assessment)
            .where(Assessment.id == gone)
            .values(questionnaire_id="disparu", questionnaire_hash="0" * 64)
        )
        connection.commit()
        assert "Aucune de ces campagnes ne peut être montrée." in body.page()
        body.hold("Automne 2026", date(2026, 10, 19))
        page = body.page()
        assert "Le questionnaire de cette campagne n’est plus installé ici tel qu’il était" in page
        assert "Une seule campagne, « Automne 2026 »" in page

    def test_a_faulty_crosswalk_is_logged_and_left_out(
        self,
        body: Body,
        versions: tuple[Questionnaire, Questionnaire],
        settings: Config,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        (settings.questionnaires / "crosswalks" / "a.yaml").write_text("from: [", encoding="utf-8")
        body.hold("Avant", date(2025, 10, 20), {"avis": 1}, versions[0])
        body.hold("Après", date(2026, 10, 19), {"avis": 3}, versions[1])
        assert "+2,00" in body.page()
        assert "a.yaml:2:1:" in caplog.text

    def test_old_results_stay_as_they_were_once_a_newer_version_is_installed(
        self, body: Body, settings: Config
    ) -> None:
        first = install(settings, "1.0.0")
        held = body.hold("Avant", date(2025, 10, 20), {"avis": 1, "donnees": 3}, first)
        before = [body.client.get(f"/evaluations/{held}/resultats.{kind}").data for kind in ("json", "csv")]
        library._load.cache_clear()
        second = install(settings, "2.0.0")
        body.hold("Après", date(2026, 10, 19), {"avis": 3}, second)
        body.page()
        after = [body.client.get(f"/evaluations/{held}/resultats.{kind}").data for kind in ("json", "csv")]
        assert after == before
        assert json.loads(after[0])["questionnaire"]["version"] == "1.0.0"


@pytest.fixture
def versions(settings: Config) -> tuple[Questionnaire, Questionnaire]:
    """Two versions of a small questionnaire of the installation: one statement stayed, one was replaced."""
    found = install(settings, "1.0.0"), install(settings, "2.0.0")
    folder = settings.questionnaires / "crosswalks"
    folder.mkdir()
    (folder / "petit.yaml").write_text(CROSSWALK, encoding="utf-8")
    return found


CROSSWALK = """from: petit@1.0.0
to: petit@2.0.0
note: {fr: Seul l’avis est resté., en: Only the opinion stayed.}
statements: {avis: avis}
"""
SMALL = """format: 1
id: petit
version: VERSION
language: fr
title: Petit questionnaire
levels: [Absent, Amorcé, Partiel, Étendu, Généralisé]
axes:
  - id: clientele
    name: Clientèle
    practices:
      - id: ecoute
        name: Écoute
        statements:
          - {id: avis, number: 1, topic: Avis, text: L’avis compte., levels: [a, b, c, d, e]}
  - id: gestion
    name: Gestion
    practices:
      - id: partage
        name: Partage
        statements:
          - {id: OTHER, number: 2, topic: Partage, text: Le partage se fait., levels: [a, b, c, d, e]}
"""


def install(settings: Config, version: str) -> Questionnaire:
    """Put a version of the small questionnaire into the installation."""
    folder = settings.questionnaires / "petit" / version
    folder.mkdir(parents=True)
    text = SMALL.replace("VERSION", version).replace("OTHER", "donnees" if version == "1.0.0" else "echanges")
    (folder / "questionnaire.yaml").write_text(text, encoding="utf-8")
    return load(folder)
