"""The private link of a trial."""

import pytest
from flask.testing import FlaskClient

from radar.access import MOST_LINKS
from tests.radar.views.trial import Trial, start


def test_the_link_opens_the_assessment_in_another_browser(trial: Trial, outsider: FlaskClient) -> None:
    trial.put("e01", {"level": "3"})
    answer = outsider.get(trial.link())
    assert (answer.status_code, answer.headers["Location"]) == (303, trial.address)
    assert Trial(outsider, trial.address).codes() == {"e01": 3}


def test_the_link_is_kept_out_of_referrers_and_caches(trial: Trial, outsider: FlaskClient) -> None:
    answer = outsider.get(trial.link())
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["inconnu", "a" * 43, "é\x00", "%2e%2e", "a" * 5000])
def test_a_link_that_does_not_exist_is_said_in_one_sentence(client: FlaskClient, token: str) -> None:
    answer = client.get(f"/lien/{token}")
    assert answer.status_code == 404
    assert "L’adresse est inexacte" in answer.text


def test_the_link_alone_is_long_enough_and_the_address_is_not_in_it(trial: Trial) -> None:
    token = trial.link().removeprefix("/lien/")
    assert len(token) >= 43  # 256 bits in base 64
    assert trial.address.rpartition("/")[2] not in token


def test_opening_the_link_again_changes_nothing(trial: Trial) -> None:
    link = trial.link()
    for _ in range(3):
        assert trial.client.get(link).headers["Location"] == trial.address
    assert trial.link() == link


def test_a_browser_keeps_the_newest_links_in_a_cookie_that_browsers_accept(client: FlaskClient) -> None:
    trials = [start(client) for _ in range(MOST_LINKS + 1)]
    assert [trial.get().status_code for trial in trials] == [404] + [200] * MOST_LINKS
    cookie = client.get_cookie("radar")
    assert cookie is not None
    assert len(cookie.value) < 4000


def test_a_forged_cookie_opens_nothing(trial: Trial, outsider: FlaskClient) -> None:
    cookie = trial.client.get_cookie("radar")
    assert cookie is not None
    outsider.set_cookie("radar", cookie.value[:-4] + "AAAA")
    assert outsider.get(trial.address).status_code == 404
