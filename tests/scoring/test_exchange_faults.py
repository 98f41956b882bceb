"""Files of the exchange format that cannot come in: what is told, and where."""

import json

import pytest

from scoring.errors import Refused
from scoring.exchange import read_enonces, statements_as_dicts
from tests.scoring.exchanged import DEFAULT, imported, refusal, spoilt, without

# What is wrong, the path, and words of the sentence.
BAD: dict[str, tuple[object, str, str]] = {
    "no json": (b'[{"numero": 1,]', "", "Ce n’est pas du JSON valide"),
    "empty": (b"", "", "Ce n’est pas du JSON valide"),
    "too deep": (b"[" * 100_000, "", "Ce n’est pas du JSON valide"),
    "huge number": (b"[" + b"1" * 5_000 + b"]", "", "Ce n’est pas du JSON valide"),
    "no array": ({"enonces": []}, "", "doit contenir un tableau JSON"),
    "nothing in it": ([], "enonces", "La liste «\u00a0enonces\u00a0» est vide"),
    "no utf-8": ('["é"]'.encode("latin-1"), "", "n’est pas en UTF-8"),
    "too large": (b"[" + b" " * 2_000_000 + b"]", "", "dépasse 2\u00a0Mo"),
    "no object": ([1], "enonces[0]", "Il faut ici des champs"),
    "no number": (without(2, "numero"), "enonces[2].numero", "Le champ «\u00a0numero\u00a0» manque"),
    "no text": (without(2, "texte"), "enonces[2].texte", "Le champ «\u00a0texte\u00a0» manque"),
    "no answers": (without(2, "reponses"), "enonces[2].reponses", "Le champ «\u00a0reponses\u00a0» manque"),
    "no practice": (without(2, "pratique"), "enonces[2].pratique", "Le champ «\u00a0pratique\u00a0» manque"),
    "no axis": (spoilt(2, pratique={"nom": "Pratique"}), "enonces[2].pratique.axe", "«\u00a0axe\u00a0» manque"),
    "four answers": (spoilt(2, reponses=list("abcd")), "enonces[2].reponses", "Il faut exactement 5 niveaux"),
    "six answers": (spoilt(2, reponses=list("abcdef")), "enonces[2].reponses", "Il faut exactement 5 niveaux"),
    "numbers for answers": (spoilt(2, reponses=["a", "b", "c", "d", 4]), "enonces[2].reponses[4]", "être un texte"),
    "same number": (spoilt(2, numero=1), "enonces[2].numero", "«\u00a01\u00a0» est déjà pris à la ligne 2"),
    "same identifier": (spoilt(2, id=statements_as_dicts(DEFAULT)[0]["id"]), "enonces[2].id", "est déjà pris"),
    "number zero": (spoilt(2, numero=0), "enonces[2].numero", "le minimum est 1"),
    "half a number": (spoilt(2, numero=1.5), "enonces[2].numero", "doit être un nombre entier"),
    "number as text": (spoilt(2, numero="3"), "enonces[2].numero", "doit être un nombre entier"),
    "empty text": (spoilt(2, texte="  "), "enonces[2].texte", "est vide"),
    "long text": (spoilt(2, texte="x" * 2001), "enonces[2].texte", "compte 2001 caractères"),
    "hidden character": (spoilt(2, texte="a\u0000b"), "enonces[2].texte", "le caractère invisible U+0000"),
    "half a character": (spoilt(2, reponses=["\ud800", *"abcd"]), "enonces[2].reponses[0]", "invisible U+D800"),
    "no uuid": (spoilt(2, id="12"), "enonces[2].id", "n’est pas un identifiant UUID"),
}  # fmt: skip


class TestBadFiles:
    @pytest.mark.parametrize("name", BAD)
    def test_are_refused_with_place_and_remedy(self, name: str) -> None:
        content, path, words = BAD[name]
        data = content if isinstance(content, bytes) else json.dumps(content, indent=1).encode()
        (fault,) = refusal(data)
        assert fault.path == path
        assert words in fault.message("fr")
        assert fault.file == "autre.json"

    def test_say_the_line_on_which_the_statement_starts(self) -> None:
        content = json.dumps(spoilt(2, texte=""), ensure_ascii=False, indent=1)
        (fault,) = refusal(content.encode())
        lines = content.splitlines()
        assert fault.line is not None
        assert (lines[fault.line - 1], fault.column) == (" {", 2)
        assert '"numero": 3,' in lines[fault.line + 1]

    def test_tell_every_fault_at_once(self) -> None:
        records = spoilt(2, texte="")
        records[5]["numero"] = 1
        records[9]["reponses"] = []
        assert [fault.path for fault in refusal(records)] == [
            "enonces[2].texte",
            "enonces[5].numero",
            "enonces[9].reponses",
        ]

    def test_may_hold_fields_of_their_own(self) -> None:
        assert len(imported(spoilt(2, aide="Texte d’aide")).statements) == 48

    def test_identifier_must_do(self) -> None:
        with pytest.raises(Refused, match="Pas Un Id"):
            read_enonces(b"[]", "Pas Un Id", DEFAULT)
