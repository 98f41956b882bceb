"""`radar demo`: a fictional portfolio to look around in."""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from radar import demo as demonstration
from radar import migrations, paths
from radar.cli.installation import opened, refusals
from radar.cli.options import language_option
from radar.demo import content, plans
from radar.refusals import sentence
from scoring import loading


@click.command()
@language_option
def demo(language: str) -> None:
    """Charge un portefeuille fictif avec des évaluations; sans effet si la démonstration est déjà là."""
    wanted = content.read()
    questionnaire = loading.load(loading.find(paths.QUESTIONNAIRES, "radar-numeriqc"))
    with refusals(language), opened() as (_, engine):
        migrations.upgrade(engine)
        with engine.connect() as connection:
            loaded = demonstration.load(connection, questionnaire, wanted, datetime.now(UTC))
    campaigns = sum(len(body.campaigns) for body in wanted.organisations)
    drawn = sum(bool(body.plan) for body in wanted.organisations) + len(plans.MINISTRIES)
    counts = {"organisations": len(wanted.organisations), "campaigns": campaigns, "plans": drawn}
    code = "demo_loaded" if loaded.changed else "demo_there"
    click.echo(sentence(code, language, portfolio=wanted.portfolio.name, **counts))
    for person in loaded.people:
        code = "demo_account" if person.password else "demo_known_account"
        role = sentence(f"role_{person.role}", language)
        click.echo(sentence(code, language, **{**asdict(person), "role": role}))
