"""Names of files: which are allowed, how they sort."""
