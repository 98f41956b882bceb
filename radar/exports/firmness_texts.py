"""The words that say how firm a quadrant is, key for key in both languages."""

from collections.abc import Mapping

FRENCH: Mapping[str, str] = {
    "firm_open": "Cadran à confirmer\u00a0: les réponses qui manquent ({count}) peuvent encore le changer.",
    "firm_fragile_one": (
        "Cadran fragile\u00a0: un seul changement d’un niveau suffirait pour passer au cadran «\u00a0{quadrant}\u00a0»."
    ),
    "firm_fragile": (
        "Cadran fragile\u00a0: {count} changements d’un niveau suffiraient pour passer au cadran "
        "«\u00a0{quadrant}\u00a0»."
    ),
    "firm_fair": (
        "Cadran assez solide\u00a0: il faudrait au moins {count} changements d’un niveau pour passer au cadran "
        "«\u00a0{quadrant}\u00a0»."
    ),
    "firm_solid": (
        "Cadran solide\u00a0: il faudrait au moins {count} changements d’un niveau pour passer au cadran "
        "«\u00a0{quadrant}\u00a0»."
    ),
    "firm_fast": "Cadran solide\u00a0: aucun changement de niveau ne le ferait quitter.",
    "firm_part": "Solidité du cadran",
    "firm_lead": (
        "Le cadran dépend de deux seuils. Voici à quelle distance ils sont, ce qui les ferait franchir et ce que les "
        "réponses encore ouvertes pourraient changer."
    ),
    "firm_margins": "Distance de chaque dimension à son seuil",
    "firm_margin": "Écart au seuil",
    "firm_changes": "Changements d’un niveau pour le franchir",
    "firm_none": "aucun ne suffit",
    "firm_up": (
        "Le plus court serait d’élever «\u00a0{dimension}\u00a0» à son seuil par les changements suivants; le cadran "
        "deviendrait «\u00a0{quadrant}\u00a0»."
    ),
    "firm_down": (
        "Le plus court serait que «\u00a0{dimension}\u00a0» passe sous son seuil par les changements suivants; le "
        "cadran deviendrait «\u00a0{quadrant}\u00a0»."
    ),
    "firm_change": "{number}. {topic}\u00a0: {move}",
    "firm_view": "{topic} ({perspective})",
    "firm_more": "Et ainsi de suite pour {count} autres.",
    "firm_others_one": "Un autre énoncé pourrait remplacer l’un de ceux-ci.",
    "firm_others": "{count} autres énoncés pourraient chacun remplacer l’un de ceux-ci.",
    "firm_cases": "Ce que les réponses ouvertes pourraient changer",
    "firm_case": "Cas",
    "firm_today": "Aujourd’hui",
    "firm_unanswered": "Sans réponse ({count}), tout à {level}",
    "firm_inapplicable": "Ne s’applique pas ({count}), tout à {level}",
    "firm_unanswered_open": "Les réponses qui manquent peuvent changer le cadran.",
    "firm_unanswered_settled": "Les réponses qui manquent ne peuvent pas changer le cadran.",
    "firm_inapplicable_open": "Le cadran pourrait être autre si ce qui ne s’applique pas avait reçu un niveau.",
    "firm_inapplicable_settled": (
        "Le cadran serait le même si ce qui ne s’applique pas avait reçu un niveau, quel qu’il soit."
    ),
    "firm_chance": (
        "Avec d’autres personnes semblables à celles qui ont voté ({people}), le cadran serait "
        "«\u00a0{quadrant}\u00a0» dans {share} des cas. Ce calcul tire {resamples} fois au sort parmi elles et prend "
        "la moyenne des votes là où au moins {least} personnes ont donné un niveau, sinon la réponse retenue."
    ),
    "firm_chance_none": (
        "Plus de {people} personnes ont voté\u00a0: le hasard ne déplace plus une dimension que de moins de {margin}."
    ),
    "firm_shares": "Part des tirages dans chaque cadran",
    "firm_share": "Part des tirages",
}

ENGLISH: Mapping[str, str] = {
    "firm_open": "Quadrant to be confirmed: the missing answers ({count}) may still change it.",
    "firm_fragile_one": "Fragile quadrant: a single change of one level would lead to the “{quadrant}” quadrant.",
    "firm_fragile": "Fragile quadrant: {count} changes of one level would lead to the “{quadrant}” quadrant.",
    "firm_fair": (
        "Fairly firm quadrant: it would take at least {count} changes of one level to move to the “{quadrant}” "
        "quadrant."
    ),
    "firm_solid": (
        "Firm quadrant: it would take at least {count} changes of one level to move to the “{quadrant}” quadrant."
    ),
    "firm_fast": "Firm quadrant: no change of level would leave it.",
    "firm_part": "How firm the quadrant is",
    "firm_lead": (
        "The quadrant depends on two thresholds. Here is how far they are, what would cross them, and what the answers "
        "that are still open could change."
    ),
    "firm_margins": "Distance of each dimension to its threshold",
    "firm_margin": "Distance to the threshold",
    "firm_changes": "Changes of one level to cross it",
    "firm_none": "none would do",
    "firm_up": (
        "The shortest way is to raise “{dimension}” to its threshold by the following changes; the quadrant would "
        "become “{quadrant}”."
    ),
    "firm_down": (
        "The shortest way is for “{dimension}” to fall below its threshold by the following changes; the quadrant "
        "would become “{quadrant}”."
    ),
    "firm_change": "{number}. {topic}: {move}",
    "firm_view": "{topic} ({perspective})",
    "firm_more": "And so on for {count} others.",
    "firm_others_one": "One other statement could replace one of these.",
    "firm_others": "{count} other statements could each replace one of these.",
    "firm_cases": "What the open answers could change",
    "firm_case": "Case",
    "firm_today": "Today",
    "firm_unanswered": "Unanswered ({count}), all at {level}",
    "firm_inapplicable": "Does not apply ({count}), all at {level}",
    "firm_unanswered_open": "The missing answers may change the quadrant.",
    "firm_unanswered_settled": "The missing answers cannot change the quadrant.",
    "firm_inapplicable_open": "The quadrant could be another if what does not apply had been given a level.",
    "firm_inapplicable_settled": (
        "The quadrant would be the same if what does not apply had been given a level, whichever it is."
    ),
    "firm_chance": (
        "With other people like those who voted ({people}), the quadrant would be “{quadrant}” in {share} of cases. "
        "This draws lots among them {resamples} times, and takes the mean of the votes where at least {least} people "
        "gave a level, otherwise the agreed answer."
    ),
    "firm_chance_none": "More than {people} people voted: chance moves a dimension by less than {margin}.",
    "firm_shares": "Share of the draws in each quadrant",
    "firm_share": "Share of draws",
}
