"""The plans of the demonstration: one that a body draws from its own results, and two published ones, from files."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from radar import operations, queries
from radar.operations.plans import Owner
from scoring.loading.plan_files import plan_from_yaml
from scoring.plan_entries import Source, fitted, recommended
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from scoring.roadmap import schedule
from scoring.transformation import Ambition, Capacity, PlannedInitiative, Risk, Theme, TransformationPlan

Published = Literal["famille", "mcc"]

# Clearly no accounts of the ministries: their plans were drawn from documents that anybody can read.
MINISTRIES: dict[Published, str] = {
    "famille": "Ministère de la Famille (démonstration, d’après son plan publié)",
    "mcc": "Ministère de la Culture et des Communications (démonstration, d’après ses documents publics)",
}
FIRST_DAY = date(2027, 4, 1)
HANDFUL = 6
AT_ONCE = 2.0  # initiatives that the body carries in a quarter


def published_plan(name: Published) -> TransformationPlan:
    """Return the plan of a ministry as far as its publication can be read."""
    return plan_from_yaml(Path(__file__).with_name(f"plan-{name}.yaml"))


def publish(connection: Connection, questionnaire: Questionnaire, author: uuid.UUID, now: datetime) -> int:
    """Give each ministry its plan, and its author the key to it; return how many were missing."""
    return sum(
        _start(connection, _ministry(connection, title, author, now), questionnaire, published_plan(name), author, now)
        for name, title in MINISTRIES.items()
    )


def draw_up(
    connection: Connection,
    questionnaire: Questionnaire,
    organisation_id: uuid.UUID,
    title: str,
    author: uuid.UUID,
    now: datetime,
) -> bool:
    """Draw a plan from what a body's last closed campaign recommends; return whether it was missing."""
    if queries.plans.plans_of_organisation(connection, organisation_id):
        return False
    content = _drawn(questionnaire, title, _recommended(connection, questionnaire, organisation_id))
    return _start(connection, organisation_id, questionnaire, content, author, now)


def _ministry(connection: Connection, name: str, author: uuid.UUID, now: datetime) -> uuid.UUID:
    found = queries.organisations.organisations_named(connection, name)
    organisation_id = found[0] if found else operations.organisations.create_organisation(connection, name, now)
    home = queries.people.organisation_for(connection, organisation_id, author)
    if home and home.role is None:
        operations.organisations.add_member(connection, organisation_id, author, "responsable", now)
        connection.commit()
    return organisation_id


def _start(
    connection: Connection,
    organisation_id: uuid.UUID,
    questionnaire: Questionnaire,
    content: TransformationPlan,
    author: uuid.UUID,
    now: datetime,
) -> bool:
    if queries.plans.plans_of_organisation(connection, organisation_id):
        return False
    operations.plans.start(connection, Owner(organisation_id), questionnaire, content, author, now)
    return True


def _recommended(
    connection: Connection, questionnaire: Questionnaire, organisation_id: uuid.UUID
) -> Sequence[PlannedInitiative]:
    """Return what the last closed campaign of a body recommends, with the statements that call for it."""
    held = queries.assessments.assessments_of(connection, organisation_id)
    last = next(each for each in held if each.state == "closed")
    answers = queries.assessments.answers_of(connection, last.id)
    targets = queries.targets.in_force(connection, [organisation_id], questionnaire.id)[organisation_id]
    result = assess(questionnaire, {key: answer.code for key, answer in answers.items()})
    reasons = {key: answer.reason for key, answer in answers.items()}
    return recommended(Source(str(last.id), last.campaign, result, targets.within(questionnaire), reasons))


def _drawn(questionnaire: Questionnaire, title: str, found: Sequence[PlannedInitiative]) -> TransformationPlan:
    """Return a plan that keeps the first few, each in its quarters, and proposes the others."""
    catalogue = questionnaire.catalogue
    empty = TransformationPlan(
        title=title,
        first_day=FIRST_DAY,
        questionnaire=questionnaire.reference,
        ambitions=tuple(Ambition(id=each.id, name=each.name) for each in catalogue.ambitions),
        themes=tuple(Theme(id=each.id, name=each.name) for each in catalogue.themes),
        capacities=(Capacity(each_quarter=AT_ONCE),),
        texts={"organisation-vision": VISION},
    )
    once: dict[str, PlannedInitiative] = {}
    for each in found:  # an initiative may serve several axes
        once.setdefault(each.id, each)
    initiatives = tuple(
        fitted(each, empty, once).model_copy(update={"stage": "kept" if place < HANDFUL else "proposed"})
        for place, each in enumerate(once.values())
    )
    plan = empty.model_copy(update={"initiatives": initiatives, "risks": (_risk(initiatives[0].id),)})
    starts = schedule(plan).starts
    placed = tuple(each.model_copy(update={"start": starts.get(each.id)}) for each in initiatives)
    return plan.model_copy(update={"initiatives": placed})


def _risk(initiative: str) -> Risk:
    return Risk(
        id="disponibilite",
        initiative=initiative,
        text="Les mêmes personnes portent plusieurs initiatives à la fois.",
        mitigation="Deux initiatives au plus par trimestre, et un relais nommé pour chacune.",
    )


VISION = (
    "Au terme du plan, une personne qui réserve un séjour au bord d’un lac le fait en une seule démarche, du premier "
    "coup, et peut en suivre l’état à tout moment.\n\nLe personnel dispose des mêmes renseignements qu’elle et les "
    "tient à jour à un seul endroit."
)
