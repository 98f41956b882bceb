"""The forms of a roadmap: the place of an initiative, the moves of a proposed schedule, the capacity of a body."""

import re
from collections.abc import Iterator, Sequence

from wtforms import Form, HiddenField, StringField, ValidationError

from radar.forms import one_line
from radar.i18n import gettext as _
from radar.operations.plans import RowChange, body_key
from radar.views.plan_basis import PlanBasis, initiative_change
from radar.views.plan_problems import too_long
from radar.views.plan_words import called, statuses
from radar.views.priorities_form import number
from scoring.transformation import Capacity, PlannedInitiative, TransformationPlan

WHOLE = re.compile(r"\d{1,3}", re.ASCII)
MOST_CAPACITY = 100_000


class PlaceForm(Form):
    """The place of an initiative in the roadmap: its first quarter, how many, and its status."""

    plan: TransformationPlan
    initiative = HiddenField()
    seen = HiddenField()
    start = StringField(filters=[one_line])
    quarters = StringField(filters=[one_line])
    status = StringField(filters=[one_line])

    def show(self, initiative: PlannedInitiative) -> None:
        """Fill the fields with what is stored."""
        self.start.data = "" if initiative.start is None else str(initiative.start)
        self.quarters.data = str(initiative.quarters)
        self.status.data = initiative.status

    def validate_start(self, field: StringField) -> None:
        """Refuse a quarter that the plan does not have."""
        if field.data and (not WHOLE.fullmatch(field.data) or int(field.data) >= self.plan.quarters):
            raise ValidationError(_("Choisissez un trimestre du plan, ou aucun."))

    def validate_quarters(self, field: StringField) -> None:
        """Refuse a length that is none, or that the plan has no room for."""
        if not WHOLE.fullmatch(field.data or "") or not int(field.data or 0):
            raise ValidationError(_("Donnez la durée en trimestres, par exemple 4."))
        length, name = int(field.data or 0), called(self.plan.by_id[self.initiative.data or ""])
        if length > self.plan.quarters:
            raise ValidationError(too_long(name, length, self.plan.quarters))
        if WHOLE.fullmatch(self.start.data or "") and int(self.start.data or 0) + length > self.plan.quarters:
            raise ValidationError(
                _("« %(name)s » finirait après le plan; commencez-la plus tôt ou raccourcissez-la.", name=name)
            )

    def validate_status(self, field: StringField) -> None:
        """Refuse a status that is none."""
        if field.data not in statuses():
            raise ValidationError(_("Choisissez un statut de la liste."))

    def read(self, initiative: PlannedInitiative) -> PlannedInitiative:
        """Return the initiative in its place, once it is found valid."""
        return initiative.model_copy(
            update={
                "start": int(self.start.data) if self.start.data else None,
                "quarters": int(self.quarters.data or 1),
                "status": self.status.data,
            }
        )


def moves(basis: PlanBasis, lines: Sequence[str]) -> Iterator[RowChange]:
    """Yield what a proposed schedule moves, of lines `initiative start seen`; raises ValueError."""
    for line in lines:
        name, start, seen = line.split(" ")
        initiative = basis.plan.by_id.get(name)
        if initiative is None:
            # It was there when the schedule was proposed: the change of a row that is gone is refused as stale.
            yield RowChange("initiative", name, None, int(seen))
            continue
        place = None if start == "-" else int(start)
        if place is not None and not 0 <= place < basis.plan.quarters:
            raise ValueError(line)
        yield initiative_change(initiative.model_copy(update={"start": place}), int(seen))


def earliest(plan: TransformationPlan, asked: str | None, now: int) -> int:
    """Return the quarter before which nothing is to start: the one asked for, else the present one."""
    if asked and WHOLE.fullmatch(asked) and int(asked) < plan.quarters:
        return int(asked)
    return min(max(now, 0), plan.quarters - 1)


def capacity_change(basis: PlanBasis, body: str, text: str, seen: int) -> RowChange:
    """Return the change of what a body can carry; nothing means without limit; raises ValidationError."""
    key = body_key(body)
    if not text.strip():
        return RowChange("capacity", key, None, seen)
    limit = number(text.strip())
    if limit > MOST_CAPACITY:
        raise ValidationError(_("La capacité va de 0 à %(most)s par trimestre.", most=MOST_CAPACITY))
    row = Capacity(body=body, each_quarter=limit)
    return RowChange("capacity", key, row.model_dump(mode="json"), seen)
