"""The words of the exports in French.  Content only: figures and names are filled in by the code."""

from collections.abc import Mapping

FRENCH: Mapping[str, str] = {
    # Sentences of the result.
    "unnamed": "Organisation sans nom",
    "report": "Résultats de l’autoévaluation",
    "subject": "Maturité numérique : portrait, forces et pistes d’amélioration",
    "colon": " :",
    "no_score": "aucun score",
    "overall": "Score global : {score} sur {top}, soit {percent}.",
    "overall_label": "Score global",
    "of_top": "sur {top}",
    "nothing_yet": (
        "Aucune réponse pour l’instant. Les scores, le radar et le cadran paraîtront dès la première réponse."
    ),
    "nothing_to_draw": "Aucun axe n’a encore de score.",
    "in_quadrant": "{organisation} se situe dans le cadran « {quadrant} ». {description}",
    "no_quadrant": "Le cadran ne peut pas être établi : il faut au moins une réponse dans chaque dimension.",
    "next_label": "La suite :",
    "published_scores": (
        "Ce résultat part de scores d’axes déjà publiés, connus pour {scored} axes sur {axes}. Le détail des énoncés "
        "n’est pas connu."
    ),
    "unanswered_yet": "Aucun des {total} énoncés n’a reçu de niveau.",
    "complete": "Résultat complet. Énoncés évalués : {answered} sur {applicable} qui s’appliquent ({coverage}).",
    "provisional": (
        "Résultat provisoire. Énoncés évalués : {answered} sur {applicable} qui s’appliquent ({coverage}). "
        "Les scores peuvent encore changer."
    ),
    "extremes": "L’axe le plus élevé est « {high} » ({best}) et le plus bas, « {low} » ({worst}).",
    "all_alike": "Tous les axes qui ont un score sont au même niveau ({score}).",
    "high": "élevée",
    "low": "faible",
    # Levels.
    "level": "{level} – {name}",
    "mean_of_ballots": "{score} (moyenne des votes)",
    "mean_of_perspectives": "{score} (moyenne des perspectives)",
    "not_applicable": "Ne s’applique pas",
    "unanswered": "Sans réponse",
    # Parts of the report.
    "contents": "Contenu",
    "first": "À faire d’abord",
    "portrait": "Portrait par axe",
    "quadrant_part": "Position dans les cadrans",
    "practices_part": "Pratiques",
    "strengths_part": "Forces",
    "perspectives_part": "Ce que donne chaque perspective",
    "perspectives_differ": (
        "Les perspectives diffèrent le plus sur l’axe « {axis} » : {low} pour « {low_name} » et {high} pour "
        "« {high_name} », soit un écart de {gap}."
    ),
    "perspectives_alike": "Les perspectives donnent le même score à chaque axe.",
    "perspectives_few": "Les perspectives se comparent dès que deux d’entre elles ont un score sur un même axe.",
    "perspectives_rule": (
        "Score d’un énoncé : moyenne des perspectives qui lui ont donné un niveau, selon leur poids ({weights})."
    ),
    "perspective_state": "{name} : {state}",
    "perspectives_table": "Score de chaque axe selon la perspective",
    "weakest_part": "Axes à améliorer et initiatives proposées",
    "answers_part": "Réponses",
    "method_part": "Méthode et hypothèses",
    "glossary_part": "Sens des cadrans",
    "identity_part": "Version du questionnaire",
    "practices_lead": "Score de chaque pratique, dans l’ordre du questionnaire.",
    "strengths_lead": (
        "Une force se compare au reste du même résultat : sont retenus les scores qui dépassent le score global."
    ),
    "no_strength": "Aucun score ne dépasse le score global : aucune force ne se détache pour l’instant.",
    "strong_axes": "Axes les plus élevés",
    "strong_practices": "Pratiques les plus élevées",
    "weakest_lead": (
        "Voici les axes où il y a le plus à gagner. Les initiatives y sont classées selon ce qu’elles feraient gagner."
    ),
    "no_advice": "Aucune initiative à proposer pour l’instant.",
    "no_initiative": "Le catalogue ne contient pas d’initiative pour le niveau actuel de cet axe.",
    "answers_lead": "Niveau retenu pour chaque énoncé, avec la description de ce niveau.",
    "assumptions": "Hypothèses",
    "assumptions_lead": "Ce que les sources publiques ne règlent pas et que le questionnaire suppose :",
    "radar": "Radar des axes",
    "quadrant_figure": "Cadrans",
    "practices_figure": "Score des pratiques",
    "axes_table": "Score et couverture de chaque axe",
    "dimensions_table": "Score de chaque dimension",
    "practices_table": "Score et couverture de chaque pratique",
    # Columns.
    "number": "Nº",
    "axis": "Axe",
    "practice": "Pratique",
    "dimension": "Dimension",
    "statement": "Énoncé",
    "perspective_column": "Perspective {number} : {name}",
    "combined": "Combiné",
    "gap": "Écart",
    "topic": "Sujet",
    "score": "Score (0 à 4)",
    "short_score": "Score",
    "percent": "Pourcentage",
    "threshold": "Seuil",
    "standing": "Position",
    "answered": "Évalués",
    "unanswered_count": "Sans réponse",
    "not_applicable_count": "Ne s’applique pas",
    "total": "Énoncés",
    "level_column": "Niveau",
    "answer": "Réponse",
    "descriptor": "Description du niveau",
    "reason": "Raison",
    "ballots": "Votes",
    "agreement": "Accord (0 à 1)",
    "rank": "Rang",
    "initiative": "Initiative",
    "description": "Description",
    "why": "Pourquoi",
    "statements_behind": "Énoncés en cause",
    "now": "Niveau actuel :",
    "then": "Niveau suivant :",
    "gain": "Gain possible",
    "gain_axis": "Gain sur l’axe",
    "gain_dimension": "Gain sur la dimension",
    "gain_axis_sentence": "+{gain} sur l’axe",
    "gain_dimension_sentence": "+{gain} sur la dimension « {name} »",
    "why_sentence": "L’initiative vise {practices}.",
    "why_practice": "« {name} » ({score})",
    "no_detail": "score non connu",
    "target": "Cible",
    "target_quadrant": "Cadran visé",
    "target_reached": "cible atteinte",
    "gap_tiny": "moins de {least}",
    "target_sentence": "Cible : {target}, écart : {gap}.",
    "target_sentence_due": "Cible d’ici le {day} : {target}, écart : {gap}.",
    "quadrant_aim": "Cadran visé : {name}.",
    "quadrant_aim_due": "Cadran visé d’ici le {day} : {name}.",
    "quadrant_reached": "Cadran visé : {name}, cible atteinte.",
    "axes_aim": "Axes dont la cible est atteinte : {reached} sur {total}.",
    "axes_reached": "Toutes les cibles par axe sont atteintes.",
    "target_lead": (
        "Ces axes sont sous leur cible, du plus grand écart au plus petit. Leurs initiatives sont classées selon ce "
        "qu’elles feraient gagner."
    ),
    "effort": "Effort",
    "effort_S": "faible",
    "effort_M": "moyen",
    "effort_L": "élevé",
    "duration": "Durée",
    "duration_one": "1 trimestre",
    "duration_many": "{quarters} trimestres",
    "quarters": "Durée (trimestres)",
    "example": "Exemple",
    "prerequisites": "Préalables",
    "item": "Élément",
    "value": "Valeur",
    "rule": "Règle",
    # Identity of the result.
    "organisation": "Organisation",
    "group": "Groupe",
    "date": "Date",
    "quadrant": "Cadran",
    "coverage": "Couverture",
    "firmness": "Portée",
    "state": "État",
    "state_none": "aucune réponse",
    "state_provisional": "provisoire",
    "state_complete": "complet",
    "questionnaire": "Questionnaire",
    "version": "Version",
    "hash": "Empreinte",
    "footer": "{title}, version {version}, empreinte {hash}",
    "page": "Page {page} de {pages}",
    # Workbook.
    "sheet_summary": "Sommaire",
    "sheet_dimensions": "Dimensions",
    "sheet_axes": "Axes",
    "sheet_perspectives": "Perspectives",
    "sheet_practices": "Pratiques",
    "sheet_statements": "Énoncés",
    "sheet_initiatives": "Initiatives",
    "sheet_method": "Méthode",
    "sheet_page": "Page &P de &N",
    "nothing_here": "Rien à présenter pour l’instant",
    "about_summary": "Sommaire du résultat de {organisation}",
    "about_dimensions": "Scores des dimensions. Une dimension est élevée à partir de son seuil.",
    "about_axes": "Scores des axes. Un axe sans réponse n’a pas de score.",
    "about_perspectives": "Score de chaque axe selon la perspective, puis combiné, et écart entre les perspectives",
    "about_practices": "Scores des pratiques. Une pratique sans réponse n’a pas de score.",
    "about_statements": "Réponse donnée à chaque énoncé, avec sa description et sa raison",
    "about_initiatives": "Initiatives proposées pour les axes où il y a le plus à gagner",
    "about_method": "Règles de calcul, hypothèses et version du questionnaire",
    "kind": "Nature",
    "kind_rule": "Règle",
    "kind_assumption": "Hypothèse",
    "kind_identity": "Version",
    # Method.
    "method_1": (
        "Le questionnaire compte {axes} axes, {practices} pratiques et {statements} énoncés. Chaque énoncé "
        "reçoit un niveau de 0 à 4, dont la description peut être observée."
    ),
    "method_2": (
        "« Ne s’applique pas », « sans réponse » et le niveau 0 sont trois états différents. Les deux "
        "premiers ne comptent pas dans les moyennes."
    ),
    "method_3": (
        "Score d’un axe ou d’une pratique : moyenne de ses énoncés évalués. Sans réponse, il n’y a pas de score."
    ),
    "method_4": "Score global : moyenne des axes qui ont un score, tous de même poids.",
    "method_5": "Pourcentage : score divisé par 4, multiplié par 100.",
    "method_6": (
        "Couverture : énoncés évalués divisés par les énoncés qui s’appliquent. Sous 100 %, le résultat est provisoire."
    ),
    "method_7": "Axes à améliorer : les deux plus bas de chaque dimension.",
    "method_8": "Les scores sont calculés sans arrondi et ne sont arrondis qu’à l’affichage.",
    "dimension_rule": "{dimension} : moyenne des axes {axes}. Élevée à partir de {threshold}.",
    "dimension_rule_weighted": (
        "{dimension} : moyenne des axes, selon leur poids : {axes}. Élevée à partir de {threshold}."
    ),
}
