"""Every write: named functions that run in one transaction each and return what changed."""
