"""The plan as JSON, both ways."""
