"""The open file, subject by subject: its life, which plan is shown, undo names, the date, running work."""
