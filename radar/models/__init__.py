"""The tables."""

from radar.models.assessments import MAX_NAME, MAX_REASON, Answer, Assessment
from radar.models.base import Base

__all__ = ["MAX_NAME", "MAX_REASON", "Answer", "Assessment", "Base"]
