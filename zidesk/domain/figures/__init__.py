"""What is counted: planned, realised, late, proven."""
