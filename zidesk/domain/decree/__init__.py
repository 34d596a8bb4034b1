"""The decree's own words: its clauses, its signers, and the narrative of its annex."""
