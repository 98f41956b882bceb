"""Who could share in a portfolio: the bodies that show their names, and the portfolio's plan."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import abort

from radar import access, queries
from radar.extensions import database
from radar.views.comparison_scene import Scene, scene
from radar.views.plan_basis import PlanBasis
from scoring.sharing import Body, Joiner, Shareable, Sharing, sharing
from scoring.transformation import PlannedInitiative

# An initiative of the portfolio's plan that names no body is the portfolio's own.
WHOLE = ""


@dataclass(frozen=True)
class Sharers:
    """The bodies that show their names in the newest campaign of a portfolio, and the portfolio's plan."""

    scene: Scene
    basis: PlanBasis | None

    @cached_property
    def bodies(self) -> list[Body]:
        """Return the bodies with where they stand and aim, and the portfolio with its plan."""
        named, asked = self.scene.bodies, self.scene.questionnaire
        ids = [body.organisation_id for body in named]
        aims = queries.targets.in_force(database.connection, ids, asked.id) if ids else {}
        found = [
            Body(result.organisation, result=result, targets=aims[body.organisation_id].within(asked))
            for body, result in zip(named, self.scene.results, strict=True)
        ]
        return [*found, Body(WHOLE, plan=self.basis.plan)] if self.basis else found

    def sharing(self, costs: Mapping[str, Mapping[str, float]]) -> Sharing:
        """Return what can be shared."""
        return sharing(self.scene.questionnaire, self.bodies, costs)

    def held(self, key: str) -> PlannedInitiative | None:
        """Return the initiative of the portfolio's plan that comes from an entry of the catalogue."""
        initiatives = self.basis.plan.initiatives if self.basis else ()
        return next((each for each in initiatives if key in {each.catalogue, each.id}), None)


def joiners(shared: Shareable) -> Sequence[Joiner]:
    """Return the bodies that could join, without the portfolio itself."""
    return [joiner for joiner in shared.joiners if joiner.body != WHOLE]


def sharers() -> Sharers | None:
    """Return who could share; None where nobody shows a name. Whoever only administers the site sees no result."""
    portfolio = access.portfolio()
    if portfolio.role != "lead":
        abort(404)
    found = scene(None)
    return Sharers(found, _plan(portfolio.id, found)) if found and found.bodies else None


def _plan(portfolio_id: uuid.UUID, found: Scene) -> PlanBasis | None:
    """Return the draft plan of a portfolio, else its newest, if it speaks of the same practices."""
    plans = [
        each
        for each in queries.plans.plans_of_portfolio(database.connection, portfolio_id)
        if each.questionnaire.partition("@")[0] == found.questionnaire.id
    ]
    record = next((each for each in plans if each.state == "draft"), plans[0] if plans else None)
    return PlanBasis(record, queries.plans.rows(database.connection, record.id)) if record else None
