"""The panel below the sheet: the row and month that are chosen, whole and editable."""
