"""The drawing of a pulse: a bar for each stage, and under them the stages' own scale with the mean and the target."""

from radar.charts import furniture, measure, style
from radar.charts.pulse import PulsePicture, pulse_description
from radar.charts.sheet import Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT, Stroke
from radar.charts.svg import Frame
from radar.charts.texts import clean, known, percentage
from radar.formats import day
from scoring.pulse import Stage

BAR, VALUE = 17.0, 96.0
INDENT = 26.0
TICK = 5.0


def draw(picture: PulsePicture) -> bytes:
    """Return the bytes of the picture."""
    sheet = compose(picture)
    if picture.format == "png":
        return sheet.png()
    language, description = known(picture.language), pulse_description(picture)
    return sheet.svg(Frame("pulse", language, picture.title, description, sheet.width, sheet.height))


def compose(picture: PulsePicture) -> Sheet:
    """Return the bars and the scale of a pulse; a pulse known by its mean only has no bars."""
    sheet = Sheet(style.THEMES[picture.theme])
    subtitles = [picture.say("respondents", n=picture.result.respondents)] if picture.result.counts else []
    bottom = furniture.heading(sheet, picture, subtitles)
    for stage in picture.question.stages:
        bottom = _stage(sheet, picture, stage, bottom)
    return sheet.finish(_scale(sheet, picture, bottom + 14) + MARGIN)


def _stage(sheet: Sheet, picture: PulsePicture, stage: Stage, top: float) -> float:
    """Write a stage and draw its bar; return the bottom."""
    left = MARGIN + INDENT
    sheet.text((MARGIN, top + LINE - 5), str(stage.number), bold=True, colour=sheet.theme.own)
    for line in measure.paragraph(clean(stage.name), sheet.width - left - MARGIN, TEXT):
        top += LINE
        sheet.text((left, top - 5), line)
    if not picture.result.counts:
        return top
    share = picture.result.shares[stage.number - 1]
    track = Box(left, top + 1, sheet.width - MARGIN - VALUE, top + 1 + BAR)
    sheet.rectangle(track, sheet.theme.track)
    if share:
        end = track.left + (track.right - track.left) * share
        sheet.rectangle(Box(track.left, track.top, end, track.bottom), sheet.theme.own)
    words = f"{percentage(share * 100, picture.language, 0)} ({picture.result.counts[stage.number - 1]})"
    sheet.text((sheet.width - MARGIN, top + BAR - 2), words, anchor="right")
    return track.bottom + 6


def _scale(sheet: Sheet, picture: PulsePicture, top: float) -> float:
    """Draw the scale from the first stage to the last, the mean above it and the target below; return the bottom."""
    mean, target = style.own(sheet.theme), style.target(sheet.theme)
    line = top + LINE + 16
    x = _x(sheet, picture, picture.result.mean)
    _label(sheet, picture.say("mean", mean=picture.mean), x, top + LINE, mean)
    ends = [(_x(sheet, picture, 1), line), (_x(sheet, picture, picture.question.top), line)]
    sheet.line(ends, sheet.theme.frame, width=2)
    for stage in picture.question.stages:
        tick = _x(sheet, picture, stage.number)
        sheet.line([(tick, line - TICK), (tick, line + TICK)], sheet.theme.frame, width=2)
        sheet.text((tick, line + TICK + 17), str(stage.number), colour=sheet.theme.muted, anchor="center")
    bottom = line + TICK + 20
    if picture.target_stage:
        aim = _x(sheet, picture, picture.target_stage)
        sheet.markers([(aim, line)], target.shape, target.size + 5, face=sheet.theme.background, edge=target.colour)
        bottom += LINE
        _label(sheet, _target(picture), aim, bottom, target)
    sheet.markers([(x, line)], mean.shape, mean.size, face=mean.colour, edge=sheet.theme.background)
    return bottom


def _target(picture: PulsePicture) -> str:
    if picture.target_on is None:
        return picture.say("target", stage=picture.target_stage)
    return picture.say("target.on", stage=picture.target_stage, day=day(picture.target_on, known(picture.language)))


def _label(sheet: Sheet, words: str, x: float, baseline: float, stroke: Stroke) -> None:
    """Write what a mark stands for near it, with the mark again, and within the sheet."""
    half = measure.width(words, TEXT, bold=True) / 2
    middle = min(max(x, MARGIN + half + 14), sheet.width - MARGIN - half)
    face = stroke.colour if stroke.shape == "o" else sheet.theme.background
    sheet.markers([(middle - half - 9, baseline - 5)], stroke.shape, stroke.size, face=face, edge=stroke.colour)
    sheet.text((middle, baseline), words, bold=True, anchor="center")


def _x(sheet: Sheet, picture: PulsePicture, stage: float) -> float:
    left, right = MARGIN + INDENT, sheet.width - MARGIN - INDENT
    return left + (right - left) * (stage - 1) / (picture.question.top - 1)
