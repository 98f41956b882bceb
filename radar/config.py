"""The settings: one table with names, defaults and help, read from the environment and from `instance/radar.env`."""

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from radar.refusals import RefusalError

MINIMUM_SECRET = 32
LEAST_IN_A_GROUP = 3  # of two bodies, each would know the other by subtracting itself
TRUE = {"1", "true", "yes", "on", "oui"}
SENDER = re.compile(r"[^@\s]+@[^@\s]+")
FALSE = {"0", "false", "no", "off", "non"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its environment name without `RADAR_`, its default as written there, and what it does."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("DATABASE_URL", "", "Database; empty: SQLite in the instance folder. DATABASE_URL is read too."),
    Setting("INSTANCE", "instance", "Folder of the embedded database, the generated secret and radar.env."),
    Setting("SECRET_KEY", "", "Signs cookies, 32 characters or more; empty: generated once in the instance folder."),
    Setting("ENVIRONMENT", "production", "development shows /patterns and reloads templates; production does not."),
    Setting("LANGUAGE", "fr", "Language of a first visit and of the command line: fr or en."),
    Setting("TRIAL", "on", "Whether anyone may start an assessment without an account."),
    Setting("TRIAL_DAYS", "400", "Days without a change after which `radar purge` removes a trial."),
    Setting("QUESTIONNAIRE", "radar-numeriqc", "Questionnaire of a new assessment: ID or ID@VERSION."),
    Setting("QUESTIONNAIRES", "", "Folder of further questionnaires; empty: `questionnaires` in the instance folder."),
    Setting("SMALLEST_GROUP", "5", "Bodies that a group needs, 3 or more, for its figures to be published."),
    Setting("TIMEZONE", "America/Toronto", "Time zone of the dates and hours on the pages."),
    Setting("BODY", "", "Name of the body that runs this installation, shown in the header and the privacy notice."),
    Setting("CONTACT", "", "Where people can write about their data, shown in the privacy notice."),
    Setting("HTTPS", "off", "on when people reach the pages by https: cookies are then sent by https only."),
    Setting("PROXIES", "0", "Number of trusted reverse proxies in front of the server."),
    Setting("SMTP_URL", "", "Mail server, like smtp://USER:PASSWORD@HOST:587 or smtps:; empty: links are only shown."),
    Setting("MAIL_FROM", "", "Address that mail is sent from; needed with RADAR_SMTP_URL."),
    Setting("WORKERS", "2", "Server processes."),
    Setting("LOG_LEVEL", "INFO", "Least severe messages to log: DEBUG, INFO, WARNING or ERROR."),
)


class BadSettingError(RefusalError):
    """A setting that cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, read and typed."""

    database_url: str
    instance: Path
    secret_key: str
    development: bool
    language: str
    trial: bool
    trial_days: int
    questionnaire: str
    questionnaires: Path
    smallest_group: int
    timezone: str
    body: str
    contact: str
    https: bool
    proxies: int
    smtp_url: str
    mail_from: str
    workers: int
    log_level: str


def read(environment: Mapping[str, str] | None = None) -> Config:
    """Return the settings from `environment` (by default the process's), completed by `radar.env` and the defaults."""
    environment = os.environ if environment is None else environment
    instance = Path(environment.get("RADAR_INSTANCE") or "instance").absolute()
    given = {**_env_file(instance / "radar.env"), **environment}
    values = _values(given)
    return Config(
        database_url=_database_url(values["DATABASE_URL"] or given.get("DATABASE_URL", ""), instance),
        instance=instance,
        secret_key=_secret(values["SECRET_KEY"], instance),
        development=_choice("ENVIRONMENT", values, ("production", "development")) == "development",
        language=_choice("LANGUAGE", values, ("fr", "en")),
        trial=_switch("TRIAL", values),
        trial_days=_whole("TRIAL_DAYS", values, 1, 36_500),
        questionnaire=values["QUESTIONNAIRE"],
        questionnaires=Path(values["QUESTIONNAIRES"] or instance / "questionnaires").absolute(),
        smallest_group=_whole("SMALLEST_GROUP", values, LEAST_IN_A_GROUP, 1000),
        timezone=_timezone(values),
        body=values["BODY"],
        contact=values["CONTACT"],
        https=_switch("HTTPS", values),
        proxies=_whole("PROXIES", values, 0, 10),
        smtp_url=_smtp_url(values),
        mail_from=values["MAIL_FROM"],
        workers=_whole("WORKERS", values, 1, 64),
        log_level=_choice("LOG_LEVEL", values, ("DEBUG", "INFO", "WARNING", "ERROR")),
    )


def _values(given: Mapping[str, str]) -> dict[str, str]:
    """Return the text of every setting, refusing names that look like a setting and are none.

    A setting that is given but empty has its default: that is how container files leave one out.
    """
    known = {f"RADAR_{setting.name}" for setting in SETTINGS}
    for name in given:
        if name.startswith("RADAR_") and name not in known:
            raise BadSettingError("setting_unknown", name=name)
    return {setting.name: given.get(f"RADAR_{setting.name}", "").strip() or setting.default for setting in SETTINGS}


def _env_file(path: Path) -> dict[str, str]:
    """Return the NAME=VALUE lines of `path`, if there is one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettingError("setting_file", path=path, reason=_reason(error)) from error
    pairs = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, separator, value = line.partition("=")
        if not separator:
            raise BadSettingError("setting_line", path=path, line=number)
        pairs[name.strip()] = value.strip().strip("\"'")
    return pairs


def _database_url(url: str, instance: Path) -> str:
    """Return an SQLAlchemy address, with the drivers that ship with the application."""
    if not url:
        return f"sqlite+pysqlite:///{instance / 'radar.sqlite3'}"
    scheme, separator, rest = url.partition("://")
    drivers = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "sqlite": "sqlite+pysqlite"}
    driver = drivers.get(scheme, scheme)
    if not separator or driver not in drivers.values():
        raise BadSettingError("setting_database", name="RADAR_DATABASE_URL")
    return f"{driver}://{rest}"


def _smtp_url(values: Mapping[str, str]) -> str:
    """Return the address of the mail server, if there is one; it needs a sender."""
    url = values["SMTP_URL"]
    if not url:
        return ""
    try:
        server = urlsplit(url)
        usable = server.scheme in {"smtp", "smtps"} and server.hostname and (server.port is None or server.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise BadSettingError("setting_mail", name="RADAR_SMTP_URL")
    if not SENDER.fullmatch(values["MAIL_FROM"]):
        raise BadSettingError("setting_sender", name="RADAR_MAIL_FROM")
    return url


def _secret(secret: str, instance: Path) -> str:
    """Return the secret key: the one given, else the one kept in the instance folder, made on first use."""
    if secret:
        if len(secret) < MINIMUM_SECRET:
            raise BadSettingError("setting_secret", name="RADAR_SECRET_KEY", least=MINIMUM_SECRET)
        return secret
    path = instance / "secret_key"
    try:
        if not path.exists():
            _make_secret(path)
        kept = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettingError("setting_instance", path=instance, reason=_reason(error)) from error
    if len(kept) < MINIMUM_SECRET:
        raise BadSettingError("setting_secret_file", path=path)
    return kept


def _make_secret(path: Path) -> None:
    """Write a new secret; of two processes that do so at once the first wins, and neither ever sees half a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)


def _timezone(values: Mapping[str, str]) -> str:
    try:
        return ZoneInfo(values["TIMEZONE"]).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadSettingError("setting_timezone", name="RADAR_TIMEZONE", value=values["TIMEZONE"]) from error


def _choice(name: str, values: Mapping[str, str], choices: tuple[str, ...]) -> str:
    if values[name] not in choices:
        raise BadSettingError("setting_choice", name=f"RADAR_{name}", value=values[name], choices=", ".join(choices))
    return values[name]


def _switch(name: str, values: Mapping[str, str]) -> bool:
    word = values[name].lower()
    if word not in TRUE | FALSE:
        raise BadSettingError("setting_choice", name=f"RADAR_{name}", value=values[name], choices="on, off")
    return word in TRUE


def _whole(name: str, values: Mapping[str, str], least: int, most: int) -> int:
    text = values[name]
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise BadSettingError("setting_whole", name=f"RADAR_{name}", value=text, least=least, most=most)
    return int(text)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else error.reason
