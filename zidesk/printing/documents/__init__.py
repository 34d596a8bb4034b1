"""The documents, one file each, and their parts."""
