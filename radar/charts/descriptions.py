"""What each chart shows, in a sentence: for the page above it, the SVG's description and the PDF's alternative text."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from radar.charts.changes import evolution_description, outlines
from radar.charts.grouping import Group, grouped
from radar.charts.plane import plane
from radar.charts.request import Kind, Request
from radar.charts.texts import clean, dated, enumeration, number, percentage, quoted, say
from scoring.questionnaire import Axis, Questionnaire
from scoring.results import GroupScore, Result


def describe(kind: Kind, subject: Result | Sequence[Result], language: str = "fr") -> str:
    """Return the sentence for a chart of one kind."""
    results = (subject,) if isinstance(subject, Result) else tuple(subject)
    return describe_request(Request(kind=kind, results=results, language=language))


def describe_request(request: Request) -> str:
    """Return the sentence for what is asked of a chart."""
    language = request.language
    if request.kind == "radar":
        said = radar_description(
            request.result, language, target=request.target, previous=request.previous, due_on=request.due_on
        )
        return " ".join([said, *outlines(request)])
    if request.kind == "quadrant":
        return quadrant_description(request.results, language, targets=request.targets, due_on=request.due_on)
    if request.kind == "evolution":
        return evolution_description(request)
    if request.kind == "practices":
        return practices_description(request.result, language)
    return groups_description(request.results, language)


def radar_description(
    result: Result,
    language: str = "fr",
    *,
    target: Mapping[str, float] | None = None,
    previous: Result | None = None,
    due_on: date | None = None,
) -> str:
    """Say the overall score, the quadrant, the highest and the lowest axis, and what is missing."""
    sentences = [_overview(result, language), *provisional(result, language)]
    if target is not None:
        whole = result.questionnaire.axis_by_id.keys() <= target.keys()
        sentences.append(dated(language, "say.target" if whole else "say.target.some", due_on))
    if previous is not None and previous.overall is None:
        sentences.append(say(language, "say.previous.none"))
    elif previous is not None and previous.overall is not None:
        sentences.append(say(language, "say.previous", score=number(previous.overall, language)))
    return " ".join(sentences)


def provisional(result: Result, language: str) -> list[str]:
    """Return the sentence that says a result is provisional, if it is."""
    if not result.provisional:
        return []
    # Rounded down: a result that lacks an answer is never said to be complete.
    coverage = percentage(math.floor(result.coverage * 100 + 1e-9), language, 0)
    return [say(language, "provisional", coverage=coverage)]


def absence(scored: GroupScore | None) -> str:
    """Return the key of the words for a score that is not there."""
    inapplicable = scored is not None and 0 < scored.total == scored.not_applicable
    return "not_applicable" if inapplicable else "unanswered"


def _overview(result: Result, language: str) -> str:
    names = {axis.id: axis.name for axis in result.questionnaire.axes}
    scores = _scored(names, result.axes)
    if not scores or result.overall is None:
        return say(language, "say.nothing")
    share = percentage(result.percent or 0.0, language)
    opening = say(language, "say.overall", score=number(result.overall, language), percent=share)
    quadrant = {one.id: one.name for one in result.questionnaire.quadrants}.get(result.quadrant or "")
    if quadrant:
        opening += say(language, "say.quadrant", name=clean(quadrant))
    parts = [opening, _extremes("say.axes", names, scores, language)]
    missing = [clean(name) for slug, name in names.items() if slug not in scores]
    if missing:
        parts.append(say(language, "say.missing", names=enumeration(missing, language)))
    return "; ".join(parts) + "."


def _scored(names: Mapping[str, str], scores: Mapping[str, GroupScore]) -> dict[str, float]:
    found = ((slug, scores[slug].score) for slug in names if slug in scores)
    return {slug: score for slug, score in found if score is not None}


def _extremes(key: str, names: Mapping[str, str], scores: Mapping[str, float], language: str) -> str:
    high, low = max(scores, key=lambda slug: scores[slug]), min(scores, key=lambda slug: scores[slug])
    if len(scores) == 1:
        key += ".one"
    elif scores[high] == scores[low]:
        key += ".equal"
    return say(
        language,
        key,
        high=quoted(language, names[high]),
        low=quoted(language, names[low]),
        best=number(scores[high], language),
        worst=number(scores[low], language),
    )


def quadrant_description(
    results: Sequence[Result],
    language: str = "fr",
    *,
    targets: Mapping[str, Mapping[str, float]] | None = None,
    due_on: date | None = None,
) -> str:
    """Say the quadrant and the target of one result, or how many stand in each quadrant, and who has none."""
    stage = plane(results[0].questionnaire, language)
    drawn = [result for result in results if stage.point(result) is not None]
    if not drawn:
        opening = say(language, "say.places.none")
    elif len(results) == 1:
        opening = _place(drawn[0], language)
    else:
        opening = _places(drawn, language)
    absent = [clean(result.organisation) for result in results if stage.point(result) is None]
    closing = [say(language, "undrawn", names=enumeration(absent, language))] if any(absent) else []
    aim = _goal(drawn[0], targets, due_on, language) if len(results) == 1 and drawn and targets else []
    return " ".join([opening, *aim, *closing])


def _goal(result: Result, targets: Mapping[str, Mapping[str, float]], due_on: date | None, language: str) -> list[str]:
    stage = plane(result.questionnaire, language)
    goal = stage.located(targets.get(result.organisation, {}))
    if goal is None:
        return []
    scores = {"score_h": number(goal[0], language), "score_v": number(goal[1], language)}
    names = {"vertical": clean(stage.vertical.name), "horizontal": clean(stage.horizontal.name)}
    return [dated(language, "say.goal", due_on, **names, **scores)]


def _place(result: Result, language: str) -> str:
    stage = plane(result.questionnaire, language)
    x, y = stage.point(result) or (0.0, 0.0)
    quadrant = {one.id: one.name for one in result.questionnaire.quadrants}.get(result.quadrant or "")
    return say(
        language,
        "say.place" if quadrant else "say.place.off",
        name=clean(result.organisation) or say(language, "nobody").capitalize(),
        quadrant=clean(quadrant or ""),
        vertical=clean(stage.vertical.name),
        horizontal=clean(stage.horizontal.name),
        score_v=number(y, language),
        score_h=number(x, language),
    )


def _places(results: Sequence[Result], language: str) -> str:
    counts = Counter(result.quadrant for result in results)
    quadrants = results[0].questionnaire.quadrants
    named = [say(language, "say.count", name=clean(one.name), n=counts[one.id]) for one in quadrants]
    return say(language, "say.places", n=len(results), counts="; ".join(named))


def practices_description(result: Result, language: str = "fr") -> str:
    """Say the most and the least advanced practice, and how many have no score."""
    names = {practice.id: practice.name for practice in result.questionnaire.practices}
    scores = _scored(names, result.practices)
    parts = [_extremes("say.practices", names, scores, language) if scores else say(language, "say.practices.none")]
    if 0 < len(scores) < len(names):
        parts.append(say(language, "say.practices.missing", n=len(names) - len(scores)))
    return " ".join(["; ".join(parts) + ".", *provisional(result, language)])


def groups_description(results: Sequence[Result], language: str = "fr") -> str:
    """Say the axis on which the groups that results name differ most."""
    return groups_sentence(results[0].questionnaire, grouped(results, language), language)


def groups_sentence(questionnaire: Questionnaire, groups: Sequence[Group], language: str) -> str:
    """Say the axis on which groups differ most, or the extremes of the only one that is shown."""
    axes = questionnaire.axis_by_id
    known = {slug: {one: score for one in groups if (score := one.means.get(slug)) is not None} for slug in axes}
    shared = {slug: scores for slug, scores in known.items() if len(scores) > 1}
    if shared:
        return _widest(axes, shared, language)
    scored = next((one for one in groups if any(score is not None for score in one.means.values())), None)
    return _only(axes, scored, language) if scored else say(language, "say.groups.none")


def _widest(axes: Mapping[str, Axis], shared: Mapping[str, dict[Group, float]], language: str) -> str:
    slug = max(shared, key=lambda slug: max(shared[slug].values()) - min(shared[slug].values()))
    scores = shared[slug]
    high, low = max(scores, key=lambda one: scores[one]), min(scores, key=lambda one: scores[one])
    return say(
        language,
        "say.groups",
        axis=quoted(language, axes[slug].name),
        high=high.name,
        low=low.name,
        best=percentage(scores[high], language),
        worst=percentage(scores[low], language),
    )


def _only(axes: Mapping[str, Axis], group: Group, language: str) -> str:
    scores = {slug: score for slug, score in group.means.items() if score is not None}
    high, low = max(scores, key=lambda slug: scores[slug]), min(scores, key=lambda slug: scores[slug])
    return say(
        language,
        "say.groups.one",
        group=group.name,
        high=quoted(language, axes[high].name),
        low=quoted(language, axes[low].name),
        best=percentage(scores[high], language),
        worst=percentage(scores[low], language),
    )
