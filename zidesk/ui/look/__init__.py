"""How everything looks: colours, style sheet, icons."""
