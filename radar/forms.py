"""The forms that do not come from a questionnaire."""

from collections.abc import Mapping, Sequence
from datetime import date

from wtforms import BooleanField, Form, StringField
from wtforms.validators import ValidationError

from radar.answer_form import plain_lines, printable
from radar.i18n import gettext as _
from radar.models import MAX_CAMPAIGN, MAX_NAME
from radar.operations.campaigns import Campaign
from radar.queries.people import OrganisationRecord


class NameForm(Form):
    """The name under which an assessment is shown; it may stay empty."""

    organisation = StringField(filters=[plain_lines], validators=[printable])

    def validate_organisation(self, field: StringField) -> None:
        """Refuse a name too long to be shown."""
        if len(field.data or "") > MAX_NAME:
            raise ValidationError(
                _("Le nom de l'organisme est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_NAME)
            )


def one_line(text: str | None) -> str:
    """Return the text without line ends, and without blanks around it."""
    return " ".join((text or "").split())


class CampaignForm(Form):
    """What an organisation calls an assessment, when it takes place, and whether it is official."""

    campaign = StringField(filters=[one_line], validators=[printable])
    campaign_on = StringField(filters=[one_line])
    official = BooleanField()

    def validate_campaign(self, field: StringField) -> None:
        """Refuse a name that is missing or too long."""
        if not field.data:
            raise ValidationError(_("Donnez un nom à la campagne, par exemple « Automne 2026 »."))
        if len(field.data) > MAX_CAMPAIGN:
            raise ValidationError(
                _("Le nom de la campagne est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_CAMPAIGN)
            )

    def validate_campaign_on(self, field: StringField) -> None:
        """Refuse what is no date."""
        try:
            self.day()
        except ValueError as error:
            raise ValidationError(
                _("« %(value)s » n'est pas une date; écrivez-la ainsi : 2026-11-21.", value=(field.data or "")[:20])
            ) from error

    def day(self) -> date | None:
        """Return the date, if one was given."""
        return date.fromisoformat(self.campaign_on.data) if self.campaign_on.data else None

    def read(self) -> Campaign:
        """Return what was entered, once it is found valid."""
        return Campaign(self.campaign.data or "", self.day(), bool(self.official.data))


class ClaimForm(CampaignForm):
    """The organisation to which a trial is to belong from now on, and what it calls it."""

    organisation_id = StringField()
    places: Mapping[str, str] = {}

    def offer(self, organisations: Sequence[OrganisationRecord]) -> None:
        """Offer, out of the organisations of a person, those for which they are responsible."""
        self.places = {str(place.id): place.name for place in organisations if place.role == "responsable"}

    def validate_organisation_id(self, field: StringField) -> None:
        """Refuse an organisation that was not offered."""
        if field.data not in self.places:
            raise ValidationError(_("Choisissez un organisme dont vous êtes responsable."))
