"""The scoring engine: questionnaires in, scores and recommendations out.  Pure: no web, no database, no clock."""
