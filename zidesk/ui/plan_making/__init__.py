"""Making, naming and deleting plans: their dialogs."""
