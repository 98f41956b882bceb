"""The pattern book, in development only: every component in every state."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from radar import access, library
from radar.access import Permission
from radar.answer_form import AnswerForm, answer_form
from radar.answers import UNANSWERED, AgreedAnswer
from radar.config import Config
from radar.forms import NameForm
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.models import MAX_NAME
from radar.progress import progress_of
from radar.views.statement_texts import statement_texts

blueprint = Blueprint("patterns", __name__)


@blueprint.get("/patterns")
@access.needs(Permission.PUBLIC)
def index() -> ResponseReturnValue:
    """Show every component in every state."""
    config: Config = current_app.config["RADAR"]
    questionnaire = library.questionnaire(config.questionnaire, current_language())
    axis = questionnaire.axes[0]
    statements = axis.statements
    answers = {
        statements[1].id: AgreedAnswer(2, _("Trois équipes sur sept le font.")),
        statements[2].id: AgreedAnswer(5),
    }
    name = NameForm(organisation="A" * (MAX_NAME + 1))
    name.validate()
    return render_template(
        "patterns/index.html",
        questionnaire=questionnaire,
        statements=statements,
        form=_form_in_error(answer_form(*(each.id for each in statements)), statements[3].id, answers),
        texts=statement_texts(questionnaire, axis.id, current_language()),
        progress=progress_of(questionnaire, answers),
        name_form=name,
    )


def _form_in_error(form_class: type[AnswerForm], in_error: str, answers: dict[str, AgreedAnswer]) -> AnswerForm:
    """Return a form with a stored answer or two and one statement refused."""
    form = form_class()
    form.show(answers or {in_error: UNANSWERED})
    form[in_error].data = "7"
    form.validate()
    return form
