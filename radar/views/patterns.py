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
        **_from_perspectives(),
    )


def _from_perspectives() -> dict[str, object]:
    """Return a statement asked from several perspectives, if a questionnaire of this installation does so."""
    asked = next((each for each in library.questionnaires(current_language()) if each.perspectives), None)
    if asked is None:
        return {"perspectives": None}
    axis = asked.axes[-1]  # the first stands on the page already
    statement = axis.statements[0]
    form = answer_form(*(question.id for question in asked.questions_to[statement.id]))()
    form.show({asked.questions_to[statement.id][0].id: AgreedAnswer(3)})
    texts = statement_texts(asked, axis.id, current_language())[statement.id]
    return {"perspectives": {"statement": statement, "form": form, "texts": texts}}


def _form_in_error(form_class: type[AnswerForm], in_error: str, answers: dict[str, AgreedAnswer]) -> AnswerForm:
    """Return a form with a stored answer or two and one statement refused."""
    form = form_class()
    form.show(answers or {in_error: UNANSWERED})
    form[in_error].data = "7"
    form.validate()
    return form
