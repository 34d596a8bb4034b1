"""Evidence files written out as folders that explain themselves."""
