"""The downloads of a result: pure functions from a report to the bytes of a file, one module for each kind.

Each kind is imported where it is used, so that no file waits for the libraries of another.
"""

from radar.exports.report import Answer, Language, Report

__all__ = ["Answer", "Language", "Report"]
