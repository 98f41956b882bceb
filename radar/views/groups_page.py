"""The page of a portfolio's groups, with what was typed when it is refused."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template

from radar import access, queries
from radar.extensions import database
from radar.forms import one_line
from radar.i18n import gettext as _
from radar.i18n import ngettext
from radar.operations.groupings import Choices
from radar.queries.groupings import GroupingRecord
from radar.views.portfolio_forms import GroupingForm
from radar.views.portfolio_page import smallest_group


@dataclass(frozen=True, slots=True)
class NamesForm:
    """The names of a grouping and of its groups as they were typed, and what is wrong with them."""

    grouping_id: uuid.UUID
    name: str
    groups: Mapping[uuid.UUID, str]
    fault: str

    @classmethod
    def read(
        cls, groupings: Sequence[GroupingRecord], grouping_id: uuid.UUID, given: Mapping[str, str]
    ) -> "NamesForm | None":
        """Return the names typed for a grouping, None if it is not there."""
        grouping = next((one for one in groupings if one.id == grouping_id), None)
        if grouping is None:
            return None
        name = one_line(given.get("name"))
        groups = {group.id: one_line(given.get(group.id.hex)) for group in grouping.groups}
        return cls(grouping_id, name, groups, _fault(name, list(groups.values())))


def page(
    *,
    form: GroupingForm | None = None,
    names: NamesForm | None = None,
    chosen: Choices | None = None,
    fault: str = "",
) -> str:
    """Show the groups, which organisation is in which, and which groups are too small to be shown."""
    portfolio, connection = access.portfolio(), database.connection
    groupings = queries.groupings.groupings_in(connection, portfolio.id)
    places = queries.groupings.places_in(connection, portfolio.id)
    return render_template(
        "portfolios/groups.html",
        portfolio=portfolio,
        groupings=groupings,
        bodies=queries.portfolios.bodies_in(connection, portfolio.id),
        places=places if chosen is None else chosen,
        seen=queries.groupings.stamp(places),
        frozen=frozen_sentence() if queries.portfolios.has_open_campaign(connection, portfolio.id) else "",
        form=form or GroupingForm(),
        names=names,
        fault=fault,
        small=_small(groupings),
        minimum=smallest_group(),
    )


def frozen_sentence() -> str:
    """Return why groups do not change."""
    return _("Une campagne du portefeuille est ouverte : ses groupes ont été définis d'avance et ne changent pas.")


def choices_of(given: Mapping[str, str]) -> Choices | None:
    """Return the group chosen for each organisation in each grouping; None if the table is not that of today."""
    connection, portfolio_id = database.connection, access.portfolio().id
    groups = {
        one.id: {group.id.hex: group.id for group in one.groups} | {"": None}
        for one in queries.groupings.groupings_in(connection, portfolio_id)
    }
    bodies = [body.id for body in queries.portfolios.bodies_in(connection, portfolio_id)]
    cells = {(key, body): given.get(f"{key.hex}-{body.hex}", "?") for key in groups for body in bodies}
    if any(value not in groups[key] for (key, _body), value in cells.items()):
        return None
    return {place: groups[place[0]][value] for place, value in cells.items()}


def _small(groupings: Sequence[GroupingRecord]) -> list[str]:
    """Return what to say of each group that is too small for its figures to be published."""
    return [
        ngettext(
            "« %(group)s » (%(grouping)s) : %(num)s organisme",
            "« %(group)s » (%(grouping)s) : %(num)s organismes",
            group.organisations,
            group=group.name,
            grouping=grouping.name,
        )
        for grouping in groupings
        for group in grouping.groups
        if group.organisations < smallest_group()
    ]


def _fault(name: str, groups: Sequence[str]) -> str:
    """Return what is wrong with the names of a grouping and its groups, if anything."""
    if not all(groups):
        return _("Donnez un nom à chaque groupe.")
    form = GroupingForm(name=name, groups="\n".join(groups))
    form.validate()
    return " ".join(str(fault) for faults in form.errors.values() for fault in faults)
