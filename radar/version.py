"""The version of the application, read by packaging and shown in the footer."""

VERSION = "0.1.0"
