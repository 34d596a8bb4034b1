"""A document as a value: what it says, block by block, before anything is set in type."""
