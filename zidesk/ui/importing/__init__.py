"""The import's dialogs: where to, what would change, what meets what."""
