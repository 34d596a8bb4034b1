"""The plan and its rules."""
