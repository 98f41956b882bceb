"""Every refusal as one clear sentence, on a page or as JSON for programs."""

import logging
import re

from flask import Flask, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from radar.i18n import gettext as _
from radar.library import ChangedQuestionnaireError
from scoring.errors import Refused

logger = logging.getLogger(__name__)
FOR_PROGRAMS = ("/v1/", "/api/")
UNWRITABLE = re.compile(r"read-?only|disk is full|no space", re.IGNORECASE)


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(ChangedQuestionnaireError, _changed_questionnaire)
    app.register_error_handler(Refused, _missing_questionnaire)


def refusal(status: int, title: str, sentence: str) -> ResponseReturnValue:
    """Answer with a page, or with `{"message": …}` where a program asks."""
    if request.path.startswith(FOR_PROGRAMS) or request.accept_mimetypes.best_match(
        ["text/html", "application/json"]
    ) == ("application/json"):
        return jsonify(message=sentence), status
    return render_template("errors/error.html", title=title, sentence=sentence, status=status), status


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    return refusal(
        400,
        _("Cette page a été ouverte il y a trop longtemps"),
        _(
            "Le formulaire n'a pas été envoyé par cette page ou les témoins ont été effacés; revenez en arrière, "
            "rechargez la page et recommencez. Ce qui était enregistré l'est toujours."
        ),
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:  # a redirection is an answer, not a refusal
        return error.get_response()
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, DBAPIError):
        return _database(error.original_exception)
    status = error.code or 500
    title, sentence = _texts(status)
    answer = make_response(refusal(status, title, sentence))
    if isinstance(error, MethodNotAllowed):
        answer.allow.update(error.valid_methods or ())
    return answer


def _texts(status: int) -> tuple[str, str]:
    texts = _texts_of_known() | (_texts_for_programs() if request.path.startswith("/api/") else {})
    if status in texts:
        return texts[status]
    if status < 500:  # noqa: PLR2004 (the boundary of the HTTP classes)
        return (
            _("La demande n'a pas été comprise"),
            _(
                "La demande envoyée n'est pas celle qu'un formulaire de ce site envoie; revenez à la page et "
                "recommencez."
            ),
        )
    return (
        _("Une erreur est survenue"),
        _(
            "La page n'a pas pu être préparée et l'erreur a été consignée; ce qui était enregistré l'est toujours. "
            "Réessayez dans un instant."
        ),
    )


def _texts_of_known() -> dict[int, tuple[str, str]]:
    return {
        403: (
            _("Votre rôle ne le permet pas"),
            _("Vous êtes membre de cet organisme, mais sans ce droit; demandez-le à une personne responsable."),
        ),
        404: (
            _("Cette page n'existe pas"),
            _(
                "L'adresse est inexacte, l'évaluation a été supprimée ou ce navigateur n'a pas encore ouvert son lien "
                "privé; ouvrez le lien privé de l'évaluation, ou revenez à l'accueil."
            ),
        ),
        405: (
            _("Cette adresse ne se demande pas ainsi"),
            _("La page ne peut pas être ouverte de cette façon; revenez à l'accueil et suivez les liens."),
        ),
        409: (
            _("Cette évaluation est fermée"),
            _(
                "Rien n'a été changé : une évaluation fermée ne change plus. Une personne responsable peut la rouvrir "
                "à partir de son aperçu."
            ),
        ),
        413: (
            _("L'envoi est trop volumineux"),
            _(
                "Ce qui a été envoyé dépasse la taille permise, et rien n'en est enregistré; raccourcissez le texte, "
                "ou répartissez le fichier en plusieurs."
            ),
        ),
    }


def _texts_for_programs() -> dict[int, tuple[str, str]]:
    """Return what holds no page, but an address of the programming interface."""
    return {
        404: (
            _("Cette adresse n'existe pas"),
            _(
                "Rien ne se trouve à cette adresse, ou le jeton n'est pas celui de son organisme; comparez-la avec "
                "/api/v1/openapi.json."
            ),
        ),
        405: (
            _("Cette adresse ne se demande pas ainsi"),
            _("Cette adresse n'accepte pas cette méthode; comparez-la avec /api/v1/openapi.json."),
        ),
    }


def _database(error: DBAPIError) -> ResponseReturnValue:
    """The database is away, full or read-only: nothing was written, and the next request tries again."""
    unwritable = isinstance(error, OperationalError | InternalError) and UNWRITABLE.search(str(error.orig))
    if not unwritable and not isinstance(error, OperationalError) and not error.connection_invalidated:
        logger.error("The database refused a statement", exc_info=error)
        return refusal(500, *_texts(500))
    logger.error("The database did not answer: %s", error.orig)
    return refusal(503, *(_unwritable() if unwritable else _away()))


def _unwritable() -> tuple[str, str]:
    return (
        _("L'enregistrement est impossible pour l'instant"),
        _(
            "Le disque du serveur est plein ou protégé contre l'écriture; rien n'a été perdu de ce qui était "
            "enregistré. Gardez cette page ouverte, prévenez la personne responsable du site et réessayez."
        ),
    )


def _away() -> tuple[str, str]:
    return (
        _("La base de données ne répond pas"),
        _(
            "Le site ne peut ni lire ni enregistrer de réponses pour l'instant; rien n'a été perdu de ce qui était "
            "enregistré. Gardez cette page ouverte et réessayez dans une minute."
        ),
    )


def _changed_questionnaire(error: ChangedQuestionnaireError) -> ResponseReturnValue:
    logger.error("The questionnaire %s is not the one that was published", error)
    return refusal(
        500,
        _("Le questionnaire de cette évaluation a changé"),
        _(
            "Les fichiers du questionnaire %(reference)s ne sont plus ceux avec lesquels l'évaluation a commencé; la "
            "personne responsable du site doit remettre la version publiée en place. Vos réponses sont conservées.",
            reference=str(error),
        ),
    )


def _missing_questionnaire(error: Refused) -> ResponseReturnValue:
    logger.error("A questionnaire cannot be read: %s", error)
    return refusal(
        500,
        _("Le questionnaire ne peut pas être lu"),
        _(
            "Les fichiers du questionnaire manquent ou sont en faute; la personne responsable du site les vérifie avec "
            "« radar questionnaires check ». Vos réponses sont conservées."
        ),
    )
