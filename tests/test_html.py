"""The check of HTML finds what is wrong and nothing else."""

import pytest

from tests.html import validate

PAGE = """<!doctype html>
<html lang="fr">
  <head><meta charset="utf-8"><title>Essai</title></head>
  <body>{}</body>
</html>
"""


def test_errors_are_told_by_page_and_line_and_sound_pages_pass() -> None:
    pages = {
        "sound": PAGE.format("<p>Été</p>"),
        "popover": PAGE.format(
            '<button type="button" popovertarget="a" popovertargetaction="show">?</button><div id="a" popover>!</div>'
        ),
        "two ids": PAGE.format('<p id="a">1</p><p id="a">2</p>'),
        "no alternative": PAGE.format('<img src="radar.svg">'),
    }
    errors = validate(pages)
    assert [error.split(": ")[0] for error in errors] == ["two ids:4", "no alternative:4"]
    assert "Duplicate ID “a”" in errors[0]
    assert "alt" in errors[1]


def test_the_popover_exception_hides_nothing_else() -> None:
    (error,) = validate({"page": PAGE.format('<div popover><p popupp="a">?</p></div>')})
    assert "Attribute “popupp” not allowed" in error


def test_checking_no_page_at_all_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="No page"):
        validate({})
