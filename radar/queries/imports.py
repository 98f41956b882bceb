"""What an import of past results would do, and what stands in its way."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from radar.models import Assessment, Organisation
from scoring.sheets.columns import ORGANISATION
from scoring.sheets.faults import SheetFaults
from scoring.sheets.past import CAMPAIGN, PastAssessment, PastResults, same_name


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Organisations that are there and those to create, by what the spellings of their names have in common."""

    known: Mapping[str, uuid.UUID]
    new: Mapping[str, str]
    assessments: Sequence[PastAssessment]

    def is_new(self, organisation: str) -> bool:
        """Return whether the import creates this organisation."""
        return same_name(organisation) in self.new


_ORGANISATIONS = select(Organisation.id, Organisation.name)
_CAMPAIGNS = select(Assessment.organisation_id, Assessment.campaign, Assessment.campaign_on).where(
    Assessment.organisation_id.is_not(None)
)


def plan(connection: Connection, past: PastResults, faults: SheetFaults) -> ImportPlan:
    """Return what an import would do; campaigns that are there already and organisations of one name are faults."""
    namesakes = _namesakes(connection)
    names = {same_name(one.organisation): one for one in reversed(past.assessments)}
    for key, one in names.items():
        if len(namesakes[key]) > 1:
            number = past.columns.number(ORGANISATION)
            faults.add("import_namesakes", one.line, number, ORGANISATION, organisation=one.organisation)
    known = {key: namesakes[key][0] for key in names if len(namesakes[key]) == 1}
    _note_conflicts(_campaigns(connection, known.values()), known, past, faults)
    new = {key: one.organisation for key, one in reversed(names.items()) if not namesakes[key]}
    return ImportPlan(known, new, past.assessments)


def _namesakes(connection: Connection) -> defaultdict[str, list[uuid.UUID]]:
    """Return the organisations of each name, however it is spelt."""
    found: defaultdict[str, list[uuid.UUID]] = defaultdict(list)
    for organisation_id, name in connection.execute(_ORGANISATIONS):
        found[same_name(name)].append(organisation_id)
    return found


def _campaigns(connection: Connection, known: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], set[date | None]]:
    """Return the dates of the campaigns of these organisations, by name."""
    wanted, found = set(known), defaultdict[tuple[uuid.UUID, str], set[date | None]](set)
    for organisation_id, campaign, on in connection.execute(_CAMPAIGNS):
        if organisation_id in wanted:
            found[organisation_id, same_name(campaign)].add(on)
    return found


def _note_conflicts(
    campaigns: Mapping[tuple[uuid.UUID, str], set[date | None]],
    known: Mapping[str, uuid.UUID],
    past: PastResults,
    faults: SheetFaults,
) -> None:
    """Note the campaigns that an organisation has already; one without a date may be the same."""
    for one in past.assessments:
        body = known.get(same_name(one.organisation))
        dates = campaigns.get((body, same_name(one.campaign)), set()) if body else set()
        if one.on in dates or None in dates:
            code = "import_there" if one.on in dates else "import_there_undated"
            number, details = past.columns.number(CAMPAIGN), {"on": one.on} if one.on in dates else {}
            about = {"organisation": one.organisation, "campaign": one.campaign, **details}
            faults.add(code, one.line, number, CAMPAIGN, **about)
