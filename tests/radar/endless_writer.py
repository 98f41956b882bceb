"""Saves answers for ever and prints the number of each once it is acknowledged; started and killed by a test."""

import sys
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import select

from radar import operations, paths, queries
from radar.database import connect
from radar.models import Assessment
from radar.operations.assessments import Change
from scoring import loading


def main(url: str) -> None:
    """Write into the assessment of the process before, if there was one."""
    with connect(url).connect() as connection:
        found = connection.execute(select(Assessment.id)).scalar_one_or_none()
        if found is None:
            questionnaire = loading.load(loading.find(paths.QUESTIONNAIRES, "radar-numeriqc"))
            found, _ = operations.assessments.start_assessment(connection, questionnaire, "", datetime.now(UTC))
        last = queries.assessments.answers_of(connection, found).get("e01")
        for number in count(int(last.reason) + 1 if last else 1):
            change = Change("e01", number % 5, f"{number:09}", "")
            operations.assessments.save_answers(connection, found, [change], datetime.now(UTC))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
