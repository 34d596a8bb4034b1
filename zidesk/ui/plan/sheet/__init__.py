"""The tree and the twelve-month grid over one model: what is seen, typed, painted and dropped in it."""
