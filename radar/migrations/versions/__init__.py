"""The migrations, date first."""
