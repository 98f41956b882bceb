from radar.exports.pictures import drawings, radar_png
from tests.radar.exports import samples


def test_a_full_result_has_three_charts_with_their_descriptions() -> None:
    found = drawings(samples.full())
    assert list(found) == ["radar", "quadrant", "practices"]
    assert all(each.image.startswith(b"<?xml") and each.description for each in found.values())


def test_a_result_leaves_out_the_charts_it_cannot_have() -> None:
    assert list(drawings(samples.published())) == ["radar", "quadrant"]
    assert list(drawings(samples.partial())) == ["radar", "practices"]
    assert drawings(samples.empty()) == {}
    assert radar_png(samples.empty()) is None


def test_a_sign_that_the_font_lacks_does_not_change_the_rest_of_the_label() -> None:
    assert "Musée □" in drawings(samples.full(organisation="Musée 🚀"))["quadrant"].image.decode()
