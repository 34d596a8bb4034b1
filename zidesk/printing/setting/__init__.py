"""What every printed document is set with: fonts, text, tables, pages."""
