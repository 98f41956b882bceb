"""The words that stand on charts, and how numbers are written, in French and in English."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from radar.formats import NO_BREAK_SPACE, day, decimal

LONGEST_NAME = 160

TEXTS: dict[str, dict[str, str]] = {
    "fr": {
        "and": "et",
        "quote": "«\u00a0{}\u00a0»",
        "title.radar": "Radar\u00a0: {name}",
        "title.quadrant": "Cadran\u00a0: {name}",
        "title.practices": "Pratiques\u00a0: {name}",
        "title.groups": "Comparaison de groupes\u00a0: {name}",
        "title.distribution": "Distribution\u00a0: {name}",
        "title.shares": "Cadrans par campagne\u00a0: {name}",
        "title.evolution": "Évolution\u00a0: {name}",
        "nobody": "organisation sans nom",
        "organisations": "{n} organisations",
        "ungrouped": "Sans groupe",
        "overall": "Score global\u00a0: {score} sur 4 ({percent})",
        "overall.none": "Score global\u00a0: sans réponse",
        "unanswered": "sans réponse",
        "not_applicable": "ne s’applique pas",
        "own": "Résultat",
        "target": "Cible",
        "target.due": "Cible d’ici le {day}",
        "previous": "Résultat précédent",
        "open_point": "Résultat provisoire",
        "provisional": "Résultat provisoire\u00a0: {coverage} des énoncés ont une réponse.",
        "provisional.some": "* Score provisoire\u00a0: il manque des réponses.",
        "threshold": "seuil {value}",
        "on_threshold": "Un score égal au seuil compte comme élevé.",
        "group": "{name} (n\u00a0=\u00a0{n})",
        "score_of": "{name}\u00a0: {score}",
        "unlabelled": "{n} points sans étiquette\u00a0: leurs noms sont dans le tableau.",
        "unlabelled.one": "1 point sans étiquette\u00a0: son nom est dans le tableau.",
        "undrawn": "Sans cadran, faute de réponses\u00a0: {names}.",
        "others": "{n} autres",
        "mean": "Moyenne par axe, en pourcentage",
        "median": "Médiane",
        "average": "Moyenne (valeur à droite)",
        "box": "{name}\u00a0: moitié centrale",
        "dots": "Organismes nommés (n\u00a0=\u00a0{n})",
        "shares": "Part des organismes dans chaque cadran",
        "withheld": "Ce qui est vide ou porte sur trop peu d’organismes n’est pas montré (—).",
        "scale": "Échelle de 0 à 4",
        "say.nothing": "Aucun axe n’a encore de score.",
        "say.overall": "Le score global est de {score} sur 4 ({percent})",
        "say.quadrant": ", dans le cadran {name}",
        "say.axes": "l’axe le plus élevé est {high} ({best}) et le plus faible, {low} ({worst})",
        "say.axes.equal": "tous les axes évalués sont à {best}",
        "say.axes.one": "le seul axe évalué est {high} ({best})",
        "say.missing": "axes sans score\u00a0: {names}",
        "say.target": "Un contour tireté montre la cible.",
        "say.target.due": "Un contour tireté montre la cible d’ici le {day}.",
        "say.target.some": "Des losanges montrent la cible des axes qui en ont une.",
        "say.target.some.due": "Des losanges montrent la cible des axes qui en ont une, d’ici le {day}.",
        "say.goal": "Une flèche mène à la cible\u00a0: {vertical}, {score_v}; {horizontal}, {score_h}.",
        "say.goal.due": "Une flèche mène à la cible d’ici le {day}\u00a0: {vertical}, {score_v}; {horizontal}, "
        "{score_h}.",
        "say.previous": "Un contour pointillé montre le résultat précédent ({score} sur 4).",
        "say.previous.none": "Un contour pointillé montre le résultat précédent.",
        "say.place": "{name} se situe dans le cadran {quadrant}\u00a0: {vertical}, {score_v}; {horizontal}, {score_h}.",
        "say.place.off": "{name}\u00a0: {vertical}, {score_v}; {horizontal}, {score_h}.",
        "say.places": "Répartition de {n} organisations\u00a0: {counts}.",
        "say.count": "{name}, {n}",
        "say.places.none": "Aucune organisation n’a de cadran.",
        "say.practices": "La pratique la plus avancée est {high} ({best}) et la moins avancée, {low} ({worst})",
        "say.practices.equal": "Toutes les pratiques évaluées sont à {best}",
        "say.practices.one": "La seule pratique évaluée est {high} ({best})",
        "say.practices.none": "Aucune pratique n’a encore de score",
        "say.practices.missing": "{n} sans score",
        "say.groups.one": "Moyennes de {group}\u00a0: l’axe le plus élevé est {high} ({best}) et le plus faible, {low} "
        "({worst}).",
        "say.groups": "Le plus grand écart entre les groupes touche l’axe {axis}\u00a0: {best} pour {high}, {worst} "
        "pour {low}.",
        "say.groups.none": "Aucun groupe n’a de score à montrer.",
        "say.distribution": "En moyenne, l’axe le plus élevé du groupe est {high} ({best}) et le plus faible, {low} "
        "({worst}).",
        "say.dots": "Scores de {n} organismes nommés, axe par axe.",
        "say.dots.one": "Scores d’un organisme nommé, axe par axe.",
        "say.above.none": "{name} ne dépasse la moyenne du groupe sur aucun des {total} axes.",
        "say.above": "{name} dépasse la moyenne du groupe sur {n} des {total} axes.",
        "say.shares": "De {before} à {after}, la part des organismes dans le cadran {quadrant} passe de {old} à {new}.",
        "say.shares.one": "Dans {name}, {share} des organismes sont dans le cadran {quadrant}.",
        "say.shares.none": "Aucune campagne n’a de répartition à montrer.",
        "overall.name": "Score global",
        "campaign": "{name} ({day})",
        "say.earlier": "Les autres contours montrent {names}.",
        "say.earlier.one": "L’autre contour montre {names}.",
        "say.moved.up": "De {before} à {after}, c’est l’axe {axis} qui a le plus progressé ({change})",
        "say.moved.down": "De {before} à {after}, c’est l’axe {axis} qui a le plus reculé ({change})",
        "say.moved.none": "De {before} à {after}, aucun axe n’a bougé",
        "say.moved.unknown": "De {before} à {after}, aucun axe ne se compare",
        "say.moved.overall": "le score global passe de {old} à {new}",
        "say.moved.one": "Une seule campagne, {name}\u00a0: il en faut deux pour voir ce qui bouge.",
        "fault.axes": "Le radar demande de 3 à 24 axes; le questionnaire {reference} en compte {n}. Utilisez le "
        "tableau des axes.",
        "fault.dimensions": "Le cadran demande une dimension verticale et une horizontale; le questionnaire "
        "{reference} ne les a pas. Utilisez le radar.",
        "fault.questionnaires": "Ce graphique ne compare que des résultats d’un même questionnaire; séparez {names}.",
        "fault.practices": "Ces résultats ne portent que sur les axes; les pratiques demandent une feuille de réponses "
        "par énoncé.",
        "fault.empty": "Il n’y a aucun résultat à dessiner; donnez au moins une organisation.",
    },
    "en": {
        "and": "and",
        "quote": "“{}”",
        "title.radar": "Radar: {name}",
        "title.quadrant": "Quadrant: {name}",
        "title.practices": "Practices: {name}",
        "title.groups": "Comparison of groups: {name}",
        "title.distribution": "Distribution: {name}",
        "title.shares": "Quadrants by campaign: {name}",
        "title.evolution": "Change over time: {name}",
        "nobody": "unnamed organization",
        "organisations": "{n} organizations",
        "ungrouped": "No group",
        "overall": "Overall score: {score} of 4 ({percent})",
        "overall.none": "Overall score: no answer",
        "unanswered": "no answer",
        "not_applicable": "not applicable",
        "own": "Result",
        "target": "Target",
        "target.due": "Target by {day}",
        "previous": "Previous result",
        "open_point": "Provisional result",
        "provisional": "Provisional result: {coverage} of the statements have an answer.",
        "provisional.some": "* Provisional score: some answers are missing.",
        "threshold": "threshold {value}",
        "on_threshold": "A score on the threshold counts as high.",
        "group": "{name} (n = {n})",
        "score_of": "{name}: {score}",
        "unlabelled": "{n} points without a label: their names are in the table.",
        "unlabelled.one": "1 point without a label: its name is in the table.",
        "undrawn": "No quadrant, for want of answers: {names}.",
        "others": "{n} others",
        "mean": "Mean by axis, in percent",
        "median": "Median",
        "average": "Mean (value at the right)",
        "box": "{name}: middle half",
        "dots": "Named organizations (n = {n})",
        "shares": "Share of the organizations in each quadrant",
        "withheld": "What is empty or rests on too few organizations is not shown (—).",
        "scale": "Scale from 0 to 4",
        "say.nothing": "No axis has a score yet.",
        "say.overall": "The overall score is {score} of 4 ({percent})",
        "say.quadrant": ", in the {name} quadrant",
        "say.axes": "the highest axis is {high} ({best}) and the lowest is {low} ({worst})",
        "say.axes.equal": "every assessed axis is at {best}",
        "say.axes.one": "the only assessed axis is {high} ({best})",
        "say.missing": "axes without a score: {names}",
        "say.target": "A dashed outline shows the target.",
        "say.target.due": "A dashed outline shows the target by {day}.",
        "say.target.some": "Diamonds show the target of the axes that have one.",
        "say.target.some.due": "Diamonds show the target of the axes that have one, by {day}.",
        "say.goal": "An arrow leads to the target: {vertical}, {score_v}; {horizontal}, {score_h}.",
        "say.goal.due": "An arrow leads to the target by {day}: {vertical}, {score_v}; {horizontal}, {score_h}.",
        "say.previous": "A dotted outline shows the previous result ({score} of 4).",
        "say.previous.none": "A dotted outline shows the previous result.",
        "say.place": "{name} is in the {quadrant} quadrant: {vertical}, {score_v}; {horizontal}, {score_h}.",
        "say.place.off": "{name}: {vertical}, {score_v}; {horizontal}, {score_h}.",
        "say.places": "Where {n} organizations stand: {counts}.",
        "say.count": "{name}, {n}",
        "say.places.none": "No organization has a quadrant.",
        "say.practices": "The most advanced practice is {high} ({best}) and the least advanced is {low} ({worst})",
        "say.practices.equal": "Every assessed practice is at {best}",
        "say.practices.one": "The only assessed practice is {high} ({best})",
        "say.practices.none": "No practice has a score yet",
        "say.practices.missing": "{n} without a score",
        "say.groups.one": "Means of {group}: the highest axis is {high} ({best}) and the lowest is {low} ({worst}).",
        "say.groups": "The widest gap between the groups is on the axis {axis}: {best} for {high}, {worst} for {low}.",
        "say.groups.none": "No group has a score to show.",
        "say.distribution": "On average, the highest axis of the group is {high} ({best}) and the lowest is {low} "
        "({worst}).",
        "say.dots": "Scores of {n} named organizations, axis by axis.",
        "say.dots.one": "Scores of one named organization, axis by axis.",
        "say.above.none": "{name} is above the mean of the group on none of the {total} axes.",
        "say.above": "{name} is above the mean of the group on {n} of the {total} axes.",
        "say.shares": "From {before} to {after}, the share of organizations in the {quadrant} quadrant goes from {old} "
        "to {new}.",
        "say.shares.one": "In {name}, {share} of the organizations are in the {quadrant} quadrant.",
        "say.shares.none": "No campaign has a breakdown to show.",
        "overall.name": "Overall score",
        "campaign": "{name} ({day})",
        "say.earlier": "The other outlines show {names}.",
        "say.earlier.one": "The other outline shows {names}.",
        "say.moved.up": "From {before} to {after}, the axis {axis} progressed the most ({change})",
        "say.moved.down": "From {before} to {after}, the axis {axis} declined the most ({change})",
        "say.moved.none": "From {before} to {after}, no axis moved",
        "say.moved.unknown": "From {before} to {after}, no axis can be compared",
        "say.moved.overall": "the overall score goes from {old} to {new}",
        "say.moved.one": "A single campaign, {name}: it takes two to see what moves.",
        "fault.axes": "The radar needs 3 to 24 axes; the questionnaire {reference} has {n}. Use the table of axes.",
        "fault.dimensions": "The quadrant needs one vertical and one horizontal dimension; the questionnaire "
        "{reference} does not have them. Use the radar.",
        "fault.questionnaires": "This chart compares results of one questionnaire only; separate {names}.",
        "fault.practices": "These results only cover the axes; the practices need an answer sheet by statement.",
        "fault.empty": "There is no result to draw; give at least one organization.",
    },
}


def known(language: str) -> str:
    """Return the language that charts will speak: French where the asked one has no texts."""
    return language if language in TEXTS else "fr"


def say(language: str, key: str, **values: object) -> str:
    """Return a text in a language with its values in place."""
    said = TEXTS[known(language)][key].format(**values)
    return said[:-1] if said.endswith("..") else said  # a name that ends with a period closes the sentence


def dated(language: str, key: str, due_on: date | None, **values: object) -> str:
    """Return a text about a target, with its date if it has one."""
    if due_on is None:
        return say(language, key, **values)
    return say(language, f"{key}.due", day=day(due_on, known(language)), **values)


def quoted(language: str, name: str) -> str:
    """Return a name between the language's quotation marks."""
    return TEXTS[known(language)]["quote"].format(clean(name))


def number(value: float, language: str, digits: int = 2) -> str:
    """Return a number as the language writes it, the same as on the pages."""
    return decimal(value, known(language), digits)


def percentage(value: float, language: str, digits: int = 1) -> str:
    r"""Return a percentage (0 to 100) as the language writes it.

    >>> percentage(43.78, "en"), percentage(43.78, "fr") == "43,8\u00a0%"
    ('43.8%', True)
    """
    return number(value, language, digits) + ("%" if known(language) == "en" else f"{NO_BREAK_SPACE}%")


def brief(value: float, language: str) -> str:
    """Return a number without needless zeros.

    >>> brief(2.0, "fr"), brief(2.5, "fr")
    ('2', '2,5')
    """
    return number(value, language).rstrip("0").rstrip(",.")


def enumeration(names: Sequence[str], language: str, most: int = 10) -> str:
    """Return names as a list in running text, cut after `most` with the number of the others.

    >>> enumeration(["A", "B", "C"], "fr")
    'A, B et C'
    """
    shown = list(names[:most])
    if len(names) > most:
        shown.append(say(language, "others", n=len(names) - most))
    *first, last = shown or [""]
    return f"{', '.join(first)} {say(language, 'and')} {last}" if first else last


def clean(text: str, longest: int = LONGEST_NAME) -> str:
    r"""Return a name fit for one line of XML: no control or direction marks, no surrogates, not endless.

    >>> clean("Ville\nde \x00 Québec")
    'Ville de Québec'
    """
    kept = re.sub("[ \t]+", " ", "".join(map(_safe, text[: longest * 4]))).strip(" ")
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def _safe(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    joiner = character in "\u200c\u200d"  # they shape Persian and Indic words
    return character if joiner or category not in {"Cf", "Cs", "Co", "Cn"} else ""
