"""Glossary words found in running text."""

from typing import Any

from radar.glossary import Piece, explained
from scoring.questionnaire import Questionnaire, Statement, Term


def term(name: str, *others: str) -> Term:
    """Return a term with the other forms under which it may stand."""
    return Term(id=f"term-{len(name)}", term=name, forms=(name, *others), definition="…")


def statement(questionnaire: Questionnaire, **texts: Any) -> Statement:
    return questionnaire.statements[0].model_copy(update={"help": "", **texts})


def words(pieces: tuple[Piece, ...]) -> list[str]:
    """Return what is explained."""
    return [piece.text for piece in pieces if piece.term]


def test_a_word_is_found_whole_and_in_any_case(questionnaire: Questionnaire) -> None:
    text, _ = explained(statement(questionnaire, text="Agile, fragile; agilement."), (term("agile"),))
    assert words(text) == ["Agile"]
    assert "".join(piece.text for piece in text) == "Agile, fragile; agilement."


def test_the_longest_form_wins(questionnaire: Questionnaire) -> None:
    glossary = (term("donnée"), term("donnée ouverte", "données ouvertes"))
    text, _ = explained(statement(questionnaire, text="Des données ouvertes et une donnée."), glossary)
    assert words(text) == ["données ouvertes", "donnée"]


def test_a_term_is_explained_once_in_a_statement(questionnaire: Questionnaire) -> None:
    parts = statement(questionnaire, text="Un parcours, deux parcours.", help="Le parcours entier.")
    text, help_text = explained(parts, (term("parcours"),))
    assert words(text) == ["parcours"]
    assert words(help_text) == []


def test_accents_and_marks_at_the_edge_of_a_word_do_not_hide_it(questionnaire: Questionnaire) -> None:
    text, _ = explained(statement(questionnaire, text="L’équité (équité)!"), (term("équité"),))
    assert words(text) == ["équité"]


def test_a_text_without_terms_stays_whole_and_an_empty_one_is_nothing(questionnaire: Questionnaire) -> None:
    assert explained(statement(questionnaire, text="Rien."), ()) == ((Piece("Rien."),), ())


def test_the_shipped_glossary_explains_words_of_every_axis(questionnaire: Questionnaire) -> None:
    for axis in questionnaire.axes:
        texts = [explained(each, questionnaire.glossary) for each in axis.statements]
        assert any(words(text) or words(help_text) for text, help_text in texts), axis.id
