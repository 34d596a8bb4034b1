"""The Bukti page and what is done to evidence files."""
