"""The forms about running a portfolio: its people, its groups and its campaigns."""

from collections.abc import Sequence

from wtforms import EmailField, Form, StringField, TextAreaField
from wtforms.validators import ValidationError

from radar.addresses import as_address, is_address
from radar.answer_form import plain_lines, printable
from radar.forms import as_day, campaign_name, is_day, one_line
from radar.i18n import gettext as _
from radar.models import MAX_GROUP, PORTFOLIO_ROLES
from radar.operations.groupings import MOST_GROUPS
from radar.operations.portfolio_campaigns import Opening

FEWEST_GROUPS = 2


class PortfolioRoleForm(Form):
    """What a person may see of a portfolio."""

    role = StringField()

    def validate_role(self, field: StringField) -> None:
        """Refuse a role that does not exist."""
        if field.data not in PORTFOLIO_ROLES:
            raise ValidationError(_("Choisissez un rôle : observation ou direction."))


class PortfolioPersonForm(PortfolioRoleForm):
    """Who is to lead or to observe a portfolio."""

    email = EmailField(filters=[as_address])

    def validate_email(self, field: EmailField) -> None:
        """Refuse what is no address."""
        if not is_address(field.data or ""):
            raise ValidationError(_("Écrivez une adresse de courriel, comme nom@exemple.quebec."))


class GroupingForm(Form):
    """A way of dividing a portfolio, and the names of its groups, one on each line."""

    name = StringField(filters=[one_line], validators=[printable])
    groups = TextAreaField(filters=[plain_lines], validators=[printable])

    def validate_name(self, field: StringField) -> None:
        """Refuse a name that is missing or too long."""
        if not field.data:
            raise ValidationError(_("Donnez un nom au regroupement, par exemple « Taille »."))
        if len(field.data) > MAX_GROUP:
            raise ValidationError(_("Ce nom est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_GROUP))

    def validate_groups(self, _field: TextAreaField) -> None:
        """Refuse fewer than two groups, more than a page can hold, names that are too long, and the same name twice."""
        names = self.names()
        if len(names) < FEWEST_GROUPS:
            raise ValidationError(_("Nommez au moins deux groupes, un par ligne."))
        if len(names) > MOST_GROUPS:
            raise ValidationError(_("Un regroupement compte au plus %(most)s groupes.", most=MOST_GROUPS))
        if len({name.casefold() for name in names}) < len(names):
            raise ValidationError(_("Deux groupes ont le même nom; donnez à chacun le sien."))
        if any(len(name) > MAX_GROUP for name in names):
            raise ValidationError(
                _("Le nom d'un groupe est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_GROUP)
            )

    def names(self) -> list[str]:
        """Return the names of the groups in order."""
        lines = (one_line(line) for line in (self.groups.data or "").splitlines())
        return [line for line in lines if line]


class OpeningForm(Form):
    """A campaign to open, with the questionnaire that all will answer."""

    campaign = StringField(filters=[one_line], validators=[printable, campaign_name])
    questionnaire = StringField()
    ends_on = StringField(filters=[one_line], validators=[is_day])
    references: Sequence[str] = ()

    def validate_questionnaire(self, field: StringField) -> None:
        """Refuse a questionnaire that was not offered."""
        if field.data not in self.references:
            raise ValidationError(_("Choisissez un questionnaire de la liste."))

    def read(self) -> Opening:
        """Return what was entered, once it is found valid."""
        return Opening(self.campaign.data or "", as_day(self.ends_on.data))
