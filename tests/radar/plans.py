"""Plans of organisations and portfolios, started as the pages start them."""

import uuid
from datetime import date

from sqlalchemy import Connection

from radar import operations
from radar.operations.plans import Owner
from scoring.questionnaire import Questionnaire
from scoring.transformation import PlannedInitiative, TransformationPlan
from tests.radar import members
from tests.radar.moments import NOON


def planned(questionnaire: Questionnaire, *initiatives: PlannedInitiative) -> TransformationPlan:
    """Return a plan of four years with some initiatives."""
    return TransformationPlan(
        title="PTN de l’essai",
        first_day=date(2027, 4, 1),
        questionnaire=questionnaire.reference,
        initiatives=initiatives,
    )


def add_plan(
    connection: Connection, questionnaire: Questionnaire, owner: Owner, content: TransformationPlan | None = None
) -> uuid.UUID:
    """Add a plan; by default it holds one initiative, `une-initiative`."""
    one = PlannedInitiative(id="une-initiative", title="Une initiative", axis=questionnaire.axes[0].id)
    account_id = members.add_account(connection, f"{uuid.uuid4().hex}@exemple.quebec")
    content = content or planned(questionnaire, one)
    return operations.plans.start(connection, owner, questionnaire, content, account_id, NOON)
