"""The forms about people, organisations and portfolios."""

from wtforms import EmailField, Form, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from radar import passwords
from radar.addresses import as_address, is_address
from radar.answer_form import plain_lines, printable
from radar.i18n import gettext as _
from radar.models import MAX_NAME, MAX_PERSON, ROLES


def _address(_form: Form, field: StringField) -> None:
    if not is_address(field.data or ""):
        raise ValidationError(_("Écrivez une adresse de courriel, comme nom@exemple.quebec."))


def _address_if_any(form: Form, field: StringField) -> None:
    if field.data:
        _address(form, field)


def _new_password(_form: Form, field: PasswordField) -> None:
    if not passwords.LEAST <= len(field.data or "") <= passwords.MOST:
        raise ValidationError(
            _(
                "Choisissez un mot de passe de %(least)s à %(most)s caractères; une phrase est facile à retenir.",
                least=passwords.LEAST,
                most=passwords.MOST,
            )
        )


def _given(_form: Form, field: StringField) -> None:
    if not field.data:
        raise ValidationError(_("Écrivez un nom."))


def _short_name(_form: Form, field: StringField) -> None:
    if len(field.data or "") > MAX_NAME:
        raise ValidationError(_("Ce nom est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_NAME))


def _short_person(_form: Form, field: StringField) -> None:
    if len(field.data or "") > MAX_PERSON:
        raise ValidationError(_("Ce nom est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_PERSON))


class SignInForm(Form):
    """The address and the password of somebody who has an account, and the page they wanted."""

    email = EmailField(filters=[as_address], validators=[_address])
    password = PasswordField()
    then = HiddenField()

    def validate_password(self, field: PasswordField) -> None:
        """Refuse no password, and one longer than any that was ever taken."""
        if not 0 < len(field.data or "") <= passwords.MOST:
            raise ValidationError(_("Écrivez votre mot de passe."))


class PersonForm(Form):
    """The name under which a person is shown; it may stay empty."""

    name = StringField(filters=[plain_lines], validators=[printable, _short_person])


class NewcomerForm(PersonForm):
    """An account to make."""

    email = EmailField(filters=[as_address], validators=[_address])
    password = PasswordField(validators=[_new_password])


class FirstAdministratorForm(NewcomerForm):
    """The first account, and the organisation it is for, which may be named later."""

    organisation = StringField(filters=[plain_lines], validators=[printable, _short_name])


class PasswordForm(Form):
    """A new password, and the one it replaces."""

    current = PasswordField()
    password = PasswordField(validators=[_new_password])


class TitleForm(Form):
    """The name of an organisation or of a portfolio."""

    name = StringField(filters=[plain_lines], validators=[printable, _given, _short_name])


class RoleForm(Form):
    """What a member may do."""

    role = StringField()

    def validate_role(self, field: StringField) -> None:
        """Refuse a role that does not exist."""
        if field.data not in ROLES:
            raise ValidationError(_("Choisissez un rôle : lecture, animation ou responsable."))


class InvitationForm(RoleForm):
    """Whom to invite, and as what; without an address the link is handed over by other means."""

    email = EmailField(filters=[as_address], validators=[_address_if_any])
