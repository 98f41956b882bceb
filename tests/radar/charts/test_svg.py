"""The files that go out: named, safe, small, and the same for the same input."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import pytest

from radar import charts
from radar.charts import draw
from tests.radar.charts.pictures import SVG, tree, words
from tests.radar.charts.samples import NAMES, at, request, result

KINDS = ("radar", "quadrant", "practices", "groups")
Kind = Literal["radar", "quadrant", "practices", "groups"]
HOSTILE = 'A & B <script>alert("1")</script>\x00\x1b $x^2$ \u202e]]>'


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_has_a_title_a_description_and_a_language(kind: Kind, language: str) -> None:
    asked = request(kind, result(), language=language)
    root = tree(asked)
    assert root.get("role") == "img"
    assert root.get("lang") == language
    named = {element.get("id"): element.text for element in root}
    title, description = (named[one] for one in root.get("aria-labelledby", "").split())
    assert "Musée de la rivière" in str(title)
    assert description == charts.describe(kind, asked.result, language)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_real_text_and_nothing_that_a_strict_policy_blocks(kind: Kind) -> None:
    svg = draw(request(kind, result(), theme="dark")).decode()
    assert "<text" in svg
    assert not re.search(r"<style|\sstyle=|<script|<image|<foreignObject|<!DOCTYPE|\son\w+=", svg)
    assert all(reference.startswith("#") for reference in re.findall(r'href="([^"]*)"', svg))
    assert "Open Sans" in svg


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_stay_text(kind: Kind) -> None:
    asked = request(kind, result(names=[HOSTILE, *NAMES[1:]], organisation=HOSTILE, group=HOSTILE))
    root = tree(asked)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "path", "defs", "use", "text", "pattern", "rect",
    }  # fmt: skip
    assert "A & B <script>" in "".join(root.itertext())
    assert "\u202e" not in "".join(root.itertext())


@pytest.mark.parametrize("image", ["svg", "png"])
def test_letters_that_the_measured_font_lacks(image: Literal["svg", "png"]) -> None:
    asked = request("radar", result(organisation="東京都 □ 🏛 Musée"), format=image)
    assert len(draw(asked)) > 1000
    if image == "svg":
        assert "東京都 □ 🏛 Musée" in words(asked)


def test_a_name_without_end_is_shortened() -> None:
    assert len(draw(request("radar", result(organisation="x" * 1_000_000)))) < 25_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_radar_with_both_outlines_is_under_25_kilobytes(language: str) -> None:
    target = {f"axe-{number}": 3.5 for number in range(1, 9)}
    assert len(charts.radar_chart(result(), language=language, target=target, previous=result([1] * 8))) < 25_000


def test_three_hundred_points_are_under_60_kilobytes() -> None:
    assert len(charts.quadrant_chart([at(i % 17 / 4, i % 13 / 3, f"Organisme {i}") for i in range(300)])) < 60_000


@pytest.mark.parametrize("image", ["svg", "png"])
def test_another_process_draws_the_same_bytes(image: str) -> None:
    code = (
        "import sys; from radar.charts import draw; from tests.radar.charts.samples import request, result; "
        f"sys.stdout.buffer.write(b''.join(draw(request(kind, result(), format={image!r})) for kind in {KINDS!r}))"
    )
    other = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout
    own = b"".join(draw(request(kind, result(), format=image)) for kind in KINDS)  # type: ignore[arg-type]
    assert other == own


def test_threads_draw_at_once() -> None:
    asked = [request(kind, result([i % 5, *[2.0] * 7])) for i in range(6) for kind in KINDS]  # type: ignore[arg-type]
    alone = [draw(one) for one in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(draw, asked)) == alone


def test_png_is_sharp_and_tells_neither_time_nor_program() -> None:
    png = charts.radar_chart(result(), format="png")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 1280
    assert b"Software" not in png
    assert b"tIME" not in png
