"""Radar numériQc: digital-maturity assessments, from questionnaire to radar.  The application is in `radar.app`."""
