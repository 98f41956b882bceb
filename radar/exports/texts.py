"""The words of the exports, by language."""

from collections.abc import Mapping

from radar.exports.texts_en import ENGLISH
from radar.exports.texts_fr import FRENCH

WORDS: Mapping[str, Mapping[str, str]] = {"fr": FRENCH, "en": ENGLISH}
