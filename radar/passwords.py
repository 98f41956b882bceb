"""Passwords: kept as argon2id hashes, and refused as slowly where there is no account as where there is one."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12
MOST = 200

# What OWASP asks for at least: every thread of every process may be hashing at once, on a small machine too.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hashed(password: str) -> str:
    """Return what is stored of a password."""
    return _hasher.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Return whether a password is the one stored; without a stored one the work is the same, and the answer no."""
    try:
        _hasher.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Return whether a password should be hashed anew, because the effort that is asked for has changed."""
    return _hasher.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return hashed("nobody's password")
