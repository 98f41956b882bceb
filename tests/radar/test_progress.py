"""How far an assessment is."""

from radar.answers import AgreedAnswer
from radar.progress import progress_of
from scoring.questionnaire import Questionnaire


def test_nothing_is_answered_at_first(questionnaire: Questionnaire) -> None:
    progress = progress_of(questionnaire, {})
    assert (progress.answered, progress.total, progress.complete) == (0, 48, False)
    assert progress.next_axis is questionnaire.axes[0]


def test_zero_and_not_applicable_are_answers_and_a_reason_alone_is_none(questionnaire: Questionnaire) -> None:
    answers = {"e01": AgreedAnswer(0), "e02": AgreedAnswer(5), "e03": AgreedAnswer(None, "Vu.")}
    first = progress_of(questionnaire, answers).axes[0]
    assert (first.answered, first.complete) == (2, False)


def test_what_comes_next_is_the_first_axis_with_something_left(questionnaire: Questionnaire) -> None:
    first, second = questionnaire.axes[:2]
    answers = {statement.id: AgreedAnswer(4) for statement in first.statements}
    progress = progress_of(questionnaire, answers)
    assert progress.axes[0].complete
    assert progress.next_axis is second


def test_everything_answered_leaves_nothing_to_do(questionnaire: Questionnaire) -> None:
    progress = progress_of(questionnaire, {statement.id: AgreedAnswer(1) for statement in questionnaire.statements})
    assert progress.complete
    assert progress.next_axis is None
