"""Passwords are hashed with argon2id, and nobody is told by the clock who has an account."""

import time

from radar import passwords

PASSWORD = "trois bouleaux au bord de l’eau"


def test_a_password_fits_its_own_hash_only() -> None:
    stored = passwords.hashed(PASSWORD)
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored
    assert passwords.fits(PASSWORD, stored)
    assert not passwords.fits(PASSWORD + " ", stored)
    assert not passwords.fits(PASSWORD, "!")
    assert not passwords.fits("nobody's password", None)
    assert not passwords.is_outdated(stored)


def test_no_account_takes_as_long_as_a_wrong_password() -> None:
    stored = passwords.hashed(PASSWORD)

    def shortest(kept: str | None) -> float:
        times = []
        for _ in range(5):
            began = time.process_time()
            passwords.fits("wrong", kept)
            times.append(time.process_time() - began)
        return min(times)

    shortest(None)  # the first call makes the hash that nobody has
    assert 0.5 < shortest(None) / shortest(stored) < 2
