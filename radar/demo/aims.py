"""What a body of the demonstration aims at, and the initiatives it has taken up."""

import uuid
from datetime import datetime

from sqlalchemy import Connection

from radar import operations, queries
from radar.demo.content import OrganisationContent, TargetsContent
from radar.operations.targets import changes
from scoring.questionnaire import Questionnaire
from scoring.targets import AxisTarget, QuadrantTarget, Targets


def set_aims(
    connection: Connection,
    questionnaire: Questionnaire,
    organisation_id: uuid.UUID,
    content: OrganisationContent,
    author: uuid.UUID,
    now: datetime,
) -> None:
    """Set the targets unless any was ever set, and take the initiatives up."""
    if not queries.targets.history(connection, organisation_id, questionnaire.id):
        wanted = changes(Targets(), _targets(content.targets))
        operations.targets.save(connection, organisation_id, questionnaire.id, wanted, author, now)
    for each in content.initiatives:
        operations.initiatives.adopt(connection, organisation_id, questionnaire.id, each.id, each.since)
        if each.until:
            operations.initiatives.end(connection, organisation_id, questionnaire.id, each.id, each.until)


def _targets(content: TargetsContent) -> Targets:
    quadrant = content.quadrant
    return Targets(
        {axis: AxisTarget(aim.score, aim.due, aim.reason) for axis, aim in content.axes.items()},
        QuadrantTarget(quadrant.id, quadrant.due, quadrant.reason) if quadrant else None,
    )
