"""Questionnaires made from others."""

from scoring.questionnaire import Questionnaire


def changed(questionnaire: Questionnaire, **fields: object) -> Questionnaire:
    """Return a questionnaire that differs from another in some fields, and in what follows from them."""
    same = {name: getattr(questionnaire, name) for name in Questionnaire.model_fields}
    return Questionnaire.model_validate({**same, **fields})
