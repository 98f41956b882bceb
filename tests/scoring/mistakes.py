"""One mistake per file of `bad_questionnaires`: where it stands, and words that its sentence must hold."""

E2 = "axes[0].practices[0].statements[1]"
E3 = "axes[1].practices[0].statements[0]"

# Line, column and path of each fault, then words of its French sentence; ~ stands for U+00A0.
MISTAKES: dict[str, list[tuple[int, int, str, str]]] = {
    "bad-code.initiatives.yaml": [
        (4, 19, "benefits[0].code", "«~satisfaction~» n’est pas un code de bénéfice"),
        (
            4,
            11,
            "benefits.satisfaction",
            "Les textes de «~satisfaction~» manquent (initiatives.yaml, ligne 4); ajoutez-les.",
        ),
        (4, 12, "benefits.S1", "«~S1~» n’existe pas dans initiatives.yaml"),
    ],
    "bad-id.questionnaire.yaml": [(2, 5, "id", "«~Petit Été~» n’est pas un identifiant accepté")],
    "bad-language.questionnaire.yaml": [(4, 11, "language", "«~français~» n’est pas un code de langue")],
    "bad-version.questionnaire.yaml": [(3, 10, "version", "«~1.0~» n’est pas un numéro de version")],
    "bad-weight-id.questionnaire.yaml": [
        (14, 92, "dimensions[1].weights.Les outils", "L’axe «~Les outils~» n’existe pas dans ce questionnaire")
    ],
    "control-character.questionnaire.yaml": [
        (28, 56, f"{E2}.text", "Le texte contient le caractère invisible U+202E; retirez-le.")
    ],
    "dimension-without-weight.questionnaire.yaml": [
        (14, 80, "dimensions[1].weights", "Les poids de la dimension «~moyens~» donnent une somme nulle")
    ],
    "duplicate-axis.questionnaire.yaml": [
        (29, 9, "axes[1].id", "«~accueil~» est déjà pris à la ligne 21; donnez à chacun son propre «~id~».")
    ],
    "duplicate-form.glossary.yaml": [
        (
            4,
            45,
            "terms[1].forms[1]",
            "La forme «~Avis~» figure déjà à la ligne 3; un mot ne peut mener qu’à un seul terme.",
        )
    ],
    "duplicate-initiative.initiatives.yaml": [
        (9, 10, "initiatives[1].id", "«~ecoute~» est déjà pris à la ligne 6; donnez à chacun son propre «~id~»."),
        (6, 64, "initiatives.ecoute.example", "Le champ «~example~» n’existe pas dans initiatives.yaml"),
        (7, 3, "initiatives.outillage", "«~outillage~» n’existe pas dans initiatives.yaml"),
    ],
    "duplicate-key.questionnaire.yaml": [(6, 1, "title", "Ce champ figure déjà à la ligne 5; gardez-en un seul.")],
    "duplicate-number.questionnaire.yaml": [
        (35, 31, f"{E3}.number", "«~1~» est déjà pris à la ligne 27; donnez à chacun son propre «~number~».")
    ],
    "duplicate-practice.questionnaire.yaml": [
        (32, 13, "axes[1].practices[0].id", "«~1~» est déjà pris à la ligne 24; donnez à chacun son propre «~id~».")
    ],
    "duplicate-statement.questionnaire.yaml": [
        (35, 18, f"{E3}.id", "«~e01~» est déjà pris à la ligne 27; donnez à chacun son propre «~id~».")
    ],
    "duplicate-term.glossary.yaml": [
        (4, 10, "terms[1].id", "«~avis~» est déjà pris à la ligne 3; donnez à chacun son propre «~id~»."),
        (4, 3, "terms.outil", "«~outil~» n’existe pas dans glossary.yaml"),
    ],
    "duplicate-uuid.questionnaire.yaml": [
        (35, 29, f"{E3}.uuid", "«~6f1c4f0e-5c1a-5d53-9d0b-6f2a6b1c0e48~» est déjà pris à la ligne 27")
    ],
    "empty-field.questionnaire.yaml": [(28, 56, f"{E2}.text", "Le texte du champ «~text~» est vide; écrivez-le.")],
    "empty-list.questionnaire.yaml": [
        (31, 16, "axes[1].practices", "La liste «~practices~» est vide; ajoutez-y au moins un élément.")
    ],
    "empty-text.questionnaire.yaml": [(28, 56, f"{E2}.text", "Le texte du champ «~text~» est vide; écrivez-le.")],
    "empty.questionnaire.yaml": [
        (1, 1, "", "Il faut ici des champs (nom~: valeur); vérifiez l’indentation et les deux-points.")
    ],
    "english-field-without-french.en.yaml": [
        (9, 30, "quadrants.ouvert.next", "Le champ «~next~» n’existe pas dans questionnaire.yaml")
    ],
    "english-without-french.en.yaml": [(17, 3, "statements.e04", "«~e04~» n’existe pas dans questionnaire.yaml")],
    "fields-expected.questionnaire.yaml": [
        (
            14,
            80,
            "dimensions[1].weights",
            "Il faut ici des champs (nom~: valeur); vérifiez l’indentation et les deux-points.",
        )
    ],
    "form-twice-in-english.glossary.en.yaml": [
        (4, 37, "terms.outil.forms[1]", "La forme «~comment~» figure déjà à la ligne 3")
    ],
    "french-field-without-english.en.yaml": [
        (
            15,
            8,
            "statements.e01.help",
            "Le champ «~help~» existe dans questionnaire.yaml mais manque ici; traduisez-le.",
        )
    ],
    "french-without-english.en.yaml": [
        (12, 7, "axes.outils", "Les textes de «~outils~» manquent (questionnaire.yaml, ligne 29); ajoutez-les.")
    ],
    "huge-weight.questionnaire.yaml": [
        (
            10,
            44,
            "perspectives[0].weight",
            "La valeur 1000000000 du champ «~weight~» est trop grande; le maximum est 1000.",
        )
    ],
    "initiative-without-english.initiatives.en.yaml": [
        (
            6,
            3,
            "initiatives.outillage",
            "Les textes de «~outillage~» manquent (initiatives.yaml, ligne 9); ajoutez-les.",
        )
    ],
    "integer-expected.questionnaire.yaml": [
        (35, 31, f"{E3}.number", "Le champ «~number~» doit être un nombre entier, pas «~trois~»")
    ],
    "level-off-scale.initiatives.yaml": [
        (9, 96, "initiatives[1].to", "La valeur 5 du champ «~to~» est trop grande; le maximum est 4.")
    ],
    "levels-reversed.initiatives.yaml": [
        (
            9,
            96,
            "initiatives[1].to",
            "Une initiative doit mener à un niveau plus élevé, mais elle part du niveau 3 et mène au niveau 3",
        ),
        (6, 3, "initiatives.autre", "Les textes de «~autre~» manquent (initiatives.yaml, ligne 11); ajoutez-les."),
    ],
    "list-expected.questionnaire.yaml": [
        (17, 38, "quadrants[1].high", "Le champ «~high~» doit être une liste; mettez un tiret devant chaque élément.")
    ],
    "missing-english-level.en.yaml": [(17, 48, "statements.e03.levels", "Il faut exactement 5 niveaux, de 0 à 4")],
    "missing-field.questionnaire.yaml": [(32, 9, "axes[1].practices[0].name", "Le champ «~name~» manque; ajoutez-le.")],
    "missing-level.questionnaire.yaml": [(35, 76, f"{E3}.levels", "Il faut exactement 5 niveaux, de 0 à 4")],
    "misspelt-field.questionnaire.yaml": [
        (28, 34, f"{E2}.topik", "Le champ «~topik~» n’est pas connu ici; écrivez plutôt «~topic~».")
    ],
    "negative-weight.questionnaire.yaml": [
        (10, 44, "perspectives[0].weight", "La valeur -2 du champ «~weight~» est trop petite; le minimum est 0.")
    ],
    "not-allowed.questionnaire.yaml": [
        (13, 47, "dimensions[0].direction", "La valeur «~diagonal~» n’est pas acceptée pour le champ «~direction~»")
    ],
    "not-utf8.questionnaire.yaml": [
        (1, 8, "", "Ce fichier n’est pas en UTF-8 à partir d’ici; enregistrez-le de nouveau en UTF-8.")
    ],
    "number-expected.questionnaire.yaml": [
        (14, 66, "dimensions[1].threshold", "Le champ «~threshold~» doit être un nombre, pas «~2,5~»")
    ],
    "perspectives-without-weight.questionnaire.yaml": [
        (10, 3, "perspectives", "Les poids des perspectives donnent une somme nulle")
    ],
    "practice-without-initiative.initiatives.yaml": [
        (6, 3, "initiatives", "Aucune initiative ne fait progresser la pratique «~2~» à partir de ces niveaux~: 0, 3")
    ],
    "prerequisite-cycle.initiatives.yaml": [
        (
            7,
            74,
            "initiatives[0].prerequisites",
            "Les préalables tournent en rond~: ecoute → outillage → ecoute; retirez l’un d’eux.",
        )
    ],
    "quadrant-missing.questionnaire.yaml": [(16, 3, "quadrants", "Aucun cadran ne porte «~high: [moyens]~»")],
    "quadrant-twice.questionnaire.yaml": [
        (16, 3, "quadrants", "Aucun cadran ne porte «~high: [services, moyens]~»"),
        (19, 40, "quadrants[3].high", "Le cadran «~high: [moyens]~» existe déjà à la ligne 18"),
    ],
    "quadrants-without-plane.questionnaire.yaml": [
        (15, 3, "quadrants", "Des cadrans demandent exactement 2 dimensions")
    ],
    "quarters-too-high.initiatives.yaml": [
        (9, 120, "initiatives[1].quarters", "La valeur 40 du champ «~quarters~» est trop grande; le maximum est 24.")
    ],
    "reserved-id.questionnaire.yaml": [
        (
            35,
            18,
            f"{E3}.id",
            "«~weight~» ne peut pas désigner un énoncé~: une colonne des feuilles de réponses ou un axe porte déj",
        )
    ],
    "same-direction.questionnaire.yaml": [
        (14, 43, "dimensions[1].direction", "Une autre dimension est déjà dans le sens «~vertical~» (ligne 13)")
    ],
    "sixth-level.questionnaire.yaml": [(35, 76, f"{E3}.levels", "Il faut exactement 5 niveaux, de 0 à 4")],
    "term-without-french.glossary.en.yaml": [(4, 3, "terms.logiciel", "«~logiciel~» n’existe pas dans glossary.yaml")],
    "text-expected.questionnaire.yaml": [
        (
            32,
            13,
            "axes[1].practices[0].id",
            "Le champ «~id~» doit être un texte, pas «~2~»; mettez-le entre guillemets.",
        )
    ],
    "text-too-long.questionnaire.yaml": [
        (28, 56, f"{E2}.text", "Le texte du champ «~text~» compte 2001 caractères; ramenez-le à 2000 au plus.")
    ],
    "threshold-out-of-range.questionnaire.yaml": [
        (14, 66, "dimensions[1].threshold", "Le seuil 4,5 est hors de l’échelle; choisissez un nombre de 0 à 4.")
    ],
    "unknown-ambition.initiatives.yaml": [
        (10, 41, "initiatives[1].ambition", "L’ambition «~client~» n’est pas définie dans ce fichier")
    ],
    "unknown-axis.questionnaire.yaml": [
        (14, 92, "dimensions[1].weights.ailleurs", "L’axe «~ailleurs~» n’existe pas dans ce questionnaire")
    ],
    "unknown-benefit.initiatives.yaml": [
        (
            7,
            54,
            "initiatives[0].benefits[0]",
            "Le bénéfice «~S2~» n’est pas défini dans ce fichier; choisissez parmi~: S1.",
        )
    ],
    "unknown-dimension.questionnaire.yaml": [
        (17, 39, "quadrants[1].high[0]", "La dimension «~service~» n’existe pas dans ce questionnaire")
    ],
    "unknown-field.questionnaire.yaml": [(6, 1, "logo", "Le champ «~logo~» n’est pas connu ici")],
    "unknown-practice.initiatives.yaml": [
        (
            9,
            82,
            "initiatives[1].practices[1]",
            "La pratique «~9~» n’existe pas dans ce questionnaire; choisissez parmi~: 1, 2.",
        )
    ],
    "unknown-prerequisite.initiatives.yaml": [
        (10, 22, "initiatives[1].prerequisites[0]", "L’initiative préalable «~ecout~» n’existe pas dans ce catalogue")
    ],
    "unknown-theme.initiatives.yaml": [
        (
            10,
            59,
            "initiatives[1].theme",
            "Le thème «~talent~» n’est pas défini dans ce fichier; choisissez parmi~: talents.",
        )
    ],
    "unsupported-format.questionnaire.yaml": [(1, 9, "format", "Le format «~2~» n’est pas pris en charge")],
    "uuid-expected.questionnaire.yaml": [
        (35, 29, f"{E3}.uuid", "«~pas-un-uuid~» n’est pas un identifiant UUID; corrigez-le ou retirez le champ.")
    ],
    "wrong-language.glossary.yaml": [
        (1, 11, "language", "Ce fichier annonce la langue «~en~»; il doit annoncer «~fr~».")
    ],
    "yaml-alias.questionnaire.yaml": [(1, 8, "", "Les ancres (&nom) et les alias (*nom) ne sont pas acceptés")],
    "yaml-depth.questionnaire.yaml": [
        (1, 18, "", "Les données sont imbriquées sur plus de 12 niveaux; vérifiez l’indentation.")
    ],
    "yaml-documents.questionnaire.yaml": [
        (31, 1, "", "Le fichier contient un second document YAML (---); gardez-en un seul.")
    ],
    "yaml-key.questionnaire.yaml": [(1, 3, "", "Le nom d’un champ doit être un texte simple")],
    "yaml-syntax.questionnaire.yaml": [(24, 14, "", "Ce n’est pas du YAML valide à cet endroit")],
    "yaml-tag.questionnaire.yaml": [(5, 8, "", "Les étiquettes YAML (!nom) ne sont pas acceptées; retirez-la.")],
}
