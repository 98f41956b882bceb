"""Accounts, roles and invitations when two people act at once, on both databases."""

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select

from radar import operations, queries
from radar.models import Account, Attempt, Membership, SignIn
from radar.operations.assessments import link_hash
from radar.operations.invitations import Newcomer, UnusableInvitationError
from radar.operations.organisations import LastResponsableError
from radar.operations.people import EmailTakenError, LastAdministratorError
from tests.radar import members
from tests.radar.moments import LATER, NOON

AT_ONCE = 4


def at_once(engine: Engine, acts: list[Callable[[Connection], object]]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own, and return what came of each."""
    barrier, results = threading.Barrier(len(acts)), list[object]()

    def run(act: Callable[[Connection], object]) -> None:
        with engine.connect() as connection:
            barrier.wait()
            try:
                results.append(act(connection))
            except Exception as error:  # noqa: BLE001 (what came of it, whatever it was)
                results.append(type(error))

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def roles(connection: Connection) -> list[str]:
    found = sorted(connection.execute(select(Membership.role)).scalars())
    connection.rollback()
    return found


@pytest.mark.parametrize("leave", ["removed", "demoted"])
def test_two_responsables_who_put_each_other_out_do_not_both_succeed(
    engine: Engine, connection: Connection, leave: str
) -> None:
    home = members.add_organisation(connection)
    persons = [members.add_member(connection, home, "responsable") for _ in range(2)]

    def out(person: uuid.UUID) -> Callable[[Connection], object]:
        if leave == "removed":
            return lambda own: operations.organisations.remove_member(own, home, person)
        return lambda own: operations.organisations.change_role(own, home, person, "reader")

    results = at_once(engine, [out(person) for person in persons])
    assert sorted(results, key=str) == [LastResponsableError, None]
    assert roles(connection).count("responsable") == 1


def test_two_administrators_who_leave_at_once_do_not_both_succeed(engine: Engine, connection: Connection) -> None:
    persons = [members.add_account(connection, f"{n}@exemple.quebec", administrator=True) for n in range(2)]

    def out(person: uuid.UUID) -> Callable[[Connection], object]:
        return lambda own: operations.people.set_administrator(own, person, administrator=False)

    results = at_once(engine, [out(person) for person in persons])
    assert sorted(results, key=str) == [LastAdministratorError, None]


def test_an_invitation_that_many_accept_at_once_lets_one_in(engine: Engine, connection: Connection) -> None:
    home = members.add_organisation(connection)
    host = members.add_member(connection, home, "responsable")
    token = operations.invitations.invite(connection, home, "reader", "", host, NOON)

    def accept(number: int) -> Callable[[Connection], object]:
        newcomer = Newcomer(f"{number}@exemple.quebec", "", "!")
        return lambda own: bool(operations.invitations.join_as_newcomer(own, link_hash(token), newcomer, LATER))

    results = at_once(engine, [accept(number) for number in range(AT_ONCE)])
    assert results.count(True) == 1
    assert results.count(UnusableInvitationError) == AT_ONCE - 1
    assert connection.execute(select(func.count()).select_from(Account)).scalar_one() == 2


def test_the_first_link_makes_one_administrator(engine: Engine, connection: Connection) -> None:
    token = operations.invitations.invite_first_administrator(connection, NOON) or ""

    def accept(number: int) -> Callable[[Connection], object]:
        newcomer = Newcomer(f"{number}@exemple.quebec", "", "!")
        become = operations.invitations.become_first_administrator
        return lambda own: bool(become(own, link_hash(token), newcomer, "Régie", LATER))

    results = at_once(engine, [accept(number) for number in range(AT_ONCE)])
    assert results.count(True) == 1
    assert connection.execute(select(func.count()).select_from(Account)).scalar_one() == 1
    assert operations.invitations.invite_first_administrator(connection, LATER) is None


def test_an_address_has_one_account(engine: Engine) -> None:
    def add(own: Connection) -> bool:
        operations.people.add_account(own, "alix@exemple.quebec", "", "!", NOON)
        own.commit()
        return True

    results = at_once(engine, [add] * AT_ONCE)
    assert (results.count(True), results.count(EmailTakenError)) == (1, AT_ONCE - 1)


def test_an_invitation_is_not_used_up_by_an_address_that_is_taken(connection: Connection) -> None:
    home = members.add_organisation(connection)
    host = members.add_member(connection, home, "responsable")
    members.add_account(connection)
    token = link_hash(operations.invitations.invite(connection, home, "reader", "", host, NOON))
    with pytest.raises(EmailTakenError):
        operations.invitations.join_as_newcomer(connection, token, Newcomer("alix@exemple.quebec", "", "!"), LATER)
    assert queries.organisations.invitation_of_token(connection, token, LATER)


def test_wrong_tries_are_counted_within_the_window_and_told_when_they_end(connection: Connection) -> None:
    key, other, window = b"k" * 32, b"o" * 32, timedelta(minutes=15)
    for minute in range(3):
        operations.attempts.note_failure(connection, key, NOON + timedelta(minutes=minute))
    operations.attempts.note_failure(connection, other, NOON)
    until = queries.attempts.refused_until
    assert queries.attempts.failures_since(connection, key, NOON + timedelta(minutes=1)) == 2
    assert until(connection, key, 4, window, LATER) is None
    # The third from the end is what counts: when it leaves the window, two are left.
    assert until(connection, key, 3, window, LATER) == NOON + window
    assert until(connection, key, 3, window, NOON + window) is None
    assert until(connection, other, 3, window, LATER) is None
    operations.attempts.forgive(connection, key)
    assert queries.attempts.failures_since(connection, key, NOON) == 0
    operations.attempts.forget_old(connection, NOON + timedelta(days=1, seconds=1))
    assert connection.execute(select(func.count()).select_from(Attempt)).scalar_one() == 0


def test_browsers_that_are_not_used_are_forgotten(connection: Connection) -> None:
    account_id = members.add_account(connection)
    now = datetime.now(UTC)
    for days in (1, 91):
        operations.people.sign_in(connection, account_id, now - timedelta(days=days))
    operations.people.end_sign_ins_unseen_since(connection, now - queries.people.SIGN_IN_KEPT)
    assert connection.execute(select(func.count()).select_from(SignIn)).scalar_one() == 1
