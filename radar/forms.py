"""The forms that do not come from a questionnaire."""

from collections.abc import Mapping, Sequence
from datetime import date

from wtforms import BooleanField, Form, StringField
from wtforms.validators import ValidationError

from radar.answer_form import plain_lines, printable
from radar.i18n import gettext as _
from radar.models import CONSENTS, MAX_CAMPAIGN, MAX_NAME
from radar.operations.campaigns import Campaign
from radar.operations.sharings import Participation
from radar.queries.people import OrganisationRecord
from radar.queries.sharings import OfferRecord
from scoring.questionnaire import Questionnaire

ALONE = "none"


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


def campaign_name(_form: Form, field: StringField) -> None:
    """Refuse a name that is missing or too long."""
    if not field.data:
        raise ValidationError(_("Donnez un nom à la campagne, par exemple « Automne 2026 »."))
    if len(field.data) > MAX_CAMPAIGN:
        raise ValidationError(
            _("Le nom de la campagne est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_CAMPAIGN)
        )


def as_day(text: str | None) -> date | None:
    """Return the date that was written, if any; raises ValueError."""
    return date.fromisoformat(text) if text else None


def is_day(_form: Form, field: StringField) -> None:
    """Refuse what is no date."""
    try:
        as_day(field.data)
    except ValueError as error:
        raise ValidationError(
            _("« %(value)s » n'est pas une date; écrivez-la ainsi : 2026-11-21.", value=(field.data or "")[:20])
        ) from error


class CampaignForm(Form):
    """What an organisation calls an assessment, when it takes place, and whether it is official."""

    campaign = StringField(filters=[one_line], validators=[printable, campaign_name])
    campaign_on = StringField(filters=[one_line], validators=[is_day])
    official = BooleanField()

    def day(self) -> date | None:
        """Return the date, if one was given."""
        return as_day(self.campaign_on.data)

    def read(self) -> Campaign:
        """Return what was entered, once it is found valid."""
        return Campaign(self.campaign.data or "", self.day(), bool(self.official.data))


class StartForm(CampaignForm):
    """The start of a campaign: its questionnaire, or that of the portfolio's campaign it joins, and what is shared."""

    questionnaire = StringField()
    questionnaires: Mapping[str, Questionnaire] = {}
    joins = StringField()
    consent = StringField()
    offers: Mapping[str, OfferRecord] = {}

    def offer(self, offers: Sequence[OfferRecord]) -> None:
        """Offer the campaigns of portfolios that the organisation may join."""
        self.offers = {one.campaign_id.hex: one for one in offers}

    def ask(self, questionnaires: Sequence[Questionnaire]) -> None:
        """Ask for one of these questionnaires; the first stands until another is chosen."""
        self.questionnaires = {one.reference: one for one in questionnaires}
        self.questionnaire.data = self.questionnaire.data or questionnaires[0].reference

    def validate_questionnaire(self, field: StringField) -> None:
        """Refuse a questionnaire that is not asked for; a common campaign brings its own."""
        if field.data not in self.questionnaires and not self.joined():
            raise ValidationError(_("Choisissez un questionnaire de la liste."))

    def joined(self) -> OfferRecord | None:
        """Return the campaign of a portfolio that was chosen, if any."""
        return self.offers.get(self.joins.data or "")

    def validate_joins(self, field: StringField) -> None:
        """Refuse no choice where there is one to make, and a campaign that is not offered any more."""
        if field.data not in {*self.offers, ALONE} and (self.offers or field.data):
            raise ValidationError(
                _("Choisissez si l'organisme prend part à la campagne commune.")
                if not field.data
                else _("Cette campagne est fermée ou l'organisme y prend déjà part; choisissez de nouveau.")
            )

    def validate_consent(self, field: StringField) -> None:
        """Refuse to take part without a word on sharing."""
        if self.joined() and field.data not in CONSENTS:
            raise ValidationError(_("Choisissez ce que l'organisme partage; rien n'est choisi d'avance."))

    def participation(self) -> Participation | None:
        """Return what was chosen, once it is found valid."""
        chosen = self.joined()
        return Participation(chosen.portfolio_id, chosen.campaign_id, self.consent.data or "") if chosen else None


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
