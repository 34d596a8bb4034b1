"""Tables made by hand: the clipboard's, and rows of the plan as a table."""
