"""What neither a session nor a survey can be held for, said on a page."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from radar import access
from scoring.questionnaire import Questionnaire


def refusal(questionnaire: Questionnaire) -> ResponseReturnValue | None:
    """Refuse a trial, which has no facilitator, a closed assessment, which is final, and several perspectives."""
    assessment = access.assessment()
    if assessment.organisation_id is None:
        abort(404)
    if assessment.state == "closed" or questionnaire.perspectives:
        page = render_template("workshops/refused.html", assessment=assessment, questionnaire=questionnaire)
        return page, 409
    return None
