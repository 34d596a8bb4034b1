"""What was changed when by whom: recorded by triggers, replayed by undo and redo."""
