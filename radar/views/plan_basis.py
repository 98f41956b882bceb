"""What the pages of a plan stand on: its rows, its questionnaire, and where its organisation stands and aims."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.errors import refusal
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.plans import AdoptedPlanError, RowChange, StaleRowError
from radar.queries.plans import PlanRecord, PlanRows
from scoring.questionnaire import Questionnaire
from scoring.results import Result, assess
from scoring.targets import Targets
from scoring.transformation import PlannedInitiative, TransformationPlan

INITIATIVE = "initiative"


@dataclass(frozen=True)
class PlanBasis:
    """A plan as its rows make it."""

    record: PlanRecord
    rows: PlanRows

    @cached_property
    def plan(self) -> TransformationPlan:
        """Return the plan."""
        return queries.plans.assembled(self.record, self.rows)

    @property
    def open(self) -> bool:
        """Tell whether the plan may still change."""
        return self.record.state == "draft"

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire that names axes and practices."""
        return library.pinned_questionnaire(
            self.record.questionnaire, self.record.questionnaire_hash, current_language()
        )

    def seen(self, initiative: str) -> int:
        """Return how often an initiative has changed."""
        return self.rows.changes.get((INITIATIVE, initiative), 0)

    @cached_property
    def standing(self) -> tuple[Result | None, Targets | None]:
        """Return the newest result of the plan's organisation with its questionnaire, and what it aims at."""
        owner, connection = self.record.organisation_id, database.connection
        if owner is None:
            return None, None
        wanted = self.questionnaire.id
        basis = next((one for one in queries.targets.bases(connection, owner) if one.questionnaire_id == wanted), None)
        if basis is None:
            return None, None
        asked = library.pinned_questionnaire(basis.questionnaire, basis.questionnaire_hash, current_language())
        answers = queries.assessments.answers_of(connection, basis.assessment_id)
        result = assess(asked, {statement: answer.code for statement, answer in answers.items()})
        targets = queries.targets.in_force(connection, [owner], wanted)[owner].within(asked)
        return result, targets if targets.axes else None


def plan_basis() -> PlanBasis:
    """Return the plan that the address leads to."""
    record = access.plan()
    return PlanBasis(record, queries.plans.rows(database.connection, record.id))


def initiative_change(changed: PlannedInitiative, seen: int) -> RowChange:
    """Return the change that puts an initiative in the place of the one that was seen."""
    return RowChange(INITIATIVE, changed.id, changed.model_dump(mode="json"), seen)


def save(changes: Sequence[RowChange], plan_id: uuid.UUID | None = None) -> ResponseReturnValue | None:
    """Save rows of a plan, that of the address unless another is given; return the refusal if they cannot be."""
    try:
        operations.plans.change(
            database.connection, plan_id or access.plan().id, changes, access.signed_in().id, datetime.now(UTC)
        )
    except StaleRowError:
        return refusal(
            409,
            _("Quelqu'un d'autre a modifié le plan entre-temps"),
            _(
                "Rien n'a été enregistré, pour ne pas effacer ce changement; revenez en arrière, rechargez la page "
                "et refaites le vôtre."
            ),
        )
    except AdoptedPlanError:
        return refusal(
            409,
            _("Ce plan est adopté"),
            _("Un plan adopté ne change plus; ouvrez sa mise à jour annuelle, puis faites-y ce changement."),
        )
    return None
