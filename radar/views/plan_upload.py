"""The file of a plan that a form brings: a workbook or JSON, read with every fault and its place."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from flask import request
from werkzeug.datastructures import FileStorage

from radar import spreadsheets
from radar.i18n import current_language
from radar.views.import_forms import stream_of
from radar.views.plan_start_form import FIRST_YEAR, LAST_YEAR
from scoring.errors import Fault, Refused
from scoring.loading.plan_files import plan_from_json
from scoring.questionnaire import Questionnaire
from scoring.transformation import TransformationPlan

SHOWN = 100
# The file, and the fields of the form beside it.
LARGEST_REQUEST = spreadsheets.LARGEST_FILE + spreadsheets.MEGABYTE
BINARY = (spreadsheets.ZIP, spreadsheets.OLE)


def form_of_file() -> Mapping[str, object]:
    """Return what every page says that takes a plan's file."""
    megabytes = spreadsheets.LARGEST_FILE // spreadsheets.MEGABYTE
    return {"language": current_language(), "megabytes": megabytes, "shown": SHOWN}


def file_of_form() -> FileStorage | None:
    """Return the file of the form, if one was chosen."""
    file = request.files.get("file")
    return file if file and file.filename else None


def plan_of_file(file: FileStorage) -> TransformationPlan:
    """Return the plan of a file, a workbook or JSON; raises Refused with every fault."""
    stream = stream_of(file)
    stream.seek(0)
    binary = stream.read(4) in BINARY
    stream.seek(0)
    return spreadsheets.read_plan(stream) if binary else plan_from_json(_whole(stream))


def of_questionnaire(plan: TransformationPlan, questionnaire: Questionnaire) -> TransformationPlan:
    """Return the plan; raises Refused if it names what the questionnaire does not have."""
    if faults := list(_foreign(plan, questionnaire)):
        raise Refused(faults)
    return plan


def _whole(stream: BytesIO) -> bytes:
    """Return what a file holds; raises Refused if it is too large."""
    content = stream.read(spreadsheets.LARGEST_FILE + 1)
    if len(content) > spreadsheets.LARGEST_FILE:
        most = spreadsheets.LARGEST_FILE // spreadsheets.MEGABYTE
        raise Refused([Fault("import_file_too_large", params={"limit": most})])
    return content


def _foreign(plan: TransformationPlan, questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what a file names that the questionnaire of the plan does not have."""
    if plan.questionnaire != questionnaire.reference:
        known = questionnaire.reference
        yield Fault("plan_other_questionnaire", params={"value": plan.questionnaire, "known": known})
        return
    if not FIRST_YEAR <= (year := plan.first_day.year) <= LAST_YEAR:
        yield Fault("plan_first_year", params={"value": year, "first": FIRST_YEAR, "last": LAST_YEAR})
    axes, practices = list(questionnaire.axis_by_id), [each.id for each in questionnaire.practices]
    benefits = [each.code for each in questionnaire.catalogue.benefits]
    for each in plan.initiatives:
        for code, given, allowed in (
            ("unknown_axis", [each.axis] if each.axis else [], axes),
            ("unknown_practice", each.practices, practices),
            ("unknown_benefit", [benefit.code for benefit in each.benefits], benefits),
        ):
            for value in (one for one in given if one not in allowed):
                yield Fault(code, path=each.title, params={"value": value, "known": allowed})
