"""What a reader may see of a portfolio's campaign: the bodies that show their names, what was published, one's own."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from radar import access, library, queries
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.queries.comparisons import CampaignRecord, NamedResults, Participation, SharedBody
from radar.queries.portfolios import PortfolioRecord
from scoring import comparison, portrait, targets
from scoring.comparison import GroupFigures, GroupingFigures, Publication
from scoring.questionnaire import Questionnaire
from scoring.results import Result


@dataclass(frozen=True)
class Scene:
    """A campaign of a portfolio, as far as the reader may see it; leads alone see bodies by their names."""

    portfolio: PortfolioRecord
    campaigns: Sequence[CampaignRecord]
    campaign: CampaignRecord
    questionnaire: Questionnaire

    @property
    def leads(self) -> bool:
        """Tell whether the reader sees bodies by their names."""
        return self.portfolio.role == "lead"

    @cached_property
    def comparable(self) -> list[CampaignRecord]:
        """Return the campaigns with this very questionnaire of which the reader sees figures, the oldest first."""
        pinned = self.campaign.questionnaire_hash
        same = [one for one in reversed(self.campaigns) if one.questionnaire_hash == pinned]
        return same if self.leads else [one for one in same if one.publication]

    @cached_property
    def participation(self) -> Participation:
        """Return how far the campaign has come."""
        counted = queries.comparisons.participation(database.connection, self.portfolio.id)
        return counted.get(self.campaign.id, Participation())

    def named_in(self, campaign: CampaignRecord) -> NamedResults:
        """Return the complete results of the bodies that show their names in a comparable campaign."""
        nothing = NamedResults((), (), portrait.stacked(self.questionnaire, ()))
        return self._named.get(campaign.id, nothing)

    @cached_property
    def _named(self) -> Mapping[uuid.UUID, NamedResults]:
        if not self.leads:
            return {}
        pinned = self.campaign.questionnaire_hash
        return queries.comparisons.named_results(database.connection, self.portfolio.id, pinned)

    @cached_property
    def bodies(self) -> list[SharedBody]:
        """Return the bodies that show their names in this campaign, each by a name of its own; only to leads."""
        if not self.leads:
            return []
        found = queries.comparisons.named_bodies(database.connection, self.portfolio.id, self.campaign.id)
        bodies = list(found)
        seen: Counter[str] = Counter()
        for place, body in enumerate(bodies):
            seen[body.name] += 1
            if seen[body.name] > 1:
                bodies[place] = replace(body, name=f"{body.name} ({seen[body.name]})")
        return bodies

    @cached_property
    def results(self) -> list[Result]:
        """Return the results of the bodies that show their names in this campaign."""
        return self._results(self.bodies)

    @cached_property
    def own(self) -> list[Result]:
        """Return the results of the bodies for which the reader works."""
        if not self.campaign.publication:
            return []
        reader = access.signed_in().id
        own = queries.comparisons.own_bodies(database.connection, self.portfolio.id, self.campaign.id, reader)
        return self._results(own)

    @cached_property
    def goals(self) -> dict[str, dict[str, float]]:
        """Return by name where the bodies that aim at something would stand."""
        ids = [body.organisation_id for body in self.bodies]
        aims = queries.targets.in_force(database.connection, ids, self.questionnaire.id) if ids else {}
        found = {}
        for body, result in zip(self.bodies, self.results, strict=True):
            aimed = aims[body.organisation_id].within(self.questionnaire)
            goal = targets.goal(result, aimed) if aimed else {}
            found[result.organisation] = {dimension: score for dimension, score in goal.items() if score is not None}
        return {name: goal for name, goal in found.items() if goal}

    @cached_property
    def publication(self) -> Publication | None:
        """Return what was published when the campaign closed."""
        return self.published(self.campaign)

    def published(self, campaign: CampaignRecord) -> Publication | None:
        """Return what was published of a campaign."""
        return Publication.from_json(campaign.publication) if campaign.publication else None

    @cached_property
    def everybody(self) -> GroupFigures:
        """Return the figures of all bodies together, which are empty while the campaign is open."""
        found = self.publication.everybody if self.publication else GroupFigures("", "", None, {})
        return replace(found, name=_("Tous les organismes"))

    @cached_property
    def groupings(self) -> list[GroupingFigures]:
        """Return the groupings that were published, with names for those that come with the questionnaire."""
        return [self._worded(one) for one in self.publication.groupings] if self.publication else []

    def grouping(self, asked: str | None) -> GroupingFigures | None:
        """Return the grouping of an id, or the first; raises KeyError for an id that is none."""
        if asked is None:
            return self.groupings[0] if self.groupings else None
        return {one.id: one for one in self.groupings}[asked]

    def _worded(self, grouping: GroupingFigures) -> GroupingFigures:
        quadrants = {quadrant.id: quadrant.name for quadrant in self.questionnaire.quadrants}
        if grouping.id == comparison.QUADRANTS:
            name, names = _("Par cadran"), quadrants
        elif grouping.id == comparison.TOP_QUADRANT:
            name = _("Cadran %(quadrant)s et autres", quadrant=quadrants[grouping.groups[0].id])
            names = {**quadrants, comparison.OTHERS: _("Les autres cadrans")}
        else:
            return grouping
        groups = tuple(replace(group, name=names[group.id]) for group in grouping.groups)
        return replace(grouping, name=name, groups=groups)

    def _results(self, bodies: Sequence[SharedBody]) -> list[Result]:
        rows = portrait.stacked(self.questionnaire, (body.scores for body in bodies))
        places = [portrait.Place(body.name, body.quadrant, body.coverage) for body in bodies]
        return portrait.results(self.questionnaire, rows, places)


def scene(asked: str | None) -> Scene | None:
    """Return the campaign that was asked for, or the newest; None without one; raises KeyError for an unknown id."""
    portfolio = access.portfolio()
    campaigns = queries.comparisons.campaigns_of(database.connection, portfolio.id)
    if asked is not None:
        campaign = {one.id: one for one in campaigns}[_id(asked)]
    elif campaigns:
        campaign = campaigns[0]
    else:
        return None
    reference, content_hash = campaign.questionnaire, campaign.questionnaire_hash
    questionnaire = library.pinned_questionnaire(reference, content_hash, current_language())
    return Scene(portfolio, campaigns, campaign, questionnaire)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise KeyError(text) from error
