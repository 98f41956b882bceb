"""The words of the exports, by language."""

from collections.abc import Mapping

from radar.exports import firmness_texts
from radar.exports.texts_en import ENGLISH
from radar.exports.texts_fr import FRENCH

WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {**FRENCH, **firmness_texts.FRENCH},
    "en": {**ENGLISH, **firmness_texts.ENGLISH},
}
